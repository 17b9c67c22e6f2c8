package org.maapay.kernel;

import java.math.BigDecimal;

/**
 * An amount of renminbi, held as a whole number of fen (0.01 yuan). It may be negative only as an
 * intermediate result; what crosses the edge or reaches the ledger is checked by {@link #positive}.
 */
public record Money(long fen) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  /**
   * Reads an amount in yuan as the wire carries it (appendix C, {@code orderAmount}).
   *
   * @throws ArithmeticException if it has more than two decimals or does not fit in a long
   */
  public static Money ofYuan(BigDecimal yuan) {
    return new Money(yuan.movePointRight(2).longValueExact());
  }

  /** Adds, and fails rather than wrap around. */
  public Money plus(Money other) {
    return new Money(Math.addExact(fen, other.fen));
  }

  /** Subtracts, and fails rather than wrap around. */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(fen, other.fen));
  }

  /** Returns this amount if it is at least one fen. */
  public Money positive() {
    if (fen <= 0) {
      throw new IllegalArgumentException("amount must be at least 1 fen, was " + fen);
    }
    return this;
  }

  /** The amount in yuan with exactly two decimals. */
  public BigDecimal toYuan() {
    return BigDecimal.valueOf(fen, 2);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(fen, other.fen);
  }

  /** The amount in yuan with two decimals and no sign of the currency: {@code 12.50}. */
  @Override
  public String toString() {
    return toYuan().toPlainString();
  }
}
