package org.maapay.mandate;

/** How asking for a mandate ended. */
public sealed interface Asking {
  /** Stored now; the user may sign. */
  record Asked(Mandate mandate) implements Asking {}

  /** Stored before with the same contents; {@code mandate} is as it stands now. */
  record Replayed(Mandate mandate) implements Asking {}

  /** The merchant used this number before for something else. */
  record Conflicting() implements Asking {}

  /** Another mandate of this merchant and this payer is open. */
  record Existing() implements Asking {}
}
