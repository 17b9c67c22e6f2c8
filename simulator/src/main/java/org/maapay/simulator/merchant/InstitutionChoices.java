package org.maapay.simulator.merchant;

import java.util.Optional;
import org.maapay.merchant.Answer;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.Answer.Unanswered;
import org.maapay.merchant.Orders.InstitutionLink;
import org.maapay.merchant.TransactionType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user taps an institution: the shop passes the choice on and shows what follows (B-4). */
final class InstitutionChoices {
  private static final Logger LOG = LoggerFactory.getLogger(InstitutionChoices.class);

  private final Shop shop;
  private final Checkout checkout;

  InstitutionChoices(Shop shop, Checkout checkout) {
    this.shop = shop;
    this.checkout = checkout;
  }

  /** What a button of an institution's card says. */
  private record Tap(String orderNo, String institution, TransactionType way) {
    static Optional<Tap> of(String text) {
      var parts = text.split(":", -1);
      try {
        return parts.length == 3
            ? Optional.of(new Tap(parts[0], parts[1], TransactionType.valueOf(parts[2])))
            : Optional.empty();
      } catch (IllegalArgumentException madeUp) {
        return Optional.empty();
      }
    }
  }

  /** The same tap again asks for the same; a paid or closed order is told to be so. */
  void choose(Customer customer, String about) {
    var tap = Tap.of(about);
    if (tap.isEmpty()) {
      checkout.invalid(customer);
      return;
    }
    checkout
        .payable(customer, tap.get().orderNo())
        .filter(ShopOrder::byChoice)
        .ifPresent(order -> choose(order, tap.get()));
  }

  /** The user wants to see the institutions once more. */
  void again(Customer customer, String orderNo) {
    checkout.offerAgain(customer, orderNo);
  }

  private void choose(ShopOrder order, Tap tap) {
    var payOrderNo = order.payOrderNo();
    if (payOrderNo == null) {
      return;
    }
    Answer<InstitutionLink> answer =
        shop.pay()
            .orders()
            .chooseInstitution(order.orderNo(), payOrderNo, tap.institution(), tap.way());
    switch (answer) {
      case Accepted<InstitutionLink>(var link, _) -> show(order, tap.institution(), link);
      case Refused<InstitutionLink>(var problem) -> refused(order, problem.code());
      case Unanswered<InstitutionLink> lost -> {
        LOG.warn("the choice for {} is not confirmed: {}", order.orderNo(), lost.why());
        var cards = shop.cards(order.customer());
        checkout.say(
            order.customer(),
            cards.say(
                "支付机构暂时没有应答，没有扣款。请再点一次，或换一家。",
                "The institution does not answer just now; nothing was taken. Tap once more, or choose"
                    + " another."),
            cards.choices().institutions(order));
      }
    }
  }

  private void show(ShopOrder order, String institution, InstitutionLink link) {
    checkout.waitFor(order);
    var url = link.payUrl().or(link::sdkUrl);
    if (url.isPresent()) {
      shop.orders().relink(order, url.get());
      shop.messenger()
          .show(
              order.customer(),
              Checkout.id("chosen", order.orderNo()),
              shop.cards(order.customer())
                  .choices()
                  .chosen(order, checkout.nameOf(institution), url.get()));
    } else if (!link.orderStatus().isPaid()) {
      checkout.pointToChatbot(order, Checkout.id("chosen", order.orderNo()));
    }
  }

  private void refused(ShopOrder order, String code) {
    LOG.warn("the choice for {} was refused: {}", order.orderNo(), code);
    var cards = shop.cards(order.customer());
    var words =
        switch (code) {
          case "payment-in-progress" ->
              cards.say(
                  "订单正在原来的机构支付，暂时不能换。支付结果会马上告诉您。",
                  "The order is being paid at the first institution. You will hear the result at once.");
          case "order-paid" ->
              cards.say(
                  "订单已经支付成功，无需再次支付。没有发起新的支付。",
                  "The order is paid already. No new payment was started.");
          case "order-closed" ->
              cards.say("订单已关闭，没有扣款。", "The order is closed; nothing was taken.");
          default ->
              cards.say(
                  "这家支付机构现在不能用，没有扣款。请换一家。",
                  "This institution cannot be used now; nothing was taken. Please choose another.");
        };
    checkout.say(order.customer(), words, cards.choices().institutions(order));
  }
}
