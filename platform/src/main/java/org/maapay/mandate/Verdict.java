package org.maapay.mandate;

import org.jspecify.annotations.Nullable;

/**
 * How a password-free order was answered.
 *
 * @param limits of the mandate that paid or could have paid
 */
public record Verdict(Outcome outcome, @Nullable Limits limits) {
  /**
   * What became of the debit. The stored names are among these; the merchant is told those below.
   */
  public enum Outcome {
    DEBITED,
    /** Counted and begun; nobody knows yet. */
    PROCESSING,
    NO_MANDATE,
    LIMIT_PER_PAYMENT,
    LIMIT_PER_DAY,
    INSUFFICIENT_FUNDS,
    /** The institution or the bank refused. */
    DECLINED,
    /** Nothing was debited without a password, and nothing will be. */
    NOT_DEBITED
  }

  /** The reason to tell while the order is unpaid (6.1.2). */
  public String fallback() {
    return switch (outcome) {
      case DEBITED, PROCESSING, NOT_DEBITED -> Outcome.NOT_DEBITED.name();
      case NO_MANDATE, LIMIT_PER_PAYMENT, LIMIT_PER_DAY, INSUFFICIENT_FUNDS, DECLINED ->
          outcome.name();
    };
  }
}
