package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.CallResult.Refused;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.messaging.Chatbot.Keep;
import org.maapay.messaging.Chatbot.Upload;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.Part;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Profile.State;
import org.maapay.messaging.ProfileChange;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.UplinkAnswer.Reason;
import org.maapay.messaging.UplinkEvent.DeliveryReported;
import org.maapay.messaging.UplinkEvent.ReplyTapped;
import org.maapay.messaging.UplinkEvent.ReviewEnded;
import org.maapay.messaging.UplinkEvent.SpamReported;
import org.maapay.messaging.UplinkEvent.TextReceived;
import org.maapay.messaging.UplinkEvent.UrlChecked;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.messaging.card.Media;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.card.Suggestion;
import org.maapay.simulator.Clause;
import org.maapay.simulator.TestDatabase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The library and the emulator against each other, over real HTTP. */
@Clause("4-operator-a")
class OperatorTest {
  private static final PhoneNumber USER = PhoneNumber.parse("13800138000");
  private static final PhoneNumber STRANGER = PhoneNumber.parse("13700137000");
  private static final URI PAY =
      URI.create("http://localhost:8601/pay/P2026010100001?t=secret-ref");

  @ParameterizedTest
  @EnumSource(Profile.class)
  void a_card_reaches_the_handset_and_is_reported(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      var message = Downlink.card(id(), USER, dialogue(), payCard()).withChips(chip());
      assertThat(world.chatbot.send(message)).isEqualTo(new Accepted(message.messageId()));
      var arrival = world.handsets.next();
      assertThat(arrival.shown().parts().path(0).path("contentType").asString())
          .isEqualTo(ContentTypes.MESSAGE);
      assertThat(
              arrival
                  .shown()
                  .parts()
                  .path(0)
                  .path("content")
                  .at("/message/generalPurposeCard/content/title")
                  .asString())
          .isEqualTo("待支付订单");
      assertThat(arrival.shown().parts().path(1).path("contentType").asString())
          .isEqualTo(ContentTypes.SUGGESTIONS);
      assertThat(world.host.states(message.messageId(), 2))
          .containsExactly(Station.SENT, Station.DELIVERED);
      world.operator.displayed(World.BOT, message.messageId());
      assertThat(world.host.states(message.messageId(), 1)).containsExactly(Station.DISPLAYED);
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void what_a_user_says_and_taps_reaches_the_chatbot(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      uplink(world, "u1", "[{'contentType':'text/plain','contentText':'你好'}]");
      var text = world.host.next(TextReceived.class);
      assertThat(text.text()).isEqualTo("你好");
      assertThat(text.envelope().user()).isEqualTo(USER);
      uplink(
          world,
          "u2",
          "[{'contentType':'"
              + ContentTypes.RESPONSE
              + "','contentText':{'response':{'reply':"
              + "{'displayText':'确认','postback':{'data':'c:1'}}}}}]");
      assertThat(world.host.next(ReplyTapped.class).postback()).isEqualTo("c:1");
    }
  }

