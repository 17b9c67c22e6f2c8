package org.maapay.authorization;

import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;

/**
 * Leave for one payer to spend one amount on one payee. Only {@link Authorization} makes one, after
 * the payer proved himself, so that whoever holds it need not ask again.
 */
public final class Granted {
  private final UserId payer;
  private final Money amount;
  private final String purpose;

  Granted(UserId payer, Money amount, String purpose) {
    this.payer = payer;
    this.amount = amount;
    this.purpose = purpose;
  }

  public UserId payer() {
    return payer;
  }

  public Money amount() {
    return amount;
  }

  /** The number of what may be paid. */
  public String purpose() {
    return purpose;
  }
}
