package org.maapay.authorization;

import org.jspecify.annotations.NullMarked;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;

/** Stands for payers who have proved who they are, where a figure is about what comes after. */
@NullMarked
public final class ProvenPayer {
  private ProvenPayer() {}

  public static Granted leave(UserId payer, Money amount, String purpose) {
    return new Granted(payer, amount, purpose);
  }
}
