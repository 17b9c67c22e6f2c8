package org.maapay.simulator.merchant;

import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Order;

/** Orders that nothing was heard of for a while: asked about, and their customers reminded. */
final class WaitingOrders {
  private final Shop shop;
  private final Checkout checkout;

  WaitingOrders(Shop shop, Checkout checkout) {
    this.shop = shop;
    this.checkout = checkout;
  }

  /** Sees to an order that has waited: places it again, asks for it, or tells how it ended. */
  void look(ShopOrder order) {
    var later = shop.clock().instant().plusSeconds(10);
    shop.orders().lookAgain(order, later);
    switch (order.state()) {
      case NEW -> checkout.place(order);
      case OPEN ->
          order
              .query()
              .ifPresent(query -> {
                if (shop.pay().orders().query(query) instanceof Accepted<Order>(var known, _)) {
                  compare(order, known);
                }
              });
      case PAID, CLOSED, REFUSED -> checkout.tellEnd(order.orderNo());
    }
  }

  private void compare(ShopOrder order, Order known) {
    switch (known.orderStatus()) {
      case SUCCESS, REFUNDING, PARTIALLY_REFUNDED, REFUNDED ->
          checkout.paid(
              order.orderNo(), known.paidAt().orElse(shop.clock().instant()), known.institution());
      case CLOSED -> checkout.closed(order.orderNo());
      case CREATED -> remind(order);
      case PAYING -> tellThatItRuns(order);
      case OTHER -> {}
    }
  }

  /** At an institution that the user chose, it may wait for him alone. */
  private void tellThatItRuns(ShopOrder order) {
    if (order.byChoice()) {
      checkout.waitFor(order);
      return;
    }
    shop.messenger()
        .say(
            order.customer(),
            "paying-" + order.orderNo(),
            shop.cards(order.customer())
                .say(
                    "订单 %s 正在处理中，请勿重复支付。有结果会马上告诉您。",
                    "Order %s is being processed; please do not pay again. You will hear the result at once.")
                .formatted(order.orderNo()));
  }

  private void remind(ShopOrder order) {
    var cards = shop.cards(order.customer());
    var now = shop.clock().instant();
    if (order.byChoice() && order.payUrl() == null) {
      shop.orders().lookAgain(order, order.expiresAt().plusSeconds(30));
      checkout.say(
          order.customer(),
          cards
              .say(
                  "订单 %s 还没有支付，没有扣款。可以换一家支付机构。",
                  "Order %s is not paid and nothing was taken. You can choose another institution.")
              .formatted(order.orderNo()),
          cards.choices().institutions(order),
          cards.cancel(order));
      return;
    }
    if (order.inChatbot()) { // The payment chatbot asks; the shop only waits.
      shop.orders().lookAgain(order, order.expiresAt().plusSeconds(30));
      return;
    }
    var payUrl = now.isBefore(order.expiresAt()) ? checkout.link(order).orElse(null) : null;
    if (payUrl != null) {
      shop.orders().lookAgain(order, order.expiresAt().plusSeconds(30));
      shop.messenger()
          .say(
              order.customer(),
              Checkout.id("remind", order.orderNo()),
              cards
                  .say(
                      "订单 %s 尚未支付，没有扣款。您可以在 %s 前继续支付。",
                      "Order %s is not paid and nothing was taken. You can pay it before %s.")
                  .formatted(order.orderNo(), Cards.clock(order.expiresAt())),
              cards.payNow(order, payUrl),
              cards.cancel(order));
    }
  }
}
