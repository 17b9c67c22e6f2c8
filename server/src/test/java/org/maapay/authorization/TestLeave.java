package org.maapay.authorization;

import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;

/** Hands out leave to pay in tests that are not about proving who pays. */
public final class TestLeave {
  private TestLeave() {}

  public static Granted to(UserId payer, Money amount, String purpose) {
    return new Granted(payer, amount, purpose);
  }
}
