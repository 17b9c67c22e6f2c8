package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.simulator.operator.Samples.USER;
import static org.maapay.simulator.operator.Samples.chip;
import static org.maapay.simulator.operator.Samples.dialogue;
import static org.maapay.simulator.operator.Samples.id;
import static org.maapay.simulator.operator.Samples.payCard;
import static org.maapay.simulator.operator.Samples.text;
import static org.maapay.simulator.operator.Samples.value;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.messaging.Chatbot.Capability;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.messaging.Chatbot.Upload;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.OperatorProfile;
import org.maapay.messaging.OperatorProfile.Feature;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.simulator.Clause;

/** The same talk with every operator, through the same port, over its own wire. */
@ParameterizedClass
@CsvSource({
  "unicom,STRICT",
  "telecom,LENIENT",
  "mobile,STRICT",
  "mobile,LENIENT",
  "gsma,STRICT",
  "gsma,LENIENT",
  "rbm,STRICT",
  "rbm,LENIENT"
})
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Clause("4-operator-a")
class EveryOperatorTest {
  private final String name;
  private final Profile profile;
  private final Field field;
  private final OperatorProfile traits;

  EveryOperatorTest(String name, Profile profile) throws Exception {
    this.name = name;
    this.profile = profile;
    field = new Field(name, profile);
    traits = OperatorProfile.of(name).orElseThrow();
  }

  @AfterEach
  void stop() {
    field.close();
  }

  @Test
  void a_text_is_shown_and_reported_under_our_own_id() throws Exception {
    var message = text();
    assertThat(field.chatbot.send(message)).isEqualTo(new Accepted(message.messageId()));
    var shown = field.handsets.next();
    assertThat(shown.to()).isEqualTo(USER);
    assertThat(shown.shown().parts().path(0).path("content").asString()).isEqualTo("你好");
    field.host.await(message.messageId(), Station.DELIVERED);
    field.operator.displayed(field.bot, shown.origin().messageId());
    field.host.await(message.messageId(), Station.DISPLAYED);
  }

  @Test
  void a_card_with_chips_is_shown_and_its_tap_comes_back() throws Exception {
    var message = Downlink.card(id(), USER, dialogue(), payCard()).withChips(chip());
    assertThat(field.chatbot.send(message)).isInstanceOf(Accepted.class);
    var parts = field.handsets.next().shown().parts();
    var card = parts.path(0).path("content").path("message").path("generalPurposeCard");
    assertThat(card.path("content").path("title").asString()).isEqualTo("待支付订单");
    var open = card.path("content").path("suggestions").path(0).path("action").path("urlAction");
    assertThat(open.path("openUrl").path("application").asString()).isEqualTo("webview");
    assertThat(open.path("openUrl").path("viewMode").asString()).isEqualTo("half");
    var chips = parts.path(1).path("content").path("suggestions");
    assertThat(chips.path(0).path("reply").path("displayText").asString()).isEqualTo("取消订单");
    field.says(
        "[{'contentType':'application/vnd.gsma.botsuggestion.response.v1.0+json','contentText':"
            + "{'response':{'reply':{'displayText':'取消订单','postback':{'data':'cancel:P1'}}}}}]");
    var tapped = field.host.next(ReplyTapped.class);
    assertThat(tapped.postback()).isEqualTo("cancel:P1");
    assertThat(tapped.envelope().user()).isEqualTo(USER);
    assertThat(tapped.chatbotId()).isEqualTo(field.bot);
  }

  @Test
  void a_user_speaks_and_is_heard_once_however_often_the_operator_tells_it() throws Exception {
    field.faults("{'duplicate':true}");
    var id = field.saysText("一");
    assertThat(field.host.next(TextReceived.class).envelope().messageId()).isEqualTo(id);
    field.faults("{}");
    field.saysText("二");
    assertThat(field.host.next(TextReceived.class).text()).isEqualTo("二");
  }

  @Test
  void texts_that_overtake_each_other_all_arrive() throws Exception {
    field.faults("{'reorder':1}");
    field.saysText("先");
    field.saysText("后");
    assertThat(field.host.next(TextReceived.class).text()).isEqualTo("后");
    assertThat(field.host.next(TextReceived.class).text()).isEqualTo("先");
  }

  @Test
  void what_comes_late_still_arrives() throws Exception {
    field.faults("{'lateMillis':300}");
    field.saysText("晚");
    assertThat(field.host.next(TextReceived.class).text()).isEqualTo("晚");
  }

  @Test
  void a_forged_callback_is_refused_and_the_genuine_one_is_not() throws Exception {
    field.faults("{'badSignature':1}");
    field.saysText("真");
    assertThat(refusalOtherThanEarly()).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(field.host.next(TextReceived.class).text()).isEqualTo("真");
  }

  private Reason refusalOtherThanEarly() throws InterruptedException {
    var reason = field.host.refusal();
    while (reason == Reason.TOO_EARLY) {
      reason = field.host.refusal();
    }
    return reason;
  }

  @Test
  void a_callback_that_was_not_answered_comes_again() throws Exception {
    field.host.fail(2);
    field.saysText("再来");
    assertThat(field.host.next(TextReceived.class).text()).isEqualTo("再来");
  }

