package org.maapay.mandate;

import java.time.Instant;
import org.maapay.kernel.UserId;

/** What may happen to a mandate. */
public sealed interface MandateEvent {
  /** The user signs with his payment password; {@code method} is what will be debited. */
  record Sign(UserId user, String method, Instant at) implements MandateEvent {}

  record Revoke(MandateState.Party by, Instant at) implements MandateEvent {}

  /** The time to sign is over. */
  record Expire(Instant at) implements MandateEvent {}
}
