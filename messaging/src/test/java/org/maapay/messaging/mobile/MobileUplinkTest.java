package org.maapay.messaging.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.messaging.Clause;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.messaging.uplink.UplinkRequest;

/** What China Mobile tells, in the forms of several generations. */
@Clause("4-operator-a")
class MobileUplinkTest {
  private final MobileDoor door = new MobileDoor();

  @Test
  void a_text_is_read_from_a_blank_padded_sender() {
    var event = (TextReceived) event(message("text/plain", "你好"));
    assertThat(event.text()).isEqualTo("你好");
    assertThat(event.envelope().user().value()).isEqualTo("13800138000");
    assertThat(event.envelope().dialogue().conversationId()).isEqualTo("c1");
    assertThat(door.receive(message("text/plain", "你好")))
        .isInstanceOfSatisfying(Accepted.class, copy -> assertThat(copy.events()).isEmpty());
  }

  @Test
  void a_tap_is_read_from_json_in_the_body() {
    var tap =
        "{\"response\":{\"reply\":{\"displayText\":\"取消\",\"postback\":{\"data\":\"cancel:1\"}}}}";
    var type = "application/vnd.gsma.botsuggestion.response.v1.0+json";
    assertThat(((ReplyTapped) event(message(type, tap))).postback()).isEqualTo("cancel:1");
  }

  @Test
  void a_mixed_body_is_read_by_its_boundary_whatever_lengths_it_claims() {
    var body =
        """
        --next
        Content-Type: text/plain
        Content-Length: [content length]

        一
        --next
        Content-Type: text/plain
        Content-Length: 9999

        二
        --next--\
        """;
    var answer = (Accepted) door.receive(message("multipart/mixed; boundary=\"next\"", body));
    assertThat(answer.events())
        .extracting(event -> ((TextReceived) event).text().strip())
        .containsExactly("一", "二");
  }

  @ParameterizedTest
  @CsvSource({
    "DeliveryInfoNotification,MessageSent,,SENT,",
    "DeliveryInfoNotification,DeliveredToTerminal,,DELIVERED,",
    "DeliveryInfoNotification,MessageDisplayed,,DISPLAYED,",
    "StatusReportNotification,Displayed,,DISPLAYED,",
    "DeliveryInfoNotification,DeliveredToNetwork,,SMS_FALLBACK,",
    "DeliveryInfoNotification,DeliveryImpossible,SVC5001,FAILED,UNKNOWN",
    "DeliveryInfoNotification,DeliveryImpossible,SVC0004,FAILED,NO_TERMINAL",
    "StatusReportNotification,DeliveryFailed,SVC1000,FAILED,OFFLINE",
    "MessageStatusNotification,Revoked,,REVOKED,",
    "MessageStatusNotification,RevokeFailed,,REVOKE_FAILED,",
  })
  void a_report_is_read(String family, String status, String code, String state, String why) {
    door.ids.link(MobileDoor.BOT, "own-1", "op-1");
    var name = family.startsWith("MessageStatus") ? "status" : "deliveryStatus";
    var body =
        "<n><deliveryInfo><address>tel:+8613800138000</address><messageId>op-1</messageId>"
            + "<%s>%s</%s>".formatted(name, status, name)
            + (code == null ? "" : "<description>" + code + "</description>")
            + "</deliveryInfo></n>";
    var report = (DeliveryReported) event(request(family, body, Map.of()));
    assertThat(report.messageId()).isEqualTo("own-1");
    assertThat(report.state().storedName()).isEqualTo(state);
    if (why != null) {
      assertThat(report.state().toString()).contains(why, String.valueOf(code));
    }
  }

  @Test
  void a_report_that_overtook_its_answer_comes_again() {
    var body =
        "<n><deliveryInfo><address>tel:+8613800138000</address><messageId>new</messageId>"
            + "<deliveryStatus>MessageSent</deliveryStatus></deliveryInfo></n>";
    assertThat(door.receive(request("DeliveryInfoNotification", body, Map.of())))
        .isEqualTo(new Refused(Reason.TOO_EARLY));
    assertThat(Reason.TOO_EARLY).extracting(reason -> new Refused(reason).status()).isEqualTo(503);
  }

  @Test
  @Clause("4-operator-b")
  void a_files_review_brings_its_address() {
    var body =
        "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\"><file-info type=\"file\">"
            + "<file-size>7</file-size><content-type>image/png</content-type>"
            + "<data url=\"https://f.example/1\" until=\"2099-01-01T00:00:00Z\"/></file-info></file>";
    var headers = Map.of("tid", List.of("t-1"), "Authstatus", List.of("0"));
    var reviewed = (Reviewed) event(request("InboundMessageNotification", body, headers));
    assertThat(reviewed.review().name()).isEqualTo("t-1");
    assertThat(reviewed.review().state()).isEqualTo(ReviewState.PASSED);
    assertThat(reviewed.review().files().getFirst().url())
        .isEqualTo(URI.create("https://f.example/1"));
  }

  @Test
  void refusals_come_in_order_of_precedence() {
    var good = message("text/plain", "x");
    assertThat(reason("POST", "/nowhere", good)).isEqualTo(Reason.UNKNOWN_PATH);
    assertThat(reason("GET", good.path(), good)).isEqualTo(Reason.WRONG_METHOD);
    assertThat(reason("POST", good.path().replace("12520040", "999"), good))
        .isEqualTo(Reason.UNKNOWN_CHATBOT);
    assertThat(reason("POST", good.path().replace(MobileDoor.SECRET, "0123456789abcdeX"), good))
        .isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(door.receive(request("InboundMessageNotification", "<a", Map.of())))
        .isEqualTo(new Refused(Reason.UNREADABLE));
    var other = message("text/plain", "x").body().toArray();
    var text = new String(other, StandardCharsets.UTF_8).replace("sip:12520040", "sip:1");
    assertThat(door.receive(request("InboundMessageNotification", text, Map.of())))
        .isEqualTo(new Refused(Reason.MISADDRESSED));
  }

  private Reason reason(String method, String path, UplinkRequest like) {
    var answer = door.receive(new UplinkRequest(method, path, like.headers(), like.body()));
    return ((Refused) answer).reason();
  }

  private UplinkEvent event(UplinkRequest request) {
    UplinkAnswer answer = door.receive(request);
    assertThat(answer).isInstanceOf(Accepted.class);
    return ((Accepted) answer).events().getFirst();
  }

  private static UplinkRequest message(String type, String body) {
    return request(
        "InboundMessageNotification",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <msg:inboundMessageNotification xmlns:msg="urn:oma:xml:rest:netapi:messaging:1"><inboundMessage>
        <destinationAddress>%s</destinationAddress><senderAddress>sip:+8613800138000@ims.example     </senderAddress>
        <messageId>u1</messageId><contentType>%s</contentType><contentEncoding>utf8</contentEncoding>
        <conversationID>c1</conversationID><contributionID>k1</contributionID>
        <bodyText><![CDATA[%s]]></bodyText></inboundMessage></msg:inboundMessageNotification>
        """
            .formatted(MobileDoor.BOT, type.replace("\"", "&quot;"), body),
        Map.of("Address", List.of("+8613800138000")));
  }

  private static UplinkRequest request(
      String family, String body, Map<String, List<String>> headers) {
    return MobileDoor.call(family, headers, body.strip().getBytes(StandardCharsets.UTF_8));
  }
}
