package org.maapay.ledger.hold;

import org.maapay.kernel.Money;
import org.maapay.ledger.hold.Hold.State;

/** How posting a part of a hold ended, in order of precedence. */
public sealed interface PartPosting {
  /** The same part was posted before; nothing was done now. */
  record Repeated() implements PartPosting {}

  /** The number stands for another step of this hold; nothing was done. */
  record Conflicting() implements PartPosting {}

  /** There is no such hold. */
  record Missing() implements PartPosting {}

  /** The hold is over: posted whole, voided, or past its end. Nothing was done. */
  record Ended(State state) implements PartPosting {}

  /** No more than {@code left} is held still; nothing was done. */
  record TooMuch(Money left) implements PartPosting {}

  /** The part has left the account; {@code left} is held still, zero after the last part. */
  record Posted(Money left) implements PartPosting {}
}
