package org.maapay.simulator.merchant;

import java.util.List;
import java.util.Optional;
import org.maapay.merchant.PlacedOrder.InstitutionChoice;
import org.maapay.merchant.TransactionType;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Media;
import org.maapay.messaging.card.Suggestion;
import org.maapay.simulator.merchant.Goods.Product;

/** What users see of the institutions that they can choose (B-4). */
final class InstitutionCards {
  private final Cards cards;

  InstitutionCards(Cards cards) {
    this.cards = cards;
  }

  /** A product that is paid at an institution of the user's choice (B-4). */
  Card anywhere(Product product, Optional<Media> picture, String ref) {
    var card =
        Card.titled(product.name().in(cards.speech()))
            .describedBy(
                Cards.yuan(product.price())
                    + cards.say("\n下单后选择支付机构。", "\nOrder first, then choose whom to pay with."))
            .offering(cards.reply("选机构支付", "Choose and pay", "buy-any:" + ref));
    return cards.showing(card, product, picture);
  }

  /** The institutions that the user can choose, a card each, with a button for each way. */
  BotMessage institutions(ShopOrder order, List<InstitutionChoice> institutions) {
    var shown = institutions.stream().map(choice -> institution(order, choice)).toList();
    return shown.size() == 1 ? shown.getFirst().alone() : BotMessage.Carousel.of(shown);
  }

  private Card institution(ShopOrder order, InstitutionChoice choice) {
    var buttons =
        choice.ways().stream()
            .map(way ->
                Suggestion.reply(
                    words(way),
                    "institution:%s:%s:%s"
                        .formatted(order.orderNo(), choice.institutionCode(), way)))
            .toArray(Suggestion[]::new);
    return Card.titled(choice.name())
        .describedBy(cards.lines(order) + "\n" + cards.payBefore(order))
        .offering(buttons);
  }

  private String words(TransactionType way) {
    return switch (way) {
      case WEBVIEW -> cards.say("用页面支付", "On its page");
      case CHATBOT -> cards.say("用支付助手", "In its chat");
      case NATIVE -> cards.say("用支付 SDK", "With its SDK");
      case AGGREGATE, MERCHANT_CODE, PAYER_CODE -> cards.say("去支付", "Pay");
    };
  }

  Suggestion institutions(ShopOrder order) {
    return cards.reply("换支付机构", "Choose another", "institutions:" + order.orderNo());
  }

  /** The pay card of the institution that the user chose (B-4.1, step 5; B-4.3, step 5). */
  BotMessage chosen(ShopOrder order, String institution, String payUrl) {
    return Card.titled(cards.say("待支付 ", "To pay: ") + Cards.yuan(order.amount()))
        .describedBy(
            cards.lines(order)
                + cards.say("\n支付机构：", "\nPaid with: ")
                + institution
                + "\n"
                + cards.payBefore(order))
        .offering(cards.payNow(order, payUrl), institutions(order), cards.cancel(order))
        .alone();
  }
}
