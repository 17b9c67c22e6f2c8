package org.maapay.merchant;

import java.math.BigDecimal;

/**
 * An amount of renminbi in yuan with two decimals, as appendix C carries it. Never negative, never
 * rounded.
 */
public record Amount(BigDecimal yuan) implements Comparable<Amount> {

  /**
   * Checks the amount and gives it two decimals.
   *
   * @throws ArithmeticException if it is negative or finer than a fen
   */
  public Amount {
    if (yuan.signum() < 0 || yuan.precision() - yuan.scale() > 16) {
      throw new ArithmeticException("not an amount");
    }
    yuan = yuan.setScale(2);
  }

  public static Amount ofYuan(BigDecimal yuan) {
    return new Amount(yuan);
  }

  public static Amount ofYuan(String yuan) {
    return new Amount(new BigDecimal(yuan));
  }

  public static Amount ofFen(long fen) {
    return new Amount(BigDecimal.valueOf(fen, 2));
  }

  public long fen() {
    return yuan.movePointRight(2).longValueExact();
  }

  @Override
  public int compareTo(Amount other) {
    return yuan.compareTo(other.yuan);
  }

  /** Returns the amount in yuan, such as {@code 12.50}. */
  @Override
  public String toString() {
    return yuan.toPlainString();
  }
}
