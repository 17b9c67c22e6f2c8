package org.maapay.simulator.merchant;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.PlacedOrder;

/** The institutions as they are shown to whoever ordered, and what they are called. */
final class InstitutionOffers {
  private final Shop shop;
  private final Checkout checkout;

  /** What the platform called its institutions last, by their codes. */
  private final Map<String, String> institutions = new ConcurrentHashMap<>();

  InstitutionOffers(Shop shop, Checkout checkout) {
    this.shop = shop;
    this.checkout = checkout;
  }

  /** Shows the institutions that the user can choose, each with a button (5.1.4-2). */
  void offer(ShopOrder order, PlacedOrder placed) {
    if (placed.institutions().isEmpty()) {
      var cards = shop.cards(order.customer());
      checkout.say(
          order.customer(),
          cards.say(
              "现在没有可用的支付机构，请换一种方式下单。没有扣款。",
              "No institution can be used now; please pay another way. Nothing was taken."),
          cards.browse());
      return;
    }
    show(order, placed, "institutions-" + order.orderNo());
  }

  private void show(ShopOrder order, PlacedOrder placed, String id) {
    placed.institutions().forEach(one -> institutions.put(one.institutionCode(), one.name()));
    shop.messenger()
        .show(
            order.customer(),
            id,
            shop.cards(order.customer()).choices().institutions(order, placed.institutions()));
  }

  /** An institution's name as it was offered last. */
  String nameOf(String institution) {
    return institutions.getOrDefault(institution, institution);
  }

  /** The institutions once more: placing the order again, which changes nothing, answers them. */
  void again(Customer customer, String orderNo) {
    checkout
        .payable(customer, orderNo)
        .ifPresent(order -> {
          if (shop.pay().orders().place(checkout.wish(order))
                  instanceof Accepted<PlacedOrder>(var placed, _)
              && !placed.institutions().isEmpty()) {
            show(order, placed, Checkout.id("institutions", orderNo));
          } else {
            var cards = shop.cards(customer);
            checkout.say(
                customer,
                cards.say(
                    "现在没有可用的支付机构，请稍后再试。没有扣款。",
                    "No institution can be used now; please try again later. Nothing was taken."),
                cards.browse());
          }
        });
  }
}
