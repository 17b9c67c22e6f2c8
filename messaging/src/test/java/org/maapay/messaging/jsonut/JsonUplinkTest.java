package org.maapay.messaging.jsonut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.InMemorySeen;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.UplinkAnswer;
import org.maapay.messaging.UplinkAnswer.Accepted;
import org.maapay.messaging.UplinkAnswer.Reason;
import org.maapay.messaging.UplinkAnswer.Refused;
import org.maapay.messaging.UplinkEvent;
import org.maapay.messaging.UplinkEvent.ActionTapped;
import org.maapay.messaging.UplinkEvent.DataShared;
import org.maapay.messaging.UplinkEvent.DeliveryReported;
import org.maapay.messaging.UplinkEvent.FilesReceived;
import org.maapay.messaging.UplinkEvent.LocationReceived;
import org.maapay.messaging.UplinkEvent.ReplyTapped;
import org.maapay.messaging.UplinkEvent.ReviewEnded;
import org.maapay.messaging.UplinkEvent.SpamReported;
import org.maapay.messaging.UplinkEvent.TextReceived;
import org.maapay.messaging.UplinkEvent.UrlChecked;
import org.maapay.messaging.UplinkRequest;
import org.maapay.messaging.card.Answer.DeviceShared;

class JsonUplinkTest {
  private static final String BOT = "sip:106500@botplatform.rcs.domain.example";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final ChatbotAccount ACCOUNT =
      new ChatbotAccount(
          BOT,
          "unicom",
          URI.create("http://127.0.0.1:1"),
          new ChatbotAccount.Credentials("app1", "key", "tok"));
  private static final String MESSAGES = "/op/messageNotification/" + BOT + "/messages";
  private static final String STATUS = "/op/deliveryNotification/" + BOT + "/status";
  private static final String TEXT = message("{'contentType':'text/plain','contentText':'你好'}");

  private final InMemorySeen seen = new InMemorySeen(() -> NOW);
  private final JsonUplink uplink =
      new JsonUplink(
          id -> Optional.of(ACCOUNT).filter(account -> account.chatbotId().equals(id)),
          new JsonUplink.Checks(seen, seen, () -> NOW));

