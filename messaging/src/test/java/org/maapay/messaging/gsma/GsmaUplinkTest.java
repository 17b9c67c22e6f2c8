package org.maapay.messaging.gsma;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.LocationReceived;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.messaging.uplink.UplinkRequest;

/** What a platform of FNW.11 tells. */
@Clause("4-operator-a")
class GsmaUplinkTest {
  private static final String BOT = "sip:bot@botplatform.example";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String CONTACT =
      "'messageContact':{'userContact':'+8613800138000','chatId':'c1'}";

  private final InMemoryIds ids = new InMemoryIds();
  private final GsmaUplink uplink =
      new GsmaUplink(
          id ->
              Optional.of(
                      new ChatbotAccount(
                          BOT,
                          "gsma",
                          URI.create("http://127.0.0.1:1"),
                          new ChatbotAccount.Credentials("a", "k", "tok")))
                  .filter(account -> account.chatbotId().equals(id)),
          ids,
          new UplinkChecks(new InMemorySeen(() -> NOW), () -> NOW));

  @Test
  void texts_taps_and_places_are_read() {
    var text = "{'event':'message','RCSMessage':{'msgId':'u1','textMessage':'你好'}," + CONTACT + "}";
    assertThat(((TextReceived) accepted(text)).text()).isEqualTo("你好");
    var tap =
        "{'event':'response','RCSMessage':{'msgId':'u2','suggestedResponse':{'response':"
            + "{'action':{'displayText':'支付','postback':{'data':'pay:1'}}}}},"
            + CONTACT
            + "}";
    assertThat(((ActionTapped) accepted(tap)).postback()).isEqualTo("pay:1");
    var place =
        "{'event':'message','RCSMessage':{'msgId':'u3','geolocationPushMessage':{'pos':'39.9,116.4'}},"
            + CONTACT
            + "}";
    assertThat(((LocationReceived) accepted(place)).longitude()).isEqualTo(116.4);
  }

  @ParameterizedTest
  @CsvSource({
    "sent,,SENT",
    "delivered,,DELIVERED",
    "displayed,,DISPLAYED",
    "cancelled,,REVOKED",
    "cancelFailed,,REVOKE_FAILED",
    "failed,404,FAILED",
    "failed,488,FAILED"
  })
  void a_report_is_read(String status, String code, String state) {
    ids.link(BOT, "own-1", "op-1");
    var body =
        "{'event':'messageStatus','RCSMessage':{'msgId':'op-1','status':'%s'},%s%s}"
            .formatted(status, CONTACT, code == null ? "" : ",'reason':{'code':" + code + "}");
    var report = (DeliveryReported) accepted(body);
    assertThat(report.messageId()).isEqualTo("own-1");
    assertThat(report.state().storedName()).isEqualTo(state);
  }

  @Test
  void what_is_of_no_interest_is_taken_and_gives_nothing() {
    for (var event : List.of("isTyping", "alias", "newUser")) {
      var answer = parse("{'event':'" + event + "'}", "Bearer tok", BOT);
      assertThat(((Accepted) answer).events()).isEmpty();
    }
  }

  @Test
  void refusals_come_in_order_of_precedence() {
    assertThat(parse("{}", "Bearer tok", "sip:other@x.example"))
        .isEqualTo(new Refused(Reason.UNKNOWN_CHATBOT));
    assertThat(parse("{}", "", BOT)).isEqualTo(new Refused(Reason.UNSIGNED));
    assertThat(parse("{}", "Bearer other", BOT)).isEqualTo(new Refused(Reason.BAD_SIGNATURE));
    assertThat(parse("[", "Bearer tok", BOT)).isEqualTo(new Refused(Reason.UNREADABLE));
    assertThat(parse("{'event':'x'}", "Bearer tok", BOT)).isEqualTo(new Refused(Reason.UNREADABLE));
    var early =
        "{'event':'messageStatus','RCSMessage':{'msgId':'new','status':'sent'}," + CONTACT + "}";
    assertThat(parse(early, "Bearer tok", BOT)).isEqualTo(new Refused(Reason.TOO_EARLY));
  }

  private Object accepted(String body) {
    var answer = parse(body, "Bearer tok", BOT);
    assertThat(answer).isInstanceOf(Accepted.class);
    return ((Accepted) answer).events().getFirst();
  }

  private UplinkAnswer parse(String body, String authorization, String bot) {
    var bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var headers =
        authorization.isEmpty()
            ? Map.<String, List<String>>of()
            : Map.of("Authorization", List.of(authorization));
    return uplink.parse(
        UplinkRequest.of("POST", "/operator/gsma/" + bot.replace("@", "%40"), headers, bytes));
  }
}
