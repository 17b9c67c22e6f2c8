package org.maapay.ledger.statement;

import java.time.Instant;
import org.maapay.kernel.Money;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.TransferId;

/**
 * One entry of a statement.
 *
 * @param change below zero if the money went
 * @param subject the number of what it moved for
 */
public record StatementLine(
    Instant at, TransferId id, Money change, Purpose purpose, String subject) {
  /** Where the next page begins. */
  public LineKey key() {
    return new LineKey(at, id);
  }
}
