package org.maapay.merchant;

import java.util.Optional;

/** A refund as the platform knows it (C-4). */
public record Refund(
    String refundOrderNo,
    String merchantOrderNo,
    Optional<String> merchantRefundNo,
    Amount refundAmount,
    RefundStatus refundStatus,
    OrderStatus orderStatus) {

  static Refund read(Fields fields) throws Json.Malformed {
    return new Refund(
        fields.text("refundOrderNo"),
        fields.text("merchantOrderNo"),
        fields.maybeText("merchantRefundNo"),
        fields.amount("refundAmount"),
        RefundStatus.named(fields.text("refundStatus")),
        OrderStatus.named(fields.text("orderStatus")));
  }
}
