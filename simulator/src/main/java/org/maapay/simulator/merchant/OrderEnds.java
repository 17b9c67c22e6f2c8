package org.maapay.simulator.merchant;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Order;

/** How orders ended, told to whoever placed them. */
final class OrderEnds {
  private final Shop shop;

  /** Who took the money of orders whose result is not shown yet. */
  private final Map<String, String> tookBy = new ConcurrentHashMap<>();

  OrderEnds(Shop shop) {
    this.shop = shop;
  }

  /** Remembers who took the money of an order whose institution the user chose (B-4). */
  void took(String orderNo, String institution) {
    tookBy.put(orderNo, institution);
  }

  /** Tells how an order ended; the message has one id, so it is seen once. */
  void tell(String orderNo) {
    var order = shop.orders().find(orderNo).orElseThrow();
    boolean told =
        switch (order.state()) {
          case NEW, OPEN -> false;
          case PAID -> tellPaid(order);
          case CLOSED -> end(order, howClosed(order));
          case REFUSED ->
              end(
                  order,
                  shop.cards(order.customer())
                      .say(
                          "下单没有成功，没有扣款。请稍后再试，或联系客服。",
                          "The order was not placed; nothing was taken. Please try again later, or ask us."));
        };
    if (told) {
      shop.orders().told(order);
      tookBy.remove(orderNo);
    }
  }

  private String howClosed(ShopOrder order) {
    var cards = shop.cards(order.customer());
    var words =
        shop.orders().isCancelWanted(order)
            ? cards.say("订单 %s 已取消，没有扣款。", "Order %s is cancelled; nothing was taken.")
            : isGivenUp(order)
                ? cards.say("订单 %s 已关闭，没有扣款。", "Order %s is closed; nothing was taken.")
                : cards.say(
                    "订单 %s 已超过支付时间并关闭，没有扣款。",
                    "Order %s was not paid in time and is closed; nothing was taken.");
    return words.formatted(order.orderNo());
  }

  /** The payer said to the institution that he does not want it. */
  private boolean isGivenUp(ShopOrder order) {
    return shop.clock().instant().isBefore(order.expiresAt());
  }

  private boolean tellPaid(ShopOrder order) {
    var paidAt = Optional.ofNullable(order.paidAt()).orElse(order.createdAt());
    return shop.messenger()
        .show(
            order.customer(),
            "paid-" + order.orderNo(),
            shop.cards(order.customer()).paid(order, paidAt, whoTook(order)),
            shop.cards(order.customer())
                .say("您在%s的订单已支付成功，金额 %s 元。", "Your order at %s is paid: %s yuan.")
                .formatted(shop.name(), order.amount()));
  }

  /** Who took the money of an order whose institution the user chose, as the platform says. */
  private Optional<String> whoTook(ShopOrder order) {
    var told = Optional.ofNullable(tookBy.get(order.orderNo()));
    return told.isPresent() ? told : asked(order);
  }

  /** The same where this process did not hear the notice. */
  private Optional<String> asked(ShopOrder order) {
    return order
        .query()
        .filter(_ -> order.byChoice())
        .flatMap(query ->
            shop.pay().orders().query(query) instanceof Accepted<Order>(var known, _)
                ? known.institution()
                : Optional.empty())
        .map(Order.Institution::name);
  }

  private boolean end(ShopOrder order, String text) {
    var cards = shop.cards(order.customer());
    var ref = shop.refs().issue(order.customer().mobile(), order.productNo());
    return shop.messenger()
        .say(order.customer(), "closed-" + order.orderNo(), text, cards.again(ref), cards.browse());
  }
}
