package org.maapay.institution;

import java.time.Instant;
import java.util.List;
import org.maapay.ledger.Movement;

/** What an institution answered. */
public sealed interface InstitutionReply {
  /**
   * The money moves by {@code movements} in our own books, which the caller commits together with
   * what it means; {@code receipt} names it to people.
   */
  record Booked(List<Movement> movements, String receipt, Instant at) implements InstitutionReply {}

  /** No money moved, and none will for this number. */
  record Declined(DeclineReason reason) implements InstitutionReply {}

  /** Money may have moved. Nothing may be retried or released until the institution answers. */
  record Unknown() implements InstitutionReply {}
}
