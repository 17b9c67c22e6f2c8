package org.maapay.mandate;

import org.maapay.kernel.Money;

/** How much may be paid without a password (6.1.2-2): at once, and on one business day. */
public record Limits(Money perPayment, Money perDay) {
  public Limits {
    perPayment.positive();
    if (perDay.compareTo(perPayment) < 0) {
      throw new IllegalArgumentException("a day allows at least one payment");
    }
  }
}
