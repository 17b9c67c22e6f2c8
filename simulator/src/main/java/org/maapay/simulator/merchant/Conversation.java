package org.maapay.simulator.merchant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.FromUser;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.simulator.merchant.Goods.Product;

/** What the bot does when a user writes or taps. */
final class Conversation {
  private static final int LISTED = 10;

  private final Shop shop;
  private final Checkout checkout;
  private final PasswordFree passwordFree;
  private final InstitutionChoices choices;
  private final RefundDesk refunds;
  private final Pictures pictures;

  Conversation(
      Shop shop,
      Checkout checkout,
      PasswordFree passwordFree,
      InstitutionChoices choices,
      RefundDesk refunds,
      Pictures pictures) {
    this.shop = shop;
    this.checkout = checkout;
    this.passwordFree = passwordFree;
    this.choices = choices;
    this.refunds = refunds;
    this.pictures = pictures;
  }

  /** Acts on what an operator passed on from a user; {@code chatbot} is where it came in. */
  void hear(UplinkEvent event, Chatbot chatbot) {
    if (event instanceof UplinkEvent.Reviewed(_, var review, _)) {
      pictures.reviewed(review);
    }
    if (!(event instanceof FromUser said)) {
      return;
    }
    var customer = new Customer(said.envelope().user(), said.chatbotId());
    switch (said) {
      case TextReceived(_, var text) -> typed(customer, text.strip(), chatbot);
      case ReplyTapped(_, var words, var postback) ->
          tapped(customer, Optional.ofNullable(postback).orElse(words), chatbot);
      case ActionTapped(_, var words, var postback) ->
          tapped(customer, Optional.ofNullable(postback).orElse(words), chatbot);
      default -> welcome(customer);
    }
  }

  private void typed(Customer customer, String text, Chatbot chatbot) {
    var speech = Speech.named(text);
    if (speech.isPresent()) {
      speak(customer, speech.get());
    } else if (isAbout(text, "免密", "password")) {
      passwordFree.tell(customer);
    } else if (isAbout(text, "聚合", "choose")) {
      choosing(customer, chatbot);
    } else if (isAbout(text, "订单", "order")) {
      orders(customer);
    } else if (isAbout(text, "逛", "买", "菜单", "shop", "buy", "menu")) {
      goods(customer, chatbot);
    } else if (isAbout(text, "客服", "help", "service")) {
      service(customer);
    } else if (!refunds.typed(customer, text)) {
      welcome(customer);
    }
  }

  private static boolean isAbout(String text, String... words) {
    var lower = text.toLowerCase(Locale.ROOT);
    return Stream.of(words).anyMatch(lower::contains);
  }

  /** From now on the customer is spoken to in {@code speech}. */
  private void speak(Customer customer, Speech speech) {
    shop.speeches().choose(customer.mobile(), speech);
    welcome(customer);
  }

  /**
   * A postback is a verb and what it is about. It came through others' hands: it proves nothing.
   */
  private void tapped(Customer customer, String postback, Chatbot chatbot) {
    int colon = postback.indexOf(':');
    var about = postback.substring(colon + 1);
    switch (colon < 0 ? postback : postback.substring(0, colon)) {
      case "speak" -> speak(customer, Speech.named(about).orElse(Speech.CHINESE));
      case "goods" -> goods(customer, chatbot);
      case "choosing" -> choosing(customer, chatbot);
      case "orders" -> orders(customer);
      case "service" -> service(customer);
      case "buy" -> checkout.buy(customer, about, PayWay.PAGE);
      case "buy-sdk" -> checkout.buy(customer, about, PayWay.SDK);
      case "buy-chat" -> checkout.buy(customer, about, PayWay.CHATBOT);
      case "buy-any" -> checkout.buy(customer, about, PayWay.AGGREGATE);
      case "institution" -> choices.choose(customer, about);
      case "institutions" -> choices.again(customer, about);
      case "pay-on" -> checkout.payOn(customer, about);
      case "free" -> passwordFree.offer(customer, about);
      case "free-pay" -> checkout.buy(customer, about, PayWay.PASSWORD_FREE);
      case "free-end" -> passwordFree.end(customer, about);
      case "signing", "not-mine", "assistant" -> {}
      case "pay" -> checkout.payTapped(customer, about);
      case "password" -> checkout.password(customer, about);
      case "cancel" -> checkout.cancel(customer, about);
      case "refund" -> refunds.offer(customer, about);
      case "refund-all" -> refunds.all(customer, about);
      case "refund-half" -> refunds.half(customer, about);
      case "refund-part" -> refunds.part(customer, about);
      case "call" -> {}
      default -> welcome(customer);
    }
  }

  private void welcome(Customer customer) {
    var cards = shop.cards(customer);
    shop.messenger()
        .say(
            customer,
            id(),
            cards
                .say(
                    "您好，这里是%s。点“逛一逛”挑选商品，在消息里就能下单和支付。",
                    "Welcome to %s. Tap “Shop” to see what we have; you order and pay right here.")
                .formatted(shop.name()),
            cards.browse(),
            cards.choosing(),
            cards.orders(),
            cards.service(),
            cards.otherLanguage());
  }

  private void service(Customer customer) {
    var cards = shop.cards(customer);
    shop.messenger()
        .say(
            customer,
            id(),
            cards.say(
                "客服时间 9:00–21:00。请留言，或直接拨打电话。",
                "We are here from 9:00 to 21:00. Leave a message, or call us."),
            cards.call(),
            cards.orders());
  }

  private void goods(Customer customer, Chatbot chatbot) {
    List<Card> cards = new ArrayList<>();
    for (Product product : shop.goods().products()) {
      var ref = shop.refs().issue(customer.mobile(), product.no());
      cards.add(shop.cards(customer).product(product, pictures.of(product, chatbot), ref));
    }
    shop.messenger().show(customer, id(), BotMessage.Carousel.of(cards));
  }

  /** The goods once more, to be paid at an institution that the user chooses (B-4). */
  private void choosing(Customer customer, Chatbot chatbot) {
    List<Card> cards = new ArrayList<>();
    for (Product product : shop.goods().products()) {
      var ref = shop.refs().issue(customer.mobile(), product.no());
      cards.add(
          shop.cards(customer).choices().anywhere(product, pictures.of(product, chatbot), ref));
    }
    shop.messenger().show(customer, id(), BotMessage.Carousel.of(cards));
  }

  /** The history (B-7, step 1): newest first. */
  private void orders(Customer customer) {
    var cards =
        shop.orders().newest(customer.mobile(), LISTED).stream()
            .map(order -> shop.cards(customer).listed(order, buyAgain(order)))
            .toList();
    switch (cards.size()) {
      case 0 ->
          shop.messenger()
              .say(
                  customer,
                  id(),
                  shop.cards(customer).say("您还没有订单。", "You have no orders yet."),
                  shop.cards(customer).browse());
      case 1 -> shop.messenger().show(customer, id(), cards.getFirst().alone());
      default -> shop.messenger().show(customer, id(), BotMessage.Carousel.of(cards));
    }
  }

  private Optional<String> buyAgain(ShopOrder order) {
    return switch (order.state()) {
      case CLOSED, REFUSED ->
          Optional.of(shop.refs().issue(order.customer().mobile(), order.productNo()));
      case NEW, OPEN, PAID -> Optional.empty();
    };
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
