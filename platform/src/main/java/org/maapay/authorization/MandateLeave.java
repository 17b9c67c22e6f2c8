package org.maapay.authorization;

import org.maapay.mandate.Limits;
import org.maapay.mandate.Reservation;

/** Whether a payer may spend without typing anything, because he signed a mandate. */
public sealed interface MandateLeave {
  /**
   * He may, this once.
   *
   * @param method what he chose to pay with when he signed
   */
  record Given(Granted granted, Limits limits, String method) implements MandateLeave {}

  /** He may not; nothing was counted. */
  record Withheld(Reservation why) implements MandateLeave {}
}