  @Test
  void the_same_id_is_the_same_message_where_the_operator_knows_our_ids() throws Exception {
    var message = text();
    field.chatbot.send(message);
    field.chatbot.send(message);
    var next = text();
    field.chatbot.send(next);
    field.handsets.next();
    field.handsets.next();
    boolean twice = !traits.can(Feature.KNOWS_OUR_IDS);
    if (twice) {
      field.handsets.next();
    }
    field.host.await(next.messageId(), Station.DELIVERED);
    assertThat(field.handsets.waiting()).isZero();
  }

  @Test
  void a_proof_that_ended_is_renewed_or_named() throws Exception {
    assertThat(field.chatbot.send(text())).isInstanceOf(Accepted.class);
    field.handsets.next();
    field.faults("{'expireToken':1}");
    boolean renewed = traits.downlink().proof() == OperatorProfile.Proof.ACCESS_TOKEN;
    var result = field.chatbot.send(text());
    if (!renewed) {
      assertThat(cause(result)).isEqualTo(Cause.CREDENTIALS);
      result = field.chatbot.send(text());
    }
    assertThat(result).isInstanceOf(Accepted.class);
    field.handsets.next();
  }

  @Test
  void a_refusal_that_passes_is_tried_again() throws Exception {
    field.faults("{'rateLimit':1}");
    assertThat(field.chatbot.send(text())).isInstanceOf(Accepted.class);
    field.handsets.next();
  }

  @Test
  void a_handset_that_is_off_gets_its_messages_later() throws Exception {
    field.faults("{'offline':true}");
    var message = text();
    assertThat(field.chatbot.send(message)).isInstanceOf(Accepted.class);
    assertThat(field.handsets.waiting()).isZero();
    field.faults("{}");
    field.handsets.next();
    field.host.await(message.messageId(), Station.DELIVERED);
  }

  @Test
  void a_message_that_waits_can_be_taken_back() throws Exception {
    field.faults("{'offline':true}");
    var message = text();
    field.chatbot.send(message);
    assertThat(field.chatbot.revoke(message.messageId(), USER))
        .isEqualTo(new Accepted(message.messageId()));
    if (traits.can(Feature.REPORTS_REVOCATION)) {
      field.host.await(message.messageId(), Station.REVOKED);
    }
    field.faults("{}");
    var next = text();
    field.chatbot.send(next);
    field.host.await(next.messageId(), Station.DELIVERED);
    field.handsets.next();
    assertThat(field.handsets.waiting()).isZero();
  }

  @Test
  void a_handset_without_5g_messages_gets_the_sms_or_is_named() throws Exception {
    field.faults("{'smsFallback':true}");
    var message =
        Downlink.card(id(), USER, dialogue(), payCard())
            .carried(Delivery.STANDARD.orBySms("您有一笔待支付订单，请打开消息查看"));
    var result = field.chatbot.send(message);
    if (traits.can(Feature.SMS_FALLBACK)) {
      assertThat(result).isInstanceOf(Accepted.class);
      var shown = field.handsets.next().shown();
      assertThat(shown.sms()).isTrue();
      assertThat(shown.parts().toString()).contains("您有一笔待支付订单").doesNotContain("http");
      field.host.await(message.messageId(), Station.SMS_FALLBACK);
    } else if (profile == Profile.STRICT || name.equals("rbm")) {
      assertThat(cause(result)).isEqualTo(Cause.NOT_REACHABLE);
    }
    if (traits.can(Feature.CAPABILITY)) {
      assertThat(value(field.chatbot.capability(USER))).isEqualTo(Capability.SMS_ONLY);
      field.faults("{}");
      assertThat(value(field.chatbot.capability(USER))).isEqualTo(Capability.RICH);
    }
  }

  @Test
  void an_operator_that_is_down_leaves_it_unknown_and_takes_it_later() throws Exception {
    field.faults("{'down':true}");
    var message = text();
    assertThat(field.chatbot.send(message)).isInstanceOf(SendResult.Unknown.class);
    field.faults("{}");
    assertThat(field.chatbot.send(message)).isInstanceOf(Accepted.class);
    field.handsets.next();
    field.host.await(message.messageId(), Station.DELIVERED);
  }

  @Test
  @Clause("4-operator-b")
  void a_file_is_stored_and_looked_at() throws Exception {
    var picture = Content.of("a.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    var files = value(field.chatbot.upload(Upload.temporary(picture)));
    var url = files.getLast().url();
    if (name.equals("mobile") || name.equals("gsma")) {
      var reviewed = field.host.next(Reviewed.class).review();
      assertThat(reviewed.state()).isEqualTo(ReviewState.PASSED);
      url = reviewed.files().getLast().url();
    }
    if (!name.equals("rbm")) {
      var got = value(field.chatbot.download(url, 0));
      assertThat(got.bytes()).isEqualTo(picture.bytes());
    }
  }

  @Test
  void a_content_that_breaks_a_rule_never_leaves() throws Exception {
    int before = field.handsets.waiting();
    var tooLong = "字".repeat(2001);
    assertThat(field.chatbot.send(Downlink.text(id(), USER, dialogue(), tooLong)))
        .isInstanceOf(SendResult.Invalid.class);
    var link = Delivery.STANDARD.orBySms("请打开 http://localhost/pay/1?t=x");
    assertThat(field.chatbot.send(text().carried(link))).isInstanceOf(SendResult.Invalid.class);
    assertThat(field.handsets.waiting()).isEqualTo(before);
  }

  private static Cause cause(SendResult result) {
    assertThat(result).isInstanceOf(SendResult.Refused.class);
    return Objects.requireNonNull((SendResult.Refused) result).refusal().cause();
  }
}
