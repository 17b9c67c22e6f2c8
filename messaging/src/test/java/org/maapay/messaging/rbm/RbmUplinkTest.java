package org.maapay.messaging.rbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.Clause;
import org.maapay.messaging.InMemoryIds;
import org.maapay.messaging.uplink.InMemorySeen;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.SubscriptionChanged;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.messaging.uplink.UplinkEvent.UrlChecked;
import org.maapay.messaging.uplink.UplinkRequest;

/** What Google tells an agent. */
@Clause("4-operator-a")
class RbmUplinkTest {
  private static final String AGENT = "shop@rbm.goog";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String FROM = "'senderPhoneNumber':'+8613800138000','agentId':'shop'";

  private final InMemoryIds ids = new InMemoryIds();
  private final RbmUplink uplink =
      new RbmUplink(
          id ->
              Optional.of(
                      new ChatbotAccount(
                          AGENT,
                          "rbm",
                          URI.create("http://127.0.0.1:1"),
                          new ChatbotAccount.Credentials("a", "k", "client-token")))
                  .filter(account -> account.chatbotId().equals(id)),
          ids,
          new UplinkChecks(new InMemorySeen(() -> NOW), () -> NOW));

  @Test
  void the_address_is_proven_by_the_secret_alone_in_the_answer() {
    var answer = plain("{'clientToken':'client-token','secret':'1234567890'}");
    assertThat(answer)
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.body()).isEqualTo("1234567890");
              assertThat(accepted.events().getFirst()).isInstanceOf(UrlChecked.class);
            });
    assertThat(plain("{'clientToken':'other','secret':'1'}"))
        .isEqualTo(new Refused(Reason.BAD_SIGNATURE));
  }

  @Test
  void the_signature_is_that_of_the_recorded_vector() {
    // HMAC-SHA-512 of RFC 4231, case 2
    assertThat(
            RbmUplink.sign("Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "Fkt6e/z4GeLjlfvnO1bgo4e9ZCIugx/WECcM1+olBVSXWL91wFqZSm0DT2X48Ob9yuqxo01Ka0tjbgcKOLznNw==");
  }

  @Test
  void texts_and_taps_are_read() {
    var text = "{" + FROM + ",'messageId':'u1','text':'你好','sendTime':'2026-01-01T00:00:00Z'}";
    var event = (TextReceived) event(text);
    assertThat(event.text()).isEqualTo("你好");
    assertThat(event.envelope().dialogue().conversationId()).doesNotContain("13800138000");
    var tap =
        "{%s,'messageId':'u2','suggestionResponse':{'postbackData':'pay:1','text':'支付','type':'%s'}}";
    assertThat(((ReplyTapped) event(tap.formatted(FROM, "REPLY"))).postback()).isEqualTo("pay:1");
    assertThat(((ActionTapped) event(tap.formatted(FROM, "ACTION"))).displayText()).isEqualTo("支付");
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED,DELIVERED",
    "READ,DISPLAYED",
    "TTL_EXPIRATION_REVOKED,FAILED",
    "TTL_EXPIRATION_REVOKE_FAILED,REVOKE_FAILED"
  })
  void a_report_is_read_under_our_own_id(String type, String state) {
    ids.link(AGENT, "own-1", "wire-1");
    var report =
        (DeliveryReported)
            event("{%s,'eventType':'%s','eventId':'e','messageId':'wire-1'}".formatted(FROM, type));
    assertThat(report.messageId()).isEqualTo("own-1");
    assertThat(report.state().storedName()).isEqualTo(state);
  }

  @Test
  void a_user_who_wants_no_more_is_heard() {
    var event =
        (SubscriptionChanged) event("{" + FROM + ",'eventType':'UNSUBSCRIBE','eventId':'e1'}");
    assertThat(event.wanted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"LAUNCHED,PASSED", "REJECTED,REFUSED", "SUSPENDED,SUSPENDED", "PENDING,PENDING"})
  @Clause("4-operator-b")
  void a_launch_is_a_review_of_the_chatbot(String word, ReviewState state) {
    var event =
        (Reviewed)
            event("{'agentId':'shop@rbm.goog','eventId':'e','newLaunchState':'" + word + "'}");
    assertThat(event.review().subject()).isEqualTo(UplinkEvent.Subject.CHATBOT);
    assertThat(event.review().state()).isEqualTo(state);
  }

  @Test
  void refusals_come_in_order_of_precedence() {
    var text = "{" + FROM + ",'messageId':'u1','text':'x'}";
    assertThat(signed(text, "client-token", "other@rbm.goog"))
        .isEqualTo(new Refused(Reason.UNKNOWN_CHATBOT));
    assertThat(plain("[")).isEqualTo(new Refused(Reason.UNREADABLE));
    assertThat(plain("{'message':{'data':'" + base64(text) + "'}}"))
        .isEqualTo(new Refused(Reason.UNSIGNED));
    assertThat(signed(text, "forged", AGENT)).isEqualTo(new Refused(Reason.BAD_SIGNATURE));
    assertThat(signed("nonsense", "client-token", AGENT)).isEqualTo(new Refused(Reason.UNREADABLE));
    assertThat(signed(text.replace("'shop'", "'else'"), "client-token", AGENT))
        .isEqualTo(new Refused(Reason.MISADDRESSED));
  }

  private UplinkEvent event(String json) {
    var answer = signed(json, "client-token", AGENT);
    assertThat(answer).isInstanceOf(Accepted.class);
    return ((Accepted) answer).events().getFirst();
  }

  private UplinkAnswer signed(String json, String token, String agent) {
    var data = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var body = "{\"message\":{\"data\":\"" + base64(json) + "\",\"messageId\":\"1\"}}";
    return uplink.parse(
        UplinkRequest.of(
            "POST",
            "/operator/rbm/" + agent,
            Map.of("X-Goog-Signature", List.of(RbmUplink.sign(token, data))),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private UplinkAnswer plain(String json) {
    return uplink.parse(
        UplinkRequest.of(
            "POST",
            "/operator/rbm/" + AGENT,
            Map.of(),
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(String json) {
    return Base64.getEncoder()
        .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
