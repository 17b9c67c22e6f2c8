package org.maapay.ledger.hold;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;

/**
 * Wish to set money of an account aside.
 *
 * @param client the caller's number for the hold, for ever
 * @param subject the number of what it belongs to; transfers of its parts carry it
 * @param expiresAt its end, to the microsecond; null exactly for reasons that have none
 */
public record PlaceHold(
    UUID client,
    AccountId account,
    Money amount,
    HoldReason reason,
    String subject,
    @Nullable Instant expiresAt) {
  public PlaceHold {
    amount.positive();
    if (reason.ends() != (expiresAt != null)) {
      throw new IllegalArgumentException("a hold for " + reason + " has an end or none, always");
    }
    expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The hold's number. */
  public HoldId id() {
    return HoldId.of(account, client);
  }

  boolean isSameAs(Hold hold) {
    return hold.account().equals(account)
        && hold.amount().equals(amount)
        && hold.reason() == reason
        && hold.subject().equals(subject)
        && (expiresAt == null ? hold.expiresAt() == null : expiresAt.equals(hold.expiresAt()));
  }
}
