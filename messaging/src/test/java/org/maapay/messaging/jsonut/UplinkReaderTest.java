package org.maapay.messaging.jsonut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.maapay.messaging.jsonut.Caller.BOT;
import static org.maapay.messaging.jsonut.Caller.MESSAGES;
import static org.maapay.messaging.jsonut.Caller.STATUS;
import static org.maapay.messaging.jsonut.Caller.TEXT;
import static org.maapay.messaging.jsonut.Caller.message;
import static org.maapay.messaging.jsonut.Caller.post;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.Answer.DeviceShared;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.DataShared;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.FilesReceived;
import org.maapay.messaging.uplink.UplinkEvent.LocationReceived;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.SpamReported;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;

/** What callbacks say. */
class UplinkReaderTest {
  private final Caller caller = new Caller();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/messageNotification/sip:106500@botplatform.rcs.domain.example/messages",
        "/op/unicom/messageNotification/sip%3A106500%40botplatform.rcs.domain.example/messages"
      })
  void a_text_is_read_from_encoded_and_raw_paths(String path) {
    assertThat(caller.event(post(path, TEXT)))
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
    assertThat(caller.event(post(MESSAGES, message(part))))
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
      assertThat(new Caller().event(post(MESSAGES, message(part))))
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
    assertThat(caller.events(post(MESSAGES, message(device + "," + file + "," + place))))
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
    assertThat(reported("'status':'failed','errorCode':4")).isEqualTo(new Failed(Why.OFFLINE, "4"));
    assertThat(reported("'status':'failed','errorCode':'4'"))
        .isEqualTo(new Failed(Why.OFFLINE, "4"));
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
      assertThat(new Caller().event(post(STATUS, form)))
          .asInstanceOf(type(DeliveryReported.class))
          .extracting(DeliveryReported::at)
          .isEqualTo(Instant.parse("2026-01-01T04:00:00Z"));
    }
  }

  @Test
  void complaints_and_reviews_are_read() {
    var base = "/notifyInfoNotification/" + BOT;
    assertThat(
            caller.event(
                post(base + "/notice/rcsspam", "{'messageId':['m1','m2'],'spamType':'ad'}")))
        .asInstanceOf(type(SpamReported.class))
        .extracting(SpamReported::messageIds)
        .isEqualTo(List.of("m1", "m2"));
    assertThat(caller.event(post(base + "/check", "{'type':'media','result':'pass','time':'x'}")))
        .asInstanceOf(type(Reviewed.class))
        .matches(reviewed -> reviewed.review().state() == UplinkEvent.ReviewState.PASSED);
    assertThat(caller.event(post(base + "/notice/informationChange", "")))
        .isInstanceOf(UplinkEvent.ProfileChanged.class);
  }

  private static DeliveryState reported(String members) {
    var body =
        "{'deliveryInfoList':[{'messageId':'m1','dateTime':'2026-01-01T12:00:00+08:00',"
            + members
            + ",'destinationAddress':'sip:1@x','senderAddress':'tel:+8613800138000'}]}";
    return ((DeliveryReported) new Caller().event(post(STATUS, body))).state();
  }
}