  @Test
  void the_signature_is_the_documents() {
    assertThat(CallbackSignature.sign("tok", "1700000000", "11111111-2222-3333-4444-555555555555"))
        .isEqualTo("6ae846fc90e171dfa46ab2a5150daf9f9e9c1fde4d2a23770019c58ab08a0e67");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/messageNotification/sip:106500@botplatform.rcs.domain.example/messages",
        "/op/unicom/messageNotification/sip%3A106500%40botplatform.rcs.domain.example/messages"
      })
  void a_text_is_read_from_encoded_and_raw_paths(String path) {
    assertThat(event(post(path, TEXT)))
        .asInstanceOf(type(TextReceived.class))
        .satisfies(text -> {
          assertThat(text.text()).isEqualTo("你好");
          assertThat(text.envelope().user()).isEqualTo(PhoneNumber.parse("13800138000"));
          assertThat(text.envelope().dialogue().contributionId()).isEqualTo("k1");
          assertThat(text.envelope().at()).isEqualTo(Instant.parse("2026-01-01T04:00:00Z"));
        });
  }

  @Test
  void a_tapped_reply_is_read() {
    var part =
        "{'contentType':'application/vnd.gsma.botsuggestion.response.v1.0+json','contentText':"
            + "{'response':{'reply':{'displayText':'确认','postback':{'data':'c:1'}}}}}";
    assertThat(event(post(MESSAGES, message(part))))
        .asInstanceOf(type(ReplyTapped.class))
        .satisfies(reply -> {
          assertThat(reply.displayText()).isEqualTo("确认");
          assertThat(reply.postback()).isEqualTo("c:1");
        });
  }

  @Test
  void json_content_may_stand_there_as_text_or_base64() {
    var json = "{\"response\":{\"action\":{\"displayText\":\"付\",\"postback\":{\"data\":\"p\"}}}}";
    var type = "'contentType':'application/vnd.gsma.botsuggestion.response.v1.0+json'";
    var base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    var asText = "{%s,'contentText':'%s'}".formatted(type, json.replace("\"", "\\\""));
    var asBase64 = "{%s,'contentEncoding':'base64','contentText':'%s'}".formatted(type, base64);
    for (var part : List.of(asText, asBase64)) {
      assertThat(new JsonUplinkTest().event(post(MESSAGES, message(part))))
          .isInstanceOf(ActionTapped.class);
    }
  }

  @Test
  void shared_data_files_and_places_are_read_without_the_schemas_limits() {
    var device =
        "{'contentType':'application/vnd.gsma.botsharedclientdata.v1.0+json','contentText':"
            + "{'sharedData':{'deviceSpecifics':{'deviceModel':'OnePlus 7 Pro'}}}}";
    var file =
        "{'contentType':'application/vnd.gsma.rcs-ft-http','contentText':[{'type':'thumbnail',"
            + "'url':'http://f/t'},{'type':'file','url':'http://f/1','fileSize':7}]}";
    var place =
        "{'contentType':'text/plain','contentText':"
            + "'geo:39.9,116.4;crs=gcj02;u=10;rcs-l=%E9%97%A8%E5%BA%97'}";
    assertThat(events(post(MESSAGES, message(device + "," + file + "," + place))))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .asInstanceOf(type(DataShared.class))
                    .extracting(DataShared::device)
                    .isEqualTo(new DeviceShared("OnePlus 7 Pro", null, null, null, null)),
            second ->
                assertThat(second)
                    .asInstanceOf(type(FilesReceived.class))
                    .extracting(received -> received.files().size())
                    .isEqualTo(2),
            third ->
                assertThat(third)
                    .asInstanceOf(type(LocationReceived.class))
                    .extracting(LocationReceived::label)
                    .isEqualTo("门店"));
  }

  @ParameterizedTest
  @CsvSource({
    "sent,SENT",
    "delivered,DELIVERED",
    "displayed,DISPLAYED",
    "deliveredToNetwork,SMS_FALLBACK",
    "revokeOk,REVOKED",
    "revokeFail,REVOKE_FAILED"
  })
  void a_report_is_read(String wire, Station state) {
    assertThat(reported("'status':'%s'".formatted(wire))).isEqualTo(state);
  }

  @Test
  void a_failure_keeps_its_code() {
    assertThat(reported("'status':'failed','errorCode':4")).isEqualTo(new Failed(4));
    assertThat(reported("'status':'failed','errorCode':'4'")).isEqualTo(new Failed(4));
  }

  @Test
  void contradictory_shapes_are_all_read() {
    var body =
        "{'deliveryInfoList':[{'messageId':['m1'],'dataTime':'2026-01-01 12:00:00',"
            + "'status':'sent','destinationAddress':'"
            + BOT
            + "','senderAddress':['tel:+8613800138000']}]}";
    var multipart =
        "--x\r\nContent-Type: application/json\r\n\r\n" + body.replace('\'', '"') + "\r\n--x--";
    for (var form : List.of(body, multipart)) {
      assertThat(new JsonUplinkTest().event(post(STATUS, form)))
          .asInstanceOf(type(DeliveryReported.class))
          .extracting(DeliveryReported::at)
          .isEqualTo(Instant.parse("2026-01-01T04:00:00Z"));
    }
  }

  @Test
  void complaints_and_reviews_are_read() {
    var base = "/notifyInfoNotification/" + BOT;
    assertThat(event(post(base + "/notice/rcsspam", "{'messageId':['m1','m2'],'spamType':'ad'}")))
        .asInstanceOf(type(SpamReported.class))
        .extracting(SpamReported::messageIds)
        .isEqualTo(List.of("m1", "m2"));
    assertThat(event(post(base + "/check", "{'type':'media','result':'pass','time':'x'}")))
        .asInstanceOf(type(ReviewEnded.class))
        .matches(ended -> ended.review().passed());
    assertThat(event(post(base + "/notice/informationChange", "")))
        .isInstanceOf(UplinkEvent.ProfileChanged.class);
  }

  @Test
  void a_url_check_is_answered_in_headers() {
    var headers = signed("tok", NOW);
    headers.put("echoStr", List.of("e-123"));
    headers.put("chatbotId", List.of(BOT));
    assertThat(uplink.receive(UplinkRequest.of("GET", "/op/notifyPath", headers, new byte[0])))
        .asInstanceOf(type(Accepted.class))
        .satisfies(accepted -> {
          assertThat(accepted.headers()).isEqualTo(Map.of("echoStr", "e-123", "appId", "app1"));
          assertThat(accepted.events()).hasOnlyElementsOfType(UrlChecked.class);
        });
  }

  @Test
  void the_same_message_has_no_second_effect_under_another_nonce() {
    assertThat(events(post(MESSAGES, TEXT))).hasSize(1);
    assertThat(events(post(MESSAGES, TEXT))).isEmpty();
  }

  @Test
  void a_repeated_request_is_accepted_without_effect_and_its_nonce_serves_nothing_else() {
    var first = post(MESSAGES, TEXT);
    assertThat(events(first)).hasSize(1);
    assertThat(events(first)).isEmpty();
    var other = TEXT.replace("'m1'", "'m2'").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(uplink.receive(UplinkRequest.of("POST", MESSAGES, first.headers(), other)))
        .isEqualTo(new Refused(Reason.REPLAYED));
    assertThat(uplink.receive(new UplinkRequest("POST", STATUS, first.headers(), first.body())))
        .isEqualTo(new Refused(Reason.REPLAYED));
  }

  @Test
  void an_event_whose_handling_failed_comes_again() {
    var handled = new ArrayList<UplinkEvent>();
    assertThatThrownBy(() ->
            uplink.receive(
                post(MESSAGES, TEXT),
                _ -> {
                  throw new IllegalStateException("the database is away");
                }))
        .isInstanceOf(IllegalStateException.class);
    uplink.receive(post(MESSAGES, TEXT), handled::add);
    uplink.receive(post(MESSAGES, TEXT), handled::add);
    assertThat(handled).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"300,true", "-300,true", "301,false", "-301,false"})
  void a_timestamp_may_be_five_minutes_off(int seconds, boolean taken) {
    var request = request(MESSAGES, TEXT, signed("tok", NOW.plusSeconds(seconds)));
    assertThat(uplink.receive(request) instanceof Accepted).isEqualTo(taken);
  }

  /** The first that applies is told; the table walks them in order. */
  @Test
  void refusals_come_in_order() {
    var signed = signed("tok", NOW);
    var large = new byte[256 * 1024 + 1];
    refused(UplinkRequest.of("PUT", "/nowhere", Map.of(), large), Reason.TOO_LARGE);
    refused(request("/nowhere", "", Map.of()), Reason.UNKNOWN_PATH);
    refused(UplinkRequest.of("GET", MESSAGES, Map.of(), new byte[0]), Reason.WRONG_METHOD);
    refused(request("/messageNotification/sip:1@x/messages", "", Map.of()), Reason.UNKNOWN_CHATBOT);
    refused(request(MESSAGES, TEXT, Map.of()), Reason.UNSIGNED);
    var twice = new HashMap<>(signed);
    twice.put("nonce", List.of("aaaaaaaa", "bbbbbbbb"));
    refused(request(MESSAGES, TEXT, twice), Reason.UNSIGNED);
    refused(request(MESSAGES, TEXT, signed("other", NOW.minusSeconds(999))), Reason.BAD_SIGNATURE);
    refused(request(MESSAGES, TEXT, signed("tok", NOW.minusSeconds(999))), Reason.STALE);
    refused(request(MESSAGES, "[1]", signed("tok", NOW)), Reason.UNREADABLE);
    refused(request(MESSAGES, "{'messageId':'m'}", signed("tok", NOW)), Reason.UNREADABLE);
    var astray = TEXT.replace("sip:106500", "sip:999999");
    refused(request(MESSAGES, astray, signed("tok", NOW)), Reason.MISADDRESSED);
  }

  @Test
  void deep_or_broken_json_is_refused() {
    var deep = "[".repeat(5000) + "]".repeat(5000);
    refused(post(MESSAGES, "{'a':" + deep + "}"), Reason.UNREADABLE);
    refused(
        UplinkRequest.of("POST", MESSAGES, signed("tok", NOW), new byte[] {'{', (byte) 0xff, '}'}),
        Reason.UNREADABLE);
  }

  private void refused(UplinkRequest request, Reason reason) {
    assertThat(uplink.receive(request)).isEqualTo(new Refused(reason));
  }

  private static DeliveryState reported(String members) {
    var body =
        "{'deliveryInfoList':[{'messageId':'m1','dateTime':'2026-01-01T12:00:00+08:00',"
            + members
            + ",'destinationAddress':'sip:1@x','senderAddress':'tel:+8613800138000'}]}";
    return ((DeliveryReported) new JsonUplinkTest().event(post(STATUS, body))).state();
  }

  private UplinkEvent event(UplinkRequest request) {
    return events(request).getFirst();
  }

  private List<UplinkEvent> events(UplinkRequest request) {
    UplinkAnswer answer = uplink.receive(request);
    assertThat(answer).isInstanceOf(Accepted.class);
    return ((Accepted) answer).events();
  }

  private static String message(String parts) {
    return "{'messageId':'m1','messageList':[%s],'dateTime':'2026-01-01T12:00:00+08:00',"
            .formatted(parts)
        + "'senderAddress':'tel:+8613800138000','destinationAddress':['%s'],".formatted(BOT)
        + "'conversationId':'c1','contributionId':'k1'}";
  }

  private static UplinkRequest post(String path, String body) {
    return request(path, body, signed("tok", NOW));
  }

  private static UplinkRequest request(
      String path, String body, Map<String, List<String>> headers) {
    return UplinkRequest.of(
        "POST", path, headers, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, List<String>> signed(String token, Instant at) {
    var nonce = UUID.randomUUID().toString();
    var timestamp = Long.toString(at.getEpochSecond());
    var headers = new HashMap<String, List<String>>();
    headers.put("Signature", List.of(CallbackSignature.sign(token, timestamp, nonce)));
    headers.put("TIMESTAMP", List.of(timestamp));
    headers.put("nonce", List.of(nonce));
    return headers;
  }
}