  @Test
  void the_callback_address_is_checked_before_a_strict_operator_carries_anything()
      throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.host.fail(2);
      assertThat(code(world.chatbot.send(text()))).isEqualTo(30006);
      var message = text();
      assertThat(world.chatbot.send(message)).isInstanceOf(Accepted.class);
      assertThat(world.host.next(UrlChecked.class).chatbotId()).isEqualTo(World.BOT);
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(message.messageId());
    }
  }

  @Test
  void a_message_sent_again_under_its_id_is_the_same_message() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      var message = text();
      assertThat(world.chatbot.send(message)).isInstanceOf(Accepted.class);
      assertThat(world.chatbot.send(message)).isInstanceOf(Accepted.class);
      assertThat(world.host.states(message.messageId(), 2)).hasSize(2);
      var last = text();
      world.chatbot.send(last);
      world.handsets.next();
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(last.messageId());
    }
  }

  @Test
  void a_token_fetched_elsewhere_ends_ours_and_the_client_recovers() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      assertThat(world.chatbot.send(text())).isInstanceOf(Accepted.class);
      var other = world.connect(Profile.STRICT);
      assertThat(other.send(text())).isInstanceOf(Accepted.class);
      assertThat(world.chatbot.send(text())).isInstanceOf(Accepted.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void an_expired_token_is_fetched_again(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      assertThat(world.chatbot.send(text())).isInstanceOf(Accepted.class);
      world.faults("{'expireToken':true}");
      assertThat(world.chatbot.send(text())).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void a_refusal_that_passes_is_tried_again_and_one_that_stays_is_told() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.faults("{'rateLimit':2}");
      assertThat(world.chatbot.send(text())).isInstanceOf(Accepted.class);
      world.faults("{'rateLimit':true}");
      assertThat(code(world.chatbot.send(text()))).isEqualTo(30003);
    }
  }

  @Test
  void an_offline_handset_gets_its_messages_in_order_when_it_is_back() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.faults("{'offline':true}");
      var first = text();
      var second = text();
      world.chatbot.send(first);
      world.chatbot.send(second);
      var unstored = text().carried(Delivery.STANDARD);
      var way = Delivery.STANDARD;
      unstored = unstored.carried(new Delivery(way.traffic(), false, way.smsText(), way.reports()));
      world.chatbot.send(unstored);
      assertThat(world.host.states(unstored.messageId(), 1)).containsExactly(new Failed(4));
      assertThat(world.handsets.waiting()).isZero();
      world.faults("{}");
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(first.messageId());
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(second.messageId());
    }
  }

  @Test
  void a_stored_message_can_be_taken_back_and_a_delivered_one_cannot() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.faults("{'offline':true}");
      var message = text();
      world.chatbot.send(message);
      assertThat(world.chatbot.revoke(message.messageId(), USER)).isInstanceOf(Accepted.class);
      assertThat(world.host.states(message.messageId(), 1)).containsExactly(Station.REVOKED);
      world.faults("{}");
      var other = text();
      world.chatbot.send(other);
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(other.messageId());
      world.chatbot.revoke(other.messageId(), USER);
      assertThat(world.host.states(other.messageId(), 3)).contains(Station.REVOKE_FAILED);
      assertThat(code(world.chatbot.revoke("unknown", USER))).isEqualTo(20002);
    }
  }

  @Test
  void without_5g_messages_the_sms_arrives_and_bears_no_link() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.faults("{'smsFallback':true}");
      var sms = Delivery.STANDARD.orBySms("您在海风咖啡的订单 12.50 元待支付，请在5G消息中打开。");
      var message = Downlink.card(id(), USER, dialogue(), payCard()).carried(sms);
      assertThat(world.chatbot.send(message)).isInstanceOf(Accepted.class);
      var arrival = world.handsets.next();
      assertThat(arrival.shown().sms()).isTrue();
      assertThat(arrival.shown().parts().toString())
          .contains("12.50 元")
          .doesNotContain("secret-ref");
      assertThat(world.host.states(message.messageId(), 1)).containsExactly(Station.SMS_FALLBACK);
      var none = Downlink.card(id(), USER, dialogue(), payCard());
      world.chatbot.send(none);
      assertThat(world.host.states(none.messageId(), 1)).containsExactly(new Failed(2));
    }
  }

  @Test
  void a_link_in_the_sms_text_never_leaves_the_client() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      var message = text().carried(Delivery.STANDARD.orBySms("付款 " + PAY));
      assertThat(world.chatbot.send(message)).isInstanceOf(SendResult.Invalid.class);
      assertThat(world.wire.after(0, 100)).isEmpty();
    }
  }

  @Test
  void a_number_that_is_no_terminal_fails() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      var message = Downlink.text(id(), STRANGER, dialogue(), "你好");
      world.chatbot.send(message);
      assertThat(world.host.states(message.messageId(), 1)).containsExactly(new Failed(1));
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void doubled_callbacks_have_one_effect(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      world.faults("{'duplicate':true}");
      uplink(world, "u1", "[{'contentType':'text/plain','contentText':'一'}]");
      uplink(world, "u2", "[{'contentType':'text/plain','contentText':'二'}]");
      assertThat(world.host.next(TextReceived.class).text()).isEqualTo("一");
      assertThat(world.host.next(TextReceived.class).text()).isEqualTo("二");
      uplink(world, "u3", "[{'contentType':'text/plain','contentText':'三'}]");
      assertThat(world.host.next(TextReceived.class).text()).isEqualTo("三");
      assertThat(world.host.requests()).isGreaterThan(4);
    }
  }

  @Test
  void reports_in_the_wrong_order_end_in_the_right_state() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.chatbot.send(text());
      world.handsets.next();
      world.host.next(UrlChecked.class);
      world.faults("{'reorder':1}");
      var message = text();
      world.chatbot.send(message);
      var states = world.host.states(message.messageId(), 2);
      assertThat(states).containsExactly(Station.DELIVERED, Station.SENT);
      assertThat(states.getLast().follows(states.getFirst())).isFalse();
    }
  }

  @Test
  void a_late_callback_is_refused_and_comes_again() throws Exception {
    try (var world = new World(Profile.LENIENT)) {
      world.faults("{'lateMillis':400000}");
      uplink(world, "u1", "[{'contentType':'text/plain','contentText':'一'}]");
      assertThat(world.host.refusal()).isEqualTo(Reason.STALE);
      world.faults("{}");
      assertThat(world.host.next(TextReceived.class).text()).isEqualTo("一");
    }
  }

  @Test
  void a_forged_callback_is_refused_and_the_genuine_one_taken() throws Exception {
    try (var world = new World(Profile.LENIENT)) {
      world.faults("{'badSignature':1}");
      uplink(world, "u1", "[{'contentType':'text/plain','contentText':'一'}]");
      assertThat(world.host.refusal()).isEqualTo(Reason.BAD_SIGNATURE);
      assertThat(world.host.next(TextReceived.class).text()).isEqualTo("一");
    }
  }

  @Test
  void a_callback_that_is_not_answered_with_200_comes_again() throws Exception {
    try (var world = new World(Profile.LENIENT)) {
      world.host.fail(2);
      uplink(world, "u1", "[{'contentType':'text/plain','contentText':'一'}]");
      assertThat(world.host.next(TextReceived.class).text()).isEqualTo("一");
      assertThat(world.host.requests()).isEqualTo(3);
    }
  }

  @Test
  void a_dropped_message_is_neither_shown_nor_reported() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.faults("{'drop':1}");
      assertThat(world.chatbot.send(text())).isInstanceOf(Accepted.class);
      var next = text();
      world.chatbot.send(next);
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(next.messageId());
      assertThat(world.host.next(DeliveryReported.class).messageId()).isEqualTo(next.messageId());
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void a_file_is_stored_used_fetched_in_parts_and_deleted(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      var picture = Content.of("a.png", "image/png", new byte[] {1, 2, 3, '\r', '\n', '-', '-'});
      var files = value(world.chatbot.upload(new Upload(Keep.TEMPORARY, picture, picture)));
      assertThat(files)
          .extracting(FileRef::role)
          .containsExactly(FileRef.Role.THUMBNAIL, FileRef.Role.FILE);
      var url = files.getLast().url();
      var media = new Media(new Media.Source(url, "image/png", 7), Media.Height.SHORT_HEIGHT);
      var card = Card.titled("咖啡").showing(media).alone();
      assertThat(world.chatbot.send(Downlink.card(id(), USER, dialogue(), card)))
          .isInstanceOf(Accepted.class);
      assertThat(world.chatbot.send(Downlink.of(id(), USER, dialogue(), new Part.Files(files))))
          .isInstanceOf(Accepted.class);
      assertThat(value(world.chatbot.download(url, 0)).bytes()).isEqualTo(picture.bytes());
      assertThat(value(world.chatbot.download(url, 4)).bytes().size()).isEqualTo(3);
      assertThat(value(world.chatbot.delete(url))).isTrue();
      assertThat(world.chatbot.download(url, 0)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void a_permanent_file_serves_after_its_review() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      var picture = Content.of("a.jpg", "image/jpeg", new byte[100]);
      var file = value(world.chatbot.upload(new Upload(Keep.PERMANENT, picture, null))).getFirst();
      assertThat(file.until()).isNull();
      assertThat(world.host.next(ReviewEnded.class).review().subject()).isEqualTo("media");
      var media =
          new Media(new Media.Source(file.url(), "image/jpeg", 100), Media.Height.TALL_HEIGHT);
      assertThat(
              world.chatbot.send(
                  Downlink.card(id(), USER, dialogue(), Card.titled("t").showing(media).alone())))
          .isInstanceOf(Accepted.class);
    }
  }

  @Test
  void files_of_a_wrong_kind_or_size_are_refused() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      assertThat(refusedUpload(world, "a.svg", "image/svg+xml", 10)).isEqualTo(40005);
      assertThat(refusedUpload(world, "a.png", "image/png", 0)).isEqualTo(44001);
      assertThat(refusedUpload(world, "a.png", "image/png", 2 * 1024 * 1024 + 1)).isEqualTo(40006);
      var foreign = URI.create("https://elsewhere.example/a.png");
      var media = new Media(new Media.Source(foreign, "image/png", 1), Media.Height.SHORT_HEIGHT);
      var card = Card.titled("t").showing(media).alone();
      assertThat(code(world.chatbot.send(Downlink.card(id(), USER, dialogue(), card))))
          .isEqualTo(40007);
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void profile_and_menu_are_seen_after_review(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      var menu =
          Menu.of(
              Menu.Entry.item(Suggestion.reply("菜单", "menu")),
              Menu.Entry.submenu("我的", Menu.Entry.item(Suggestion.reply("历史订单", "orders"))));
      assertThat(world.chatbot.changeMenu(menu)).isInstanceOf(Accepted.class);
      assertThat(world.chatbot.changeProfile(ProfileChange.nothing().description("现磨咖啡")))
          .isInstanceOf(Accepted.class);
      world.host.next(ReviewEnded.class);
      world.host.next(ReviewEnded.class);
      assertThat(value(world.chatbot.profile()))
          .satisfies(found -> {
            assertThat(found.serviceName()).isEqualTo("海风咖啡");
            assertThat(found.json()).contains("现磨咖啡", "历史订单");
            assertThat(found.verified()).isTrue();
            assertThat(found.state()).isIn(State.NORMAL, State.DEBUG);
          });
      assertThat(world.operator.listings())
          .singleElement()
          .satisfies(listing -> {
            assertThat(listing.description()).isEqualTo("现磨咖啡");
            assertThat(listing.menu().path("entries").size()).isEqualTo(2);
          });
      var tooLong = ProfileChange.nothing().description("长".repeat(501));
      assertThat(code(world.chatbot.changeProfile(tooLong))).isEqualTo(20002);
    }
  }

  @Test
  void a_complaint_reaches_the_chatbot() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      world.operator.complain(World.BOT, List.of("m1"), "advertisement", "太多");
      assertThat(world.host.next(SpamReported.class).complaint().text()).isEqualTo("太多");
    }
  }

  @Test
  void after_a_restart_stored_messages_arrive_and_ids_stay_known() throws Exception {
    var access = TestDatabase.create();
    var message = text();
    try (var world = new World(Profile.STRICT, access)) {
      world.faults("{'offline':true}");
      assertThat(world.chatbot.send(message)).isInstanceOf(Accepted.class);
    }
    try (var world = new World(Profile.STRICT, access)) {
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(message.messageId());
      assertThat(world.chatbot.send(message)).isInstanceOf(Accepted.class);
      var next = text();
      world.chatbot.send(next);
      assertThat(world.handsets.next().origin().messageId()).isEqualTo(next.messageId());
    }
  }

  @Test
  void the_wire_log_holds_every_leg_and_no_secret() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      var message = Downlink.card(id(), USER, dialogue(), payCard());
      world.chatbot.send(message);
      world.host.states(message.messageId(), 2);
      world.wire.close();
      var records = world.wire.after(0, 100);
      assertThat(records)
          .extracting(json -> json.path("link").asString())
          .contains("CARD", "OPERATOR");
      assertThat(records)
          .filteredOn(json -> "P2026010100001".equals(json.path("subject").asString()))
          .hasSizeGreaterThanOrEqualTo(4);
      assertThat(records.toString())
          .contains("138****8000", "待支付订单")
          .doesNotContain("key-1", "secret-ref", "13800138000");
    }
  }

  private static int refusedUpload(World world, String name, String type, int size) {
    var result = world.chatbot.upload(Upload.temporary(Content.of(name, type, new byte[size])));
    return result instanceof Refused(var refusal) ? refusal.code() : 0;
  }

  private static void uplink(World world, String messageId, String messageList) {
    var list = (ArrayNode) JsonMapper.builder().build().readTree(messageList.replace('\'', '"'));
    world.operator.carry(
        messageId, new Operator.UserMessage(USER, World.BOT, list, "c1", null), _ -> {});
  }

  private static BotMessage payCard() {
    return Card.titled("待支付订单")
        .describedBy("商户: 海风咖啡\n金额: ¥12.50")
        .offering(Suggestion.webview("立即支付", "pay:P2026010100001", PAY), chip())
        .alone();
  }

  private static Suggestion chip() {
    return Suggestion.reply("取消订单", "cancel:P2026010100001");
  }

  private static Downlink text() {
    return Downlink.text(id(), USER, dialogue(), "你好");
  }

  private static Dialogue dialogue() {
    return new Dialogue("c1", id(), null);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static int code(SendResult result) {
    return result instanceof SendResult.Refused(var refusal) ? refusal.code() : 0;
  }

  private static <T> T value(CallResult<T> result) {
    if (result instanceof Answered(var value)) {
      return value;
    }
    throw new AssertionError(result.toString());
  }
}
