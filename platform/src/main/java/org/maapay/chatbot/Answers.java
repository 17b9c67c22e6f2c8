package org.maapay.chatbot;

import java.util.List;
import java.util.stream.Collectors;
import org.maapay.keys.PinStanding;
import org.maapay.messaging.card.Suggestion;
import org.maapay.order.PaymentOrder;

/** What the chatbot answers to questions about the user himself. */
final class Answers {
  private static final String HELP =
      """
      可以点按钮，也可以直接发文字：
      余额 · 账单 · 银行卡 · 重置密码 · 待付款
      收到待确认的付款，点“确认支付”后在安全键盘上输入密码；不是您的订单请点“不是我的订单”。
      付款后点左上角的返回箭头，可回到商户会话。\
      """;

  private static final String HELP_ENGLISH =
      """
      Tap a button or write: balance, bills, cards, password, pay.
      To pay, tap the first button of the card and type your password on the secure keypad.
      If an order is not yours, say so on its card.\
      """;

  private Answers() {}

  static Said welcome(Speech speech) {
    return say(
        speech,
        "您好，这里是支付助手。商户发起的付款在这里确认，也可以查询余额、账单和银行卡。",
        "This is the payment assistant. You confirm payments here and can ask for your balance,"
            + " bills and cards.",
        Buttons.all(speech));
  }

  static Said noAccount(Speech speech) {
    return say(
        speech,
        "这个手机号还没有支付账户。请先在支付机构的开户页面用本机号码实名开户，并设置支付密码。",
        "There is no payment account for this number yet. Open one with the payment institution"
            + " under your own number first.",
        Buttons.help(speech));
  }

  static Said balance(Speech speech, Purse purse) {
    return Said.text(
        speech.of("可用余额：%s", "Available balance: %s").formatted(OrderCards.yuan(purse.balance())),
        Buttons.bills(speech),
        Buttons.cards(speech));
  }

  static Said bills(Speech speech, List<PaymentOrder> orders, int days) {
    if (orders.isEmpty()) {
      return Said.text(
          speech.of("最近 %d 天没有支付记录。", "No payments in the last %d days.").formatted(days),
          Buttons.balance(speech));
    }
    var lines =
        orders.stream()
            .map(order -> OrderCards.line(speech, order))
            .collect(Collectors.joining("\n"));
    return Said.text(
        speech.of("最近 %d 天的支付：\n%s", "Payments of the last %d days:\n%s").formatted(days, lines),
        Buttons.balance(speech));
  }

  static Said cards(Speech speech, Purse purse) {
    if (purse.cards().isEmpty()) {
      return say(
          speech, "您还没有绑定银行卡。", "No bank card is bound to your account.", Buttons.balance(speech));
    }
    var lines =
        purse.cards().stream()
            .map(card -> "• " + card.label() + " " + kind(speech, card.kind()))
            .collect(Collectors.joining("\n"));
    return Said.text(speech.of("已绑定的银行卡：\n", "Bound cards:\n") + lines, Buttons.balance(speech));
  }

  private static String kind(Speech speech, org.maapay.card.Card.Kind kind) {
    return switch (kind) {
      case DEBIT -> speech.of("储蓄卡", "debit");
      case CREDIT -> speech.of("信用卡", "credit");
    };
  }

  static Said password(Speech speech, PinStanding standing) {
    return Said.text(
        state(speech, standing)
            + speech.of(
                "\n忘记密码时，请在支付机构的页面核验身份后重置；聊天里不能重置。\n任何人都不会在聊天里向您要密码，请勿把密码发到这里。",
                "\nIf you forgot it, reset it on the institution's page after proving who you are;"
                    + " not in this chat. Nobody asks for a password here: never send one."),
        Buttons.help(speech));
  }

  private static String state(Speech speech, PinStanding standing) {
    if (!standing.set()) {
      return speech.of("您还没有设置支付密码。", "You have no payment password yet.");
    }
    return standing
        .lockedUntil()
        .map(until ->
            speech
                .of("支付密码因多次输错已锁定，%s 后可再试。", "Your password is locked until %s.")
                .formatted(OrderCards.clock(until)))
        .orElse(speech.of("支付密码已设置，可以使用。", "Your payment password is set and may be used."));
  }

  static Said help(Speech speech) {
    return say(speech, HELP, HELP_ENGLISH, Buttons.all(speech));
  }

  static Said nothingPending(Speech speech) {
    return say(speech, "没有等您确认的付款。", "No payment waits for you.", Buttons.bills(speech));
  }

  static Said secret(Speech speech) {
    return say(
        speech,
        "请不要把密码或卡号发到聊天里。密码只在卡片打开的安全键盘上输入。没有发起支付，没有扣款。",
        "Please never send a password or card number here. Type it only on the secure keypad"
            + " that a card opens. Nothing was paid.");
  }

  static Said tooFast(Speech speech) {
    return unanswered(
        speech,
        "您发送得太快了，这一分钟内不再逐条回复，请稍后再试。",
        "You are writing too fast: nothing more is answered in this minute.");
  }

  static Said enoughToday(Speech speech) {
    return unanswered(
        speech,
        "您今天发送的消息较多，今天不再回复，明天恢复。",
        "You have written a lot today: nothing more is answered until tomorrow.");
  }

  /** Nobody may think that he misses a payment. */
  private static Said unanswered(Speech speech, String chinese, String english) {
    return say(
        speech,
        chinese + "付款卡片和支付结果仍会照常发给您。",
        english + " Payment cards and results still reach you.");
  }

  static Said tapUnknown(Speech speech) {
    return say(
        speech,
        "这个按钮无效，没有扣款。请使用支付助手发给您的最新卡片。",
        "This button does not work; nothing was charged. Please use the newest card of this chat.",
        Buttons.help(speech));
  }

  static Said tapForeign(Speech speech) {
    return say(
        speech,
        "这张卡片不是发给您的，不能在这里使用。没有扣款。",
        "This card was sent to somebody else and cannot be used here. Nothing was charged.",
        Buttons.help(speech));
  }

  static Said tapOld(Speech speech) {
    return say(
        speech,
        "这张卡片已失效，没有扣款。请使用最新的一张确认卡片，或发送“待付款”再次获取。",
        "This card is no longer valid; nothing was charged. Please use the newest card, or write"
            + " “pay” to get it again.",
        Buttons.pending(speech));
  }

  private static Said say(Speech speech, String chinese, String english, Suggestion... chips) {
    return Said.text(speech.of(chinese, english), chips);
  }
}
