package org.maapay.merchant;

import java.time.Instant;
import java.util.Optional;

/** What a callback says (C-3), once it has been checked. */
public sealed interface Notice {
  /** Returns what to answer when the merchant has acted on it. */
  default NoticeReply reply() {
    return NoticeReply.SUCCESS;
  }

  /** The order a callback speaks of. */
  record Subject(
      String notificationId,
      String merchantOrderNo,
      String payOrderNo,
      Amount orderAmount,
      OrderStatus orderStatus) {}

  /** The numbers of a refund: the platform's, and the merchant's if it gave one. */
  record RefundNumbers(String refundOrderNo, Optional<String> merchantRefundNo) {}

  /**
   * The order was paid.
   *
   * @param institution who took the money of an aggregate order
   */
  record PaymentSucceeded(Subject subject, Instant paidAt, Optional<Order.Institution> institution)
      implements Notice {}

  /** The order was closed, or its time ran out; it was not paid and never will be. */
  record OrderClosed(Subject subject) implements Notice {}

  /** Money went back. */
  record RefundSucceeded(Subject subject, RefundNumbers numbers, Amount refundAmount)
      implements Notice {}

  /** Money could not go back; the order is as it was before. */
  record RefundFailed(Subject subject, RefundNumbers numbers, Amount refundAmount)
      implements Notice {}

  /** A payer signed a mandate, or it has ended; {@code mandate} says how it stands. */
  record MandateChanged(String notificationId, Mandate mandate) implements Notice {}

  /** A mandate's change that was taken before, or a later one was. There is nothing to do. */
  record MandateRepeated(String notificationId) implements Notice {}

  /** It was taken before, or a later one was. There is nothing to do. */
  record Repeated(Subject subject) implements Notice {}

  /** It is not to be believed. There is nothing to do. */
  record Refused(Reason reason) implements Notice {
    @Override
    public NoticeReply reply() {
      return NoticeReply.failed(reason == Reason.NOT_AUTHENTIC ? 401 : 400);
    }
  }

  /** Why a callback is refused. */
  enum Reason {
    /** It came to a URL at which the merchant takes none. */
    URL_UNKNOWN,
    NOT_AUTHENTIC,
    UNREADABLE,
    MERCHANT_DIFFERS,
    ORDER_UNKNOWN,
    AMOUNT_DIFFERS
  }
}
