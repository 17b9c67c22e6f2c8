package org.maapay.notification;

import java.util.Optional;
import org.maapay.aggregate.Offer;
import org.maapay.edge.http.json.Json;
import org.maapay.kernel.BusinessDay;
import org.maapay.mandate.Mandate;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.outbox.Fact;
import org.maapay.refund.Refund;

/**
 * What a callback says (C-3): the order as the fact left it, and the refund if it is about one; or
 * a mandate.
 */
final class NoticeBody {
  private NoticeBody() {}

  /**
   * The end of an order.
   *
   * @param took who took the money of an aggregate order
   */
  static String of(PaymentOrder order, Fact fact, Optional<Offer> took) {
    boolean paid = fact.kind() == Fact.Kind.ORDER_PAID;
    var body = order(order, paid ? OrderStatus.SUCCESS : OrderStatus.CLOSED);
    took.filter(_ -> paid).ifPresent(offer -> body.put("institution", institution(offer)));
    return body.build().write();
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

  /** A mandate as the fact left it. */
  static String of(Mandate mandate, Fact fact) {
    var signed = fact.kind() == Fact.Kind.MANDATE_SIGNED;
    var wish = mandate.wish();
    var body =
        Json.members()
            .put("mandateNo", mandate.no().value())
            .put("merchantMandateNo", wish.merchantMandateNo())
            .put("merchantId", wish.merchant().value())
            .put("merchantName", wish.merchantName())
            .put("mobileNo", wish.mobile().digits())
            .put("limitPerPayment", wish.limits().perPayment())
            .put("limitPerDay", wish.limits().perDay())
            .put("mandateStatus", status(fact));
    if (mandate.signedAt() != null) {
      body.put("signedAt", mandate.signedAt().toString());
    }
    if (!signed) {
      mandate.endedAt().ifPresent(at -> body.put("endedAt", at.toString()));
      mandate.endedBy().ifPresent(by -> body.put("endedBy", by.name()));
    }
    return body.build().write();
  }

  private static String status(Fact fact) {
    return switch (fact.kind()) {
      case MANDATE_SIGNED -> "ACTIVE";
      case MANDATE_REVOKED -> "REVOKED";
      case MANDATE_EXPIRED -> "EXPIRED";
      case ORDER_PAID, ORDER_CLOSED, REFUND_SUCCEEDED, REFUND_FAILED ->
          throw new IllegalArgumentException("not about a mandate");
    };
  }

  private static Json.Obj institution(Offer offer) {
    return Json.members().put("institutionCode", offer.code()).put("name", offer.name()).build();
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
