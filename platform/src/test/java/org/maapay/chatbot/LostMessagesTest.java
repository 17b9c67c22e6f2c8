package org.maapay.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.user.User;

/**
 * Messages to and from operators that are lost, doubled, in another order or late: the payment ends
 * in one clear state, and the payer can learn which.
 */
class LostMessagesTest {
  @AutoClose private final Chat chat = new Chat();
  private final User payer = chat.payer();

  private PaymentOrder lost(long fen) {
    chat.unicom.losing(true);
    var order = chat.asked(fen);
    chat.unicom.losing(false);
    assertThat(chat.messages()).isEmpty();
    return order;
  }

  @Test
  void a_card_that_was_lost_comes_when_the_payer_asks_for_it() {
    var order = lost(12_50);
    chat.write(Chat.PAYER, "待付款");
    assertThat(chat.lastWords()).contains("待确认支付 ¥12.50");
    assertThat(chat.confirmations.open(order.payOrderNo(), Chat.reference(chat.last())))
        .isInstanceOf(Opening.Opened.class);
    chat.pay(order, payer);
    chat.relay();
    assertThat(chat.lastWords()).contains("支付成功 ¥12.50");
  }

  @Test
  void an_order_whose_card_was_lost_ends_with_its_time_and_is_told() {
    var order = lost(12_50);
    chat.later(Duration.ofMinutes(31));
    chat.platform.orders.close(order.payOrderNo());
    chat.relay();
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CLOSED);
    assertThat(chat.lastWords()).contains("已关闭", "没有扣款");
  }

  @Test
  void a_result_that_was_lost_stands_in_the_bills() {
    var order = chat.asked(12_50);
    chat.pay(order, payer);
    chat.unicom.losing(true);
    chat.relay();
    chat.unicom.losing(false);
    chat.write(Chat.PAYER, "账单");
    assertThat(chat.lastWords()).contains("海风咖啡", "¥12.50");
    chat.tap(Chat.PAYER, FakeOperator.button(chat.messages().getFirst(), "确认支付"));
    assertThat(chat.lastWords()).contains("已经支付成功");
  }

  @Test
  void a_cancellation_that_comes_after_the_payment_takes_nothing_back() {
    var order = chat.asked(12_50);
    var late = FakeOperator.button(chat.last(), "取消支付");
    chat.pay(order, payer);
    chat.relay();
    chat.tap(Chat.PAYER, late);
    assertThat(chat.status(order)).isEqualTo(OrderStatus.SUCCESS);
    assertThat(chat.lastWords()).contains("已经支付成功");
    assertThat(chat.platform.balance(payer.account())).isEqualTo(87_50);
  }

  @Test
  void reports_in_any_order_and_number_send_a_card_once() {
    chat.asked(12_50);
    chat.served.put(Chat.PAYER, "telecom"); // Who would get it if it were sent again.
    for (var state :
        List.<DeliveryState>of(
            Station.DISPLAYED,
            Station.SENT,
            Station.DELIVERED,
            new Failed(Why.NO_TERMINAL, "late"),
            new Failed(Why.NO_TERMINAL, "again"),
            Station.DISPLAYED)) {
      report(state);
    }
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.telecom.deliveredTo(Chat.PAYER)).isEmpty();
  }

  @Test
  void a_report_of_a_message_that_nobody_sent_has_no_effect() {
    var order = chat.asked(12_50);
    for (var id : List.of("", "x", "9999-c0-1", "0001-c0-" + order.payOrderNo().value())) {
      chat.hear(reported(id, new Failed(Why.NO_TERMINAL, "1")));
    }
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.status(order)).isEqualTo(OrderStatus.CREATED);
  }

  private void report(DeliveryState state) {
    chat.hear(reported(chat.messages().getFirst().messageId(), state));
    chat.later(Duration.ofSeconds(40));
    chat.send();
  }

  private DeliveryReported reported(String messageId, DeliveryState state) {
    return new DeliveryReported(
        chat.unicom.account().chatbotId(),
        messageId,
        new PhoneNumber(Chat.PAYER),
        state,
        chat.platform.clock.instant());
  }
}
