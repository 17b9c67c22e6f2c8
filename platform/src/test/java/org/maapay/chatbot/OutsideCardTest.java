package org.maapay.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.aggregate.Choosing;
import org.maapay.institution.OutsideInstitution.Call;
import org.maapay.institution.ScriptedInstitution.Fault;
import org.maapay.institution.Standing;
import org.maapay.institution.Way;
import org.maapay.messaging.card.Action;
import org.maapay.messaging.card.Suggestion;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;

/**
 * The card of an order whose payer chose an institution outside and the payment chatbot (B-4.2).
 */
@Clause({"B-4.2", "5.1.4-9"})
class OutsideCardTest {
  @AutoClose private final Chat chat = new Chat();

  private PaymentOrder chosen(String institution, PaymentOrder order) {
    assertThat(chat.platform.choices.choose(order, institution, Way.CHATBOT))
        .isInstanceOf(Choosing.Outside.class);
    var now = chat.platform.read(order);
    chat.chatbot.askChosen(now);
    return now;
  }

  private PaymentOrder asked() {
    var order = chosen("SECOND", chat.platform.aggregate(chat.merchant, 26_00));
    chat.send();
    return order;
  }

  private static String number(PaymentOrder order) {
    return order.payOrderNo().value() + "-1";
  }

  private String page() {
    if (FakeOperator.button(chat.last(), "确认支付")
        instanceof Suggestion.Offer(_, _, Action.OpenUrl open)) {
      return open.url().toString();
    }
    throw new AssertionError("the button opens a page");
  }

  private OrderStatus status(PaymentOrder order) {
    return chat.platform.read(order).status();
  }

  private Standing there(PaymentOrder order) {
    return chat.platform.second.standing(number(order)).orElseThrow();
  }

  private void paidThere(PaymentOrder order) {
    chat.platform.second.pay(number(order));
    chat.platform.choices.told("SECOND", new Told("/" + number(order)));
  }

  private record Told(String target) implements Call {
    @Override
    public String method() {
      return "POST";
    }

    @Override
    public Map<String, java.util.List<String>> headers() {
      return Map.of();
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }
  }

  @Test
  @Clause("5.1.2-2")
  void it_names_merchant_amount_and_institution_and_opens_the_institutions_page() {
    var order = asked();
    assertThat(chat.messages()).hasSize(1);
    assertThat(chat.lastWords())
        .contains("待确认支付 ¥26.00", "收款商户：海风咖啡", "付款机构：第二支付")
        .doesNotContain("余额", Chat.PAYER);
    assertThat(page()).isEqualTo("https://second.example/pay/" + number(order));
  }

  @Test
  void the_institutions_link_is_kept_nowhere() {
    asked();
    assertThat(
            chat.platform.number(
                "SELECT count(*) FROM chatbot_message m WHERE m::text LIKE '%second.example%'"))
        .isZero();
  }

  @Test
  void the_same_choice_again_sends_no_second_card() {
    var order = asked();
    chosen("SECOND", order);
    chat.send();
    assertThat(chat.messages()).hasSize(1);
  }

  @Test
  @Clause("5.1.2-5")
  void the_result_is_told_once_and_names_the_institution() {
    var order = asked();
    paidThere(order);
    chat.relay();
    chat.relay();
    assertThat(chat.messages()).hasSize(2);
    assertThat(chat.lastWords()).contains("支付成功 ¥26.00", "付款机构：第二支付");
  }

  @Test
  void who_says_that_it_is_not_his_ends_it_there_too() {
    var order = asked();
    chat.tap(Chat.PAYER, FakeOperator.button(chat.last(), "不是我的订单"));
    assertThat(status(order)).isEqualTo(OrderStatus.CLOSED);
    assertThat(there(order)).isEqualTo(new Standing.Closed());
    assertThat(chat.lastWords()).contains("不是您的订单", "没有扣款");
  }

  @Test
  void who_cancels_after_he_paid_there_is_told_that_it_is_paid() {
    var order = asked();
    var card = chat.last();
    chat.platform.second.pay(number(order)); // Its report is on the way.
    chat.tap(Chat.PAYER, FakeOperator.button(card, "取消支付"));
    assertThat(status(order)).isEqualTo(OrderStatus.SUCCESS);
    assertThat(chat.lastWords()).contains("已经支付成功");
  }

  @Test
  void another_s_tap_on_it_does_nothing() {
    var order = asked();
    var other = "13900139000";
    chat.tap(other, FakeOperator.button(chat.last(), "取消支付"));
    assertThat(FakeOperator.shown(chat.unicom.deliveredTo(other).getLast()))
        .contains("不是发给您的", "没有扣款");
    assertThat(there(order)).isEqualTo(new Standing.Waiting());
  }

  @Test
  void a_card_of_an_institution_that_was_left_is_not_sent() {
    var order = chosen("SECOND", chat.platform.aggregate(chat.merchant, 26_00));
    assertThat(chat.platform.choices.choose(order, "THIRD", Way.WEBVIEW))
        .isInstanceOf(Choosing.Outside.class);
    chat.send();
    assertThat(chat.messages()).isEmpty();
  }

  @Test
  void an_institution_that_is_silent_when_the_card_is_due_is_told_of_and_asked_again() {
    var order = chosen("SECOND", chat.platform.aggregate(chat.merchant, 26_00));
    chat.platform.second.next(Fault.REQUEST_LOST);
    chat.send();
    assertThat(chat.lastWords()).contains("第二支付", "暂时没有答复", "没有扣款");
    chat.write(Chat.PAYER, "待付款");
    assertThat(page()).isEqualTo("https://second.example/pay/" + number(order));
  }
}
