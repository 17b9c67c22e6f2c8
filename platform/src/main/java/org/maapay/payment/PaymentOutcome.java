package org.maapay.payment;

import java.time.Duration;
import java.time.Instant;
import org.maapay.institution.DeclineReason;
import org.maapay.order.Transition;

/** How paying an order ended. Not knowing is an outcome, not an exception. */
public sealed interface PaymentOutcome {
  /** The institution has the money. */
  record Paid(Instant at) implements PaymentOutcome {}

  /** No money moved, and none will for this attempt; the order stays payable (6.1.1-1). */
  record Declined(DeclineReason reason) implements PaymentOutcome {}

  /** Money may have moved. Nothing may be retried or released until the institution answers. */
  record Unknown(Duration askAgainIn) implements PaymentOutcome {}

  /** The order cannot be paid now; no attempt was made (6.1.1-2). */
  record Refused(Transition.Reason reason) implements PaymentOutcome {}
}
