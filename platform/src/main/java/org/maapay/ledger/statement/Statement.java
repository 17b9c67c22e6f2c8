package org.maapay.ledger.statement;

import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.AccountKind;

/** What the books answer when asked for a statement, in order of precedence. */
public sealed interface Statement {
  /** The account was never opened, or is one without a statement of its own. */
  record Missing() implements Statement {}

  /** The period ends in the future, of which no book can tell. */
  record Ahead() implements Statement {}

  /**
   * How the account stood.
   *
   * @param opening its balance when the period began: credits minus debits, held money included
   * @param in what came in the period; {@code opening + in - out = closing}
   * @param out what went in the period
   * @param closing its balance when the period ended
   * @param held what of {@code closing} was held then
   */
  record Stated(
      AccountId account,
      AccountKind kind,
      Period period,
      Money opening,
      Money in,
      Money out,
      Money closing,
      Money held)
      implements Statement {
    /** What could be spent when the period ended. */
    public Money free() {
      return closing.minus(held);
    }
  }
}
