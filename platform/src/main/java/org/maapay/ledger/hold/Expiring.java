package org.maapay.ledger.hold;

import java.time.Instant;
import org.maapay.kernel.Money;
import org.maapay.ledger.hold.Hold.State;

/** How the clock's look at a hold ended, in order of precedence. */
public sealed interface Expiring {
  /** There is no such hold. */
  record Missing() implements Expiring {}

  /** The clock freed it before; nothing was done now. */
  record Repeated() implements Expiring {}

  /** It was posted whole or voided; nothing was done. */
  record Ended(State state) implements Expiring {}

  /** It is one that the clock never frees. */
  record Endless() implements Expiring {}

  /** Its end is not reached. */
  record NotYet(Instant end) implements Expiring {}

  /** What was left is free again. */
  record Expired(Money freed) implements Expiring {}
}
