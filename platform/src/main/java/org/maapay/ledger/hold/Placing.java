package org.maapay.ledger.hold;

/** How placing a hold ended, in order of precedence. */
public sealed interface Placing {
  /** The same hold was placed before, and stands like this today; nothing was done now. */
  record Repeated(Hold hold) implements Placing {}

  /** The number stands for another hold; nothing was done. */
  record Conflicting() implements Placing {}

  /** The hold's end has passed already; nothing was done. */
  record TooLate() implements Placing {}

  /** The account has less that is free; nothing was done. */
  record Insufficient() implements Placing {}

  /** The money is set aside. */
  record Placed(Hold hold) implements Placing {}
}
