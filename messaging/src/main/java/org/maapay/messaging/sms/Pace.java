package org.maapay.messaging.sms;

import java.time.Duration;
import java.util.Optional;

/** Spreads what leaves evenly: so many a second, and at most a second's worth in one go. */
final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final long each;
  private long next;

  Pace(int perSecond, long now) {
    this.each = SECOND / perSecond;
    this.next = now - SECOND;
  }

  /**
   * Takes a place.
   *
   * @param now nanoseconds of a clock that only goes forward
   * @return how long to wait for it; empty, and no place taken, if that is over {@code patience}
   */
  synchronized Optional<Duration> place(long now, Duration patience) {
    long earliest = Math.max(next, now - SECOND + each);
    long wait = Math.max(0, earliest - now);
    if (wait > patience.toNanos()) {
      return Optional.empty();
    }
    next = earliest + each;
    return Optional.of(Duration.ofNanos(wait));
  }
}
