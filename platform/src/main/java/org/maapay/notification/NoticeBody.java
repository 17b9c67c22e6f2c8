package org.maapay.notification;

import org.maapay.edge.http.json.Json;
import org.maapay.kernel.BusinessDay;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.outbox.Fact;
import org.maapay.refund.Refund;

/** What a callback says (C-3): the order as the fact left it, and the refund if it is about one. */
final class NoticeBody {
  private NoticeBody() {}

  /** The end of an order. */
  static String of(PaymentOrder order, Fact fact) {
    var status = fact.kind() == Fact.Kind.ORDER_PAID ? OrderStatus.SUCCESS : OrderStatus.CLOSED;
    return order(order, status).build().write();
  }

  /** The end of a refund. */
  static String of(PaymentOrder order, Refund refund) {
    return order(order, order.status())
        .put("refundOrderNo", refund.no().value())
        .putIfPresent("merchantRefundNo", refund.merchantRefundNo())
        .put("refundAmount", refund.amount())
        .put("refundStatus", refund.state().name())
        .build()
        .write();
  }

  private static Json.Members order(PaymentOrder order, OrderStatus status) {
    var wish = order.wish();
    var paidAt = order.paidAt();
    return Json.members()
        .put("merchantOrderNo", wish.merchantOrderNo())
        .put("merchantName", wish.merchantName())
        .put("orderDate", wish.orderDate().toString())
        .put("orderAmount", wish.amount())
        .put("merchantId", wish.merchant().value())
        .put("mobileNo", wish.mobile().digits())
        .put("paymentDate", paidAt.map(at -> BusinessDay.of(at).toString()).orElse(""))
        .put("paymentTime", paidAt.map(BusinessDay::timeOf).orElse(""))
        .put("payOrderNo", order.payOrderNo().value())
        .put("orderStatus", status.name());
  }
}
