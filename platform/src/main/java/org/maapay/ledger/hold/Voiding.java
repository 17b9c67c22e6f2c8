package org.maapay.ledger.hold;

import org.maapay.kernel.Money;
import org.maapay.ledger.hold.Hold.State;

/** How voiding a hold ended, in order of precedence. */
public sealed interface Voiding {
  /** The same step voided it before; nothing was done now. */
  record Repeated() implements Voiding {}

  /** The number stands for another step of this hold; nothing was done. */
  record Conflicting() implements Voiding {}

  /** There is no such hold. */
  record Missing() implements Voiding {}

  /** The hold is over: posted whole, voided by another step, or past its end. */
  record Ended(State state) implements Voiding {}

  /** What was left is free again. */
  record Voided(Money freed) implements Voiding {}
}
