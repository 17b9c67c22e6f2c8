package org.maapay.messaging.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What callbacks are held against.
 *
 * @param window how far a timestamp may be from now, either way
 */
public record UplinkChecks(NonceStore nonces, InstantSource clock, Duration window) {
  public UplinkChecks(NonceStore nonces, InstantSource clock) {
    this(nonces, clock, Duration.ofMinutes(5));
  }

  public boolean timely(Instant at) {
    return Duration.between(at, clock.instant()).abs().compareTo(window) <= 0;
  }
}
