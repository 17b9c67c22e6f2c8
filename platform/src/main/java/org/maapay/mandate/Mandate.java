package org.maapay.mandate;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.UserId;
import org.maapay.mandate.MandateState.Active;
import org.maapay.mandate.MandateState.Expired;
import org.maapay.mandate.MandateState.Pending;
import org.maapay.mandate.MandateState.Revoked;

/**
 * A stored mandate. {@code version} grows by one with every stored change.
 *
 * @param signer who signed; stays when it has ended
 * @param method what he chose to pay with
 * @param settled whether what the payer lets the merchant spend is as the state says
 */
public record Mandate(
    MandateNo no,
    AskMandate wish,
    Instant createdAt,
    Instant expiresAt,
    MandateState state,
    @Nullable UserId signer,
    @Nullable String method,
    @Nullable Instant signedAt,
    int version,
    boolean settled) {

  /** The state's name, as it is stored and told. */
  public String status() {
    return switch (state) {
      case Pending _ -> "PENDING";
      case Active _ -> "ACTIVE";
      case Revoked _ -> "REVOKED";
      case Expired _ -> "EXPIRED";
    };
  }

  /** The state's name to whoever looks at {@code now}: what is over is over, noticed or not. */
  public String statusAt(Instant now) {
    return isDue(now) ? "EXPIRED" : status();
  }

  /** Whether the time to sign is over at {@code now} though nobody has noticed. */
  public boolean isDue(Instant now) {
    return state instanceof Pending && !now.isBefore(expiresAt);
  }

  /** When it ended; empty while it is open. */
  public Optional<Instant> endedAt() {
    return switch (state) {
      case Pending _, Active _ -> Optional.empty();
      case Revoked(_, var at) -> Optional.of(at);
      case Expired(var at) -> Optional.of(at);
    };
  }

  /** Who ended it; empty while it is open, and if its time ran out. */
  public Optional<MandateState.Party> endedBy() {
    return state instanceof Revoked(var by, _) ? Optional.of(by) : Optional.empty();
  }
}
