package org.maapay.ledger.hold;

import java.util.UUID;

/**
 * Wish to give free what is left of a hold.
 *
 * @param client the caller's number for this step, for ever; no other step of the hold has it
 */
public record VoidHold(HoldId hold, UUID client) {
  public VoidHold {
    if (client.equals(hold.value())) {
      throw new IllegalArgumentException("a step has a number of its own, not the hold's");
    }
  }
}
