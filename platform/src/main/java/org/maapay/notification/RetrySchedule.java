package org.maapay.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a callback that was not accepted is sent again: sixteen tries over 24 h 4 m. */
final class RetrySchedule {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30),
          Duration.ofMinutes(60),
          Duration.ofHours(3),
          Duration.ofHours(3),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(6));

  private RetrySchedule() {}

  /** When to try again after {@code attempts} failures; empty if it is given up. */
  static Optional<Instant> next(int attempts, Instant now) {
    return attempts <= PAUSES.size()
        ? Optional.of(now.plus(PAUSES.get(attempts - 1)))
        : Optional.empty();
  }
}
