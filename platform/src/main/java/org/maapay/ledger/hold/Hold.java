package org.maapay.ledger.hold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;

/**
 * A hold as it stands.
 *
 * @param amount what was set aside at first
 * @param posted what was taken of it so far
 * @param subject the number of what it belongs to
 * @param expiresAt when the clock frees what is left; null if never
 */
public record Hold(
    HoldId id,
    AccountId account,
    Money amount,
    Money posted,
    HoldReason reason,
    String subject,
    Instant heldAt,
    @Nullable Instant expiresAt,
    State state) {
  /** How far it is. The stored names are these. */
  public enum State {
    /** Something of it is held. */
    PENDING,
    /** All of it was taken. */
    POSTED,
    /** What was not taken was given free. */
    VOIDED,
    /** What was not taken was freed by the clock. */
    EXPIRED
  }

  /** What is held still. */
  public Money left() {
    return state == State.PENDING ? amount.minus(posted) : Money.ZERO;
  }

  /** Its state at {@code now}: past its end it is over, whether or not the clock's work is done. */
  State at(Instant now) {
    return state == State.PENDING && expiresAt != null && !expiresAt.isAfter(now)
        ? State.EXPIRED
        : state;
  }
}
