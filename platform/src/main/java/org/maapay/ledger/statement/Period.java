package org.maapay.ledger.statement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From {@code from} up to and without {@code to}, to the microsecond; periods that touch share
 * nothing. Both may be the same: a moment, and what was posted before it.
 */
public record Period(Instant from, Instant to) {
  public Period {
    from = from.truncatedTo(ChronoUnit.MICROS);
    to = to.truncatedTo(ChronoUnit.MICROS);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("a period does not end before it begins");
    }
  }

  /** Nothing but {@code at}. */
  public static Period at(Instant at) {
    return new Period(at, at);
  }
}
