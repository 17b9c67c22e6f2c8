package org.maapay.refund;

import org.maapay.order.PaymentOrder;

/** How asking for a refund ended, in order of precedence. */
public sealed interface Refunding {
  /** No order of this merchant matches all that was given. */
  record OrderMissing() implements Refunding {}

  /** Asked for before with the same content; {@code refund} is as it stands now. */
  record Replayed(Refund refund, PaymentOrder order) implements Refunding {}

  /** The merchant used this refund number before for something else. */
  record Conflicting() implements Refunding {}

  /** The order is not paid. */
  record NotPaid() implements Refunding {}

  /** Less than that is left of what was paid. */
  record TooMuch() implements Refunding {}

  /** What is owed to the merchant does not cover it. */
  record MerchantShort() implements Refunding {}

  /** The refund is stored; its money moved already or is on its way. */
  record Accepted(Refund refund, PaymentOrder order) implements Refunding {}
}
