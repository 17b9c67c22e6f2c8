package org.maapay.ledger.hold;

import java.util.UUID;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;

/**
 * Wish to take {@code amount} of a hold for {@code to}; there may be more such parts.
 *
 * @param client the caller's number for this part, for ever; no other step of the hold has it
 */
public record PostHold(HoldId hold, UUID client, Money amount, AccountId to) {
  public PostHold {
    amount.positive();
    if (client.equals(hold.value())) {
      throw new IllegalArgumentException("a step has a number of its own, not the hold's");
    }
  }
}
