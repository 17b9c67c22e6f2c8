package org.maapay.simulator.merchant;

import java.net.URI;
import org.maapay.merchant.Mandate;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;
import org.maapay.simulator.merchant.Goods.Product;

/** What users see of paying without a password (6.1.2). */
final class MandateCards {
  private final Cards cards;

  MandateCards(Cards cards) {
    this.cards = cards;
  }

  /** What is told before a payment without a password (6.1.2-1, 6.1.2-2). */
  BotMessage passwordFree(Product product, String ref, Mandate mandate) {
    return Card.titled(cards.say("免密支付 ", "Without a password: ") + Cards.yuan(product.price()))
        .describedBy(
            cards
                .say(
                    "商户：%s\n商品：%s\n金额：%s\n本次为免密支付：不用输入支付密码，确认后直接扣款。\n%s",
                    "Shop: %s\nGoods: %s\nAmount: %s\nThis payment takes no password: the money is"
                        + " taken as soon as you confirm.\n%s")
                .formatted(
                    cards.shopName(),
                    product.name().in(cards.speech()),
                    Cards.yuan(product.price()),
                    limits(mandate)))
        .offering(
            cards.reply("确认免密支付", "Confirm, no password", "free-pay:" + ref),
            withPassword(ref),
            end(mandate))
        .alone();
  }

  /** Asks the user to sign; nothing is debited. */
  BotMessage signing(Mandate mandate, String signUrl) {
    return Card.titled(cards.say("开通免密支付", "Pay without a password"))
        .describedBy(
            cards
                .say(
                    "商户：%s\n%s\n开通后，限额内付款不用输入支付密码；每次付款前都会告诉您，可随时关闭。现在不会扣款。",
                    "Shop: %s\n%s\nWithin these limits you then pay without your password. You are told"
                        + " before each payment and can end it at any time. Nothing is taken now.")
                .formatted(cards.shopName(), limits(mandate)))
        .offering(
            Suggestion.webview(
                cards.say("去开通", "Go on"),
                "signing:" + mandate.merchantMandateNo(),
                URI.create(signUrl)),
            cards.browse())
        .alone();
  }

  String limits(Mandate mandate) {
    return cards
        .say("免密限额：单笔 %s，每日 %s。", "Limits without a password: %s for one payment, %s a day. ")
        .formatted(Cards.yuan(mandate.limitPerPayment()), Cards.yuan(mandate.limitPerDay()));
  }

  Suggestion withPassword(String ref) {
    return cards.reply("验密支付", "Pay with password", "buy:" + ref);
  }

  Suggestion end(Mandate mandate) {
    return cards.reply("关闭免密", "End password-free", "free-end:" + mandate.merchantMandateNo());
  }
}
