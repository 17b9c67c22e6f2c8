package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.simulator.operator.Samples.USER;
import static org.maapay.simulator.operator.Samples.code;
import static org.maapay.simulator.operator.Samples.dialogue;
import static org.maapay.simulator.operator.Samples.id;
import static org.maapay.simulator.operator.Samples.payCard;
import static org.maapay.simulator.operator.Samples.text;
import static org.maapay.simulator.operator.Samples.uplink;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.messaging.uplink.UplinkEvent.UrlChecked;
import org.maapay.simulator.Clause;

/** The library against an operator that fails in each way real ones do. */
@Clause("4-operator-a")
class OperatorFaultTest {
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
      assertThat(world.host.states(unstored.messageId(), 1))
          .containsExactly(new Failed(Why.OFFLINE, "4"));
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
      assertThat(world.host.states(none.messageId(), 1))
          .containsExactly(new Failed(Why.NOT_CAPABLE, "2"));
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
      world.host.awaitRequests(5);
    }
  }

  @Test
  void reports_in_the_wrong_order_end_in_the_right_state() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      var first = text();
      world.chatbot.send(first);
      world.handsets.next();
      world.host.next(UrlChecked.class);
      world.host.states(first.messageId(), 2);
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
}
