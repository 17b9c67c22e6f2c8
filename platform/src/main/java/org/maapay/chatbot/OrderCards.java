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

  private final Confirmations confirmations;

  OrderCards(Confirmations confirmations) {
    this.confirmations = confirmations;
  }

  /** The confirmation card: merchant, goods, amount, masked account (5.1.2-2). */
  Said confirm(Speech speech, PaymentOrder order, int generation, Optional<Purse> purse) {
    var tap = confirmations.tap(order, generation);
    if (purse.isEmpty()) {
      return invitation(speech, order, tap);
    }
    var amount = order.wish().amount();
    var method =
        purse
            .get()
            .proposed(speech, amount)
            .orElse(speech.of("余额不足，也没有绑定银行卡", "not enough balance, and no bank card bound"));
    var words =
        speech
            .of(
                "%s付款方式：%s\n请在 %s 前确认。支付密码只在打开的安全键盘上输入，请勿发到聊天里。",
                "%sPay with: %s\nPlease confirm before %s. Type your password only on the secure"
                    + " keypad that opens, never in this chat.")
            .formatted(about(speech, order), method, CLOCK.format(order.expiresAt()));
    var card =
        toConfirm(speech, order)
            .describedBy(words)
            .offering(
                Buttons.confirm(speech, tap, confirmations.link(order, generation)),
                Buttons.cancel(speech, tap),
                Buttons.report(speech, tap));
    return Said.card(card).orBySms(request(speech, order));
  }

  /** The same for an order that waits at an institution outside, whose page the button opens. */
  Said confirmOutside(
      Speech speech, PaymentOrder order, int generation, String institution, String payUrl) {
    var tap = confirmations.tap(order, generation);
    var words =
        speech
            .of(
                "%s付款机构：%s\n请在 %s 前确认。支付密码只在该机构打开的页面上输入，请勿发到聊天里。",
                "%sPay with: %s\nPlease confirm before %s. Type your password only on the page of"
                    + " that institution, never in this chat.")
            .formatted(about(speech, order), institution, CLOCK.format(order.expiresAt()));
    var card =
        toConfirm(speech, order)
            .describedBy(words)
            .offering(
                Buttons.confirm(speech, tap, payUrl),
                Buttons.cancel(speech, tap),
                Buttons.report(speech, tap));
    return Said.card(card).orBySms(request(speech, order));
  }

  private static Card toConfirm(Speech speech, PaymentOrder order) {
    return Card.titled(speech.of("待确认支付 ", "To confirm: ") + yuan(order.wish().amount()));
  }

  /** No link, which a user could not tell from a thief's; how to get no more. */
  private static String request(Speech speech, PaymentOrder order) {
    return speech
        .of(
            "%s向您发起 %s 元的付款。请在 5G 消息里给支付助手发送“待付款”来确认，未经您确认不会扣款。拒收回复 TD",
            "%s asks you to pay %s yuan. Write “pay” to the payment assistant in your 5G messages to"
                + " confirm; nothing is charged before you do. Reply STOP to refuse more.")
        .formatted(merchant(order), order.wish().amount());
  }

  /** It waits at an institution outside that does not answer just now. */
  Said silentOutside(Speech speech, PaymentOrder order, String institution) {
    return Said.text(
        speech
            .of(
                "%s %s 的订单等您在%s付款，但该机构暂时没有答复，没有扣款。请稍后发送“待付款”再次获取卡片，或回到商户会话换一家支付机构。",
                "Your order at %s for %s waits to be paid with %s, which does not answer just now."
                    + " Nothing was charged. Write “pay” later to get the card again, or choose"
                    + " another institution in the merchant's chat.")
            .formatted(merchant(order), yuan(order.wish().amount()), institution),
        Buttons.pending(speech));
  }

  /** For a number that is nobody's account; the merchant is told nothing of it. */
  private static Said invitation(Speech speech, PaymentOrder order, String tap) {
    var card =
        toConfirm(speech, order)
            .describedBy(
                about(speech, order)
                    + speech.of(
                        "这个手机号还没有支付账户，现在不能付款，也不会扣款。\n"
                            + "开通方法：在支付机构的开户页面用本机号码实名开户并设置支付密码，"
                            + "然后回到这里发送“待付款”，即可继续支付。",
                        "There is no payment account for this number yet: it cannot be paid, and"
                            + " nothing is charged.\nOpen an account with the payment institution"
                            + " under this number and set a password; then come back and write"
                            + " “pay” to go on."))
            .offering(Buttons.cancel(speech, tap), Buttons.report(speech, tap));
    return Said.card(card);
  }

  Said paid(Speech speech, PaymentOrder order, Optional<Purse> purse) {
    var method = order.method();
    return paidBy(
        speech,
        order,
        purse.isEmpty() || method == null
            ? ""
            : speech.of("付款方式：", "Paid with: ") + purse.get().label(speech, method) + "\n");
  }

  /** Paid at an institution outside. */
  Said paid(Speech speech, PaymentOrder order, String institution) {
    return paidBy(speech, order, speech.of("付款机构：", "Paid with: ") + institution + "\n");
  }

  private static Said paidBy(Speech speech, PaymentOrder order, String label) {
    var at = order.paidAt().map(MOMENT::format).orElse("");
    var amount = order.wish().amount();
    var card =
        Card.titled(speech.of("支付成功 ", "Paid: ") + yuan(amount))
            .describedBy(
                about(speech, order)
                    + label
                    + speech.of("支付时间：", "Paid at: ")
                    + at
                    + "\n"
                    + speech.of("订单号：", "Order: ")
                    + order.payOrderNo().value()
                    + "\n"
                    + speech.of(
                        "点左上角的返回箭头，可回到商户会话。",
                        "The arrow at the top left leads back to the merchant."));
    return Said.card(card, Buttons.balance(speech), Buttons.bills(speech))
        .orBySms(
            speech.of("您向%s支付 %s 元成功。", "You paid %s %s yuan.").formatted(merchant(order), amount));
  }

  Said closed(Speech speech, PaymentOrder order) {
    return Said.text(
        speech
            .of(
                "%s %s 的订单已关闭，没有扣款。如需购买，请回到商户会话重新下单。",
                "Your order at %s for %s is closed; nothing was charged. To buy it after all, order"
                    + " again in the merchant's chat.")
            .formatted(merchant(order), yuan(order.wish().amount())));
  }

  Said refunded(Speech speech, PaymentOrder order, Money amount) {
    return Said.text(
            speech
                .of("%s已退款 %s，按原路退回您的付款账户。", "%s refunded %s; the money went back the way it came.")
                .formatted(merchant(order), yuan(amount)),
            Buttons.bills(speech))
        .orBySms(
            speech
                .of("%s已向您退款 %s 元。", "%s refunded you %s yuan.")
                .formatted(merchant(order), amount));
  }

  Said refundFailed(Speech speech, PaymentOrder order, Money amount) {
    return Said.text(
        speech
            .of(
                "%s的退款 %s 没有成功，商户会继续处理。",
                "The refund of %s, %s, did not succeed; the merchant goes on with it.")
            .formatted(merchant(order), yuan(amount)));
  }

  /** Where an order stands that a button was about; nothing was done. */
  Said standing(Speech speech, PaymentOrder order, Instant now) {
    var what =
        speech
            .of("%s %s 的订单", "Your order at %s for %s ")
            .formatted(merchant(order), yuan(order.wish().amount()));
    return Said.text(
        switch (order.state()) {
          case OrderState.Paid _ ->
              what
                  + speech.of(
                      "已经支付成功，无需再次支付。没有发起新的支付。", "is paid already. No new payment was begun.");
          case OrderState.Paying _ ->
              what
                  + speech.of(
                      "正在支付，请稍候查看结果，不要重复支付。",
                      "is being paid. Please wait for the result and do not pay again.");
          case OrderState.Closed _ ->
              what
                  + speech.of(
                      "已关闭，没有扣款。如需购买，请重新下单。",
                      "is closed; nothing was charged. To buy it, order again.");
          case OrderState.Open _ ->
              order.isDue(now)
                  ? what
                      + speech.of(
                          "已超过支付时间，没有扣款。如需购买，请重新下单。",
                          "is past its time to pay; nothing was charged. To buy it, order again.")
                  : what
                      + speech.of(
                          "还没有支付。请点最新一张卡片上的“确认支付”。",
                          "is not paid yet. Please tap “Confirm and pay” on the newest card.");
        });
  }

  Said reported(Speech speech, PaymentOrder order, int generation) {
    return Said.text(
        speech
            .of(
                "已记录：这不是您的订单。订单已关闭，没有扣款。您还可以不再接收%s的付款请求。",
                "Noted: this order is not yours. It is closed and nothing was charged. You can also"
                    + " refuse all payment requests of %s.")
            .formatted(merchant(order)),
        Buttons.block(speech, confirmations.tap(order, generation)));
  }

  /** Also as SMS, for who asked for it by SMS. */
  Said blocked(Speech speech, PaymentOrder order, int generation) {
    var words =
        speech
            .of("已屏蔽：%s不能再向您发送付款请求。", "Blocked: %s can send you no more payment requests.")
            .formatted(merchant(order));
    return Said.text(words, Buttons.unblock(speech, confirmations.tap(order, generation)))
        .orBySms(words + speech.of("要恢复，请回复“恢复”。", " To undo this, reply START."));
  }

  Said unblocked(Speech speech, PaymentOrder order) {
    var words =
        speech
            .of("已恢复：%s可以再向您发送付款请求。", "Undone: %s can send you payment requests again.")
            .formatted(merchant(order));
    return Said.text(words).orBySms(words);
  }

  /** To who wrote back to an SMS, which pays nothing. */
  Said smsHelp(Speech speech, PaymentOrder order) {
    var words =
        speech
            .of(
                "短信不能付款，也请勿发送密码。付款请在 5G 消息的支付助手会话中确认；不再接收%s的付款请求，请回复 TD。",
                "Nothing is paid by SMS: never send a password. Confirm payments in the payment"
                    + " assistant of your 5G messages. To refuse requests of %s, reply STOP.")
            .formatted(merchant(order));
    return Said.text(words).orBySms(words);
  }

  /** A line of the bills. */
  static String line(Speech speech, PaymentOrder order) {
    var refunded =
        order.refunded().fen() > 0
            ? speech.of("（已退 %s）", " (%s refunded)").formatted(yuan(order.refunded()))
            : "";
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

  private static String about(Speech speech, PaymentOrder order) {
    var goods = order.wish().goods().name();
    return speech.of("收款商户：", "Payee: ")
        + merchant(order)
        + "\n"
        + (goods == null
            ? ""
            : speech.of("商品：", "Goods: ") + Ellipsis.toCharacters(goods, GOODS) + "\n");
  }

  private static String merchant(PaymentOrder order) {
    return Ellipsis.toCharacters(order.wish().merchantName(), MERCHANT);
  }
}
