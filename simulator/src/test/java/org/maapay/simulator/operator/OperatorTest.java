package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.simulator.operator.Samples.PAY;
import static org.maapay.simulator.operator.Samples.STRANGER;
import static org.maapay.simulator.operator.Samples.USER;
import static org.maapay.simulator.operator.Samples.chip;
import static org.maapay.simulator.operator.Samples.code;
import static org.maapay.simulator.operator.Samples.dialogue;
import static org.maapay.simulator.operator.Samples.id;
import static org.maapay.simulator.operator.Samples.payCard;
import static org.maapay.simulator.operator.Samples.text;
import static org.maapay.simulator.operator.Samples.uplink;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.SpamReported;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.messaging.uplink.UplinkEvent.UrlChecked;
import org.maapay.simulator.Clause;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.wire.WireRecord;

/** The library and the emulator against each other, over real HTTP. */
@Clause("4-operator-a")
class OperatorTest {
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
      assertThat(world.host.states(message.messageId(), 1))
          .containsExactly(new Failed(Why.NO_TERMINAL, "1"));
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
      // the call, the card on its way, and two reports
      var legs = new CountDownLatch(4);
      try (var _ = world.wire.watch(record -> countAbout("P2026010100001", record, legs))) {
        world.chatbot.send(Downlink.card(id(), USER, dialogue(), payCard()));
        assertThat(legs.await(8, TimeUnit.SECONDS)).isTrue();
      }
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

  private static void countAbout(String order, WireRecord record, CountDownLatch legs) {
    if (order.equals(record.exchange().subject())) {
      legs.countDown();
    }
  }
}
