package org.maapay.edge.cashier;

import java.time.Instant;
import org.maapay.edge.http.json.Json;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;

/** An order as the page shows it. */
final class Shown {
  private Shown() {}

  static Json.Obj order(PaymentOrder order, Instant now) {
    var wish = order.wish();
    return Json.members()
        .put("payOrderNo", order.payOrderNo().value())
        .put("merchantName", wish.merchantName())
        .putIfPresent("goodsName", wish.goods().name())
        .putIfPresent("goodsDescription", wish.goods().description())
        .put("amount", wish.amount().toString())
        .put("currency", "CNY")
        .put("status", status(order, now))
        .put("expiresAt", order.expiresAt().toString())
        .put("now", now.toString()) // The page counts down by this clock.
        .putIfPresent("paidAt", order.paidAt().map(Instant::toString).orElse(null))
        .build();
  }

  /** PAYABLE, PAYING, PAID or CLOSED; an order whose time is over is closed to whoever looks. */
  static String status(PaymentOrder order, Instant now) {
    return switch (order.state()) {
      case OrderState.Open _ -> order.isDue(now) ? "CLOSED" : "PAYABLE";
      case OrderState.Paying _ -> "PAYING";
      case OrderState.Paid _ -> "PAID";
      case OrderState.Closed _ -> "CLOSED";
    };
  }
}
