package org.maapay.chatbot;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.Money;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Ellipsis;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;

/** What is said of one order. Accounts are masked; a password is asked for on the page alone. */
final class OrderCards {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(BusinessDay.ZONE);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(BusinessDay.ZONE);
  private static final int MERCHANT = 24;
  private static final int GOODS = 40;
  private static final String BACK = "点左上角的返回箭头，可回到商户会话。";

  private final Confirmations confirmations;

  OrderCards(Confirmations confirmations) {
    this.confirmations = confirmations;
  }

  /** The confirmation card: merchant, goods, amount, masked account (5.1.2-2). */
  Said confirm(PaymentOrder order, int generation, Optional<Purse> purse) {
    var tap = confirmations.tap(order, generation);
    if (purse.isEmpty()) {
      return invitation(order, tap);
    }
    var amount = order.wish().amount();
    var method = purse.get().proposed(amount).orElse("余额不足，也没有绑定银行卡");
    var card =
        Card.titled("待确认支付 " + yuan(amount))
            .describedBy(
                "%s付款方式：%s\n请在 %s 前确认。支付密码只在打开的安全键盘上输入，请勿发到聊天里。"
                    .formatted(about(order), method, CLOCK.format(order.expiresAt())))
            .offering(
                Buttons.confirm(tap, confirmations.link(order, generation)),
                Buttons.cancel(tap),
                Buttons.report(tap));
    return Said.card(card)
        .orBySms("%s向您发起 %s 元的付款，请在 5G 消息的支付助手会话中确认。未经您确认不会扣款。".formatted(merchant(order), amount));
  }

  /** The same for an order that waits at an institution outside, whose page the button opens. */
  Said confirmOutside(PaymentOrder order, int generation, String institution, String payUrl) {
    var tap = confirmations.tap(order, generation);
    var card =
        Card.titled("待确认支付 " + yuan(order.wish().amount()))
            .describedBy(
                "%s付款机构：%s\n请在 %s 前确认。支付密码只在该机构打开的页面上输入，请勿发到聊天里。"
                    .formatted(about(order), institution, CLOCK.format(order.expiresAt())))
            .offering(Buttons.confirm(tap, payUrl), Buttons.cancel(tap), Buttons.report(tap));
    return Said.card(card)
        .orBySms(
            "%s向您发起 %s 元的付款，请在 5G 消息的支付助手会话中确认。未经您确认不会扣款。"
                .formatted(merchant(order), order.wish().amount()));
  }

  /** It waits at an institution outside that does not answer just now. */
  Said silentOutside(PaymentOrder order, String institution) {
    return Said.text(
        "%s %s 的订单等您在%s付款，但该机构暂时没有答复，没有扣款。请稍后发送“待付款”再次获取卡片，或回到商户会话换一家支付机构。"
            .formatted(merchant(order), yuan(order.wish().amount()), institution),
        Buttons.pending());
  }

  /** For a number that is nobody's account; the merchant is told nothing of it. */
  private static Said invitation(PaymentOrder order, String tap) {
    var card =
        Card.titled("待确认支付 " + yuan(order.wish().amount()))
            .describedBy(
                about(order)
                    + "这个手机号还没有支付账户，现在不能付款，也不会扣款。\n"
                    + "开通方法：在支付机构的开户页面用本机号码实名开户并设置支付密码，"
                    + "然后回到这里发送“待付款”，即可继续支付。")
            .offering(Buttons.cancel(tap), Buttons.report(tap));
    return Said.card(card);
  }

  Said paid(PaymentOrder order, Optional<Purse> purse) {
    var method = order.method();
    return paidBy(
        order, purse.isEmpty() || method == null ? "" : "付款方式：" + purse.get().label(method) + "\n");
  }

  /** Paid at an institution outside. */
  Said paid(PaymentOrder order, String institution) {
    return paidBy(order, "付款机构：" + institution + "\n");
  }

  private static Said paidBy(PaymentOrder order, String label) {
    var at = order.paidAt().map(MOMENT::format).orElse("");
    var amount = order.wish().amount();
    var card =
        Card.titled("支付成功 " + yuan(amount))
            .describedBy(
                about(order)
                    + label
                    + "支付时间："
                    + at
                    + "\n"
                    + "订单号："
                    + order.payOrderNo().value()
                    + "\n"
                    + BACK);
    return Said.card(card, Buttons.balance(Speech.CHINESE), Buttons.bills(Speech.CHINESE))
        .orBySms("您向%s支付 %s 元成功。".formatted(merchant(order), amount));
  }

  Said closed(PaymentOrder order) {
    return Said.text(
        "%s %s 的订单已关闭，没有扣款。如需购买，请回到商户会话重新下单。"
            .formatted(merchant(order), yuan(order.wish().amount())));
  }

  Said refunded(PaymentOrder order, Money amount) {
    return Said.text(
            "%s已退款 %s，按原路退回您的付款账户。".formatted(merchant(order), yuan(amount)),
            Buttons.bills(Speech.CHINESE))
        .orBySms("%s已向您退款 %s 元。".formatted(merchant(order), amount));
  }

  Said refundFailed(PaymentOrder order, Money amount) {
    return Said.text("%s的退款 %s 没有成功，商户会继续处理。".formatted(merchant(order), yuan(amount)));
  }

  /** Where an order stands that a button was about; nothing was done. */
  Said standing(PaymentOrder order, Instant now) {
    var what = merchant(order) + " " + yuan(order.wish().amount()) + " 的订单";
    return Said.text(
        switch (order.state()) {
          case OrderState.Paid _ -> what + "已经支付成功，无需再次支付。没有发起新的支付。";
          case OrderState.Paying _ -> what + "正在支付，请稍候查看结果，不要重复支付。";
          case OrderState.Closed _ -> what + "已关闭，没有扣款。如需购买，请重新下单。";
          case OrderState.Open _ ->
              order.isDue(now)
                  ? what + "已超过支付时间，没有扣款。如需购买，请重新下单。"
                  : what + "还没有支付。请点最新一张卡片上的“确认支付”。";
        });
  }

  Said reported(PaymentOrder order, int generation) {
    return Said.text(
        "已记录：这不是您的订单。订单已关闭，没有扣款。您还可以不再接收%s的付款请求。".formatted(merchant(order)),
        Buttons.block(confirmations.tap(order, generation)));
  }

  Said blocked(PaymentOrder order) {
    return Said.text("已屏蔽：%s不能再向您发送付款请求。".formatted(merchant(order)));
  }

  /** A line of the bills. */
  static String line(PaymentOrder order) {
    var refunded = order.refunded().fen() > 0 ? "（已退 " + yuan(order.refunded()) + "）" : "";
    return "%s  %s  %s%s"
        .formatted(
            order.paidAt().map(at -> MOMENT.format(at).substring(5, 16)).orElse(""),
            merchant(order),
            yuan(order.wish().amount()),
            refunded);
  }

  static String clock(Instant at) {
    return CLOCK.format(at);
  }

  static String yuan(Money amount) {
    return "¥" + amount;
  }

  private static String about(PaymentOrder order) {
    var goods = order.wish().goods().name();
    return "收款商户：%s\n%s"
        .formatted(
            merchant(order),
            goods == null ? "" : "商品：" + Ellipsis.toCharacters(goods, GOODS) + "\n");
  }

  private static String merchant(PaymentOrder order) {
    return Ellipsis.toCharacters(order.wish().merchantName(), MERCHANT);
  }
}
