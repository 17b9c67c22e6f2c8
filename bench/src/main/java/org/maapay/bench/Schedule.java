package org.maapay.bench;

import java.time.Duration;

/**
 * When each of many requests is due, however long the earlier ones take: evenly spaced, so that a
 * slow server gets no mercy and every delay is counted.
 *
 * @param perSecond how many fall due in a second
 * @param warmUp how long the first of them are sent and not counted
 * @param counted how long the others are sent
 */
record Schedule(int perSecond, Duration warmUp, Duration counted) {
  Schedule {
    if (perSecond < 1 || counted.isNegative() || warmUp.isNegative()) {
      throw new IllegalArgumentException("not a schedule");
    }
  }

  /** How many there are in all. */
  int size() {
    return Math.toIntExact(perSecond * warmUp.plus(counted).toMillis() / 1_000);
  }

  /** When number {@code index} is due, from the start, in nanoseconds. */
  long dueNanos(int index) {
    return index * 1_000_000_000L / perSecond;
  }

  boolean isCounted(int index) {
    return dueNanos(index) >= warmUp.toNanos();
  }
}
