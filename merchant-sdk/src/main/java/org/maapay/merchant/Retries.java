package org.maapay.merchant;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a call is repeated when nobody answered it, and with what pauses. Every repetition has
 * the same numbers and a fresh nonce.
 *
 * @param attempts including the first
 * @param firstPause doubled each time, and shortened by chance so that callers spread
 * @param longestPause also the longest that the platform may ask for before the call is given up
 */
public record Retries(int attempts, Duration firstPause, Duration longestPause) {
  public static final Retries DEFAULT =
      new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(10));
  public static final Retries NONE = new Retries(1, Duration.ZERO, Duration.ZERO);

  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt");
    }
  }

  /** Returns the pause after the attempt with this number, or empty to give up. */
  Optional<Duration> pauseAfter(int attempt, Optional<Duration> asked) {
    if (attempt >= attempts
        || asked.filter(pause -> pause.compareTo(longestPause) > 0).isPresent()) {
      return Optional.empty();
    }
    long most =
        Math.min(longestPause.toMillis(), firstPause.toMillis() << Math.min(attempt - 1, 16));
    var chance = Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    return Optional.of(asked.filter(pause -> pause.compareTo(chance) > 0).orElse(chance));
  }

  /** Waits; tests don't. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }
}
