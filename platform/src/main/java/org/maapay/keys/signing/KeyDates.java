package org.maapay.keys.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.maapay.signature.VerificationKey.State;

/** Questions about the dates of keys. */
final class KeyDates {
  private KeyDates() {}

  static Predicate<PartyKey> countsAt(Instant now) {
    return key ->
        (key.state() == State.ACTIVE || key.state() == State.RETIRING)
            && key.validity().notAfter().isAfter(now);
  }

  static KeyAlarm alarm(String keyId, String owner, Instant notAfter, Instant now) {
    var left = Duration.between(now, notAfter);
    int mark =
        left.compareTo(Duration.ofDays(1)) <= 0
            ? 1
            : left.compareTo(Duration.ofDays(7)) <= 0 ? 7 : 30;
    return new KeyAlarm(keyId, owner, notAfter, mark);
  }
}
