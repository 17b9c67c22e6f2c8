package org.maapay.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How many requests there were in the running stretch of time, in this node's memory: a rule
 * against spam need not survive a restart, and costs a payment nothing.
 */
final class RequestCounts {
  private static final int REMEMBERED = 200_000;

  private final SequencedMap<String, Stretch> stretches = new LinkedHashMap<>(64, 0.75f, true);

  private record Stretch(Instant from, int count) {}

  /** What counts in the stretch of {@code length} that holds {@code now}. */
  synchronized int count(String key, Duration length, Instant now) {
    var stretch = stretches.get(key);
    return stretch == null || isOver(stretch, length, now) ? 0 : stretch.count();
  }

  synchronized void add(String key, Duration length, Instant now) {
    var stretch = stretches.get(key);
    stretches.put(
        key,
        stretch == null || isOver(stretch, length, now)
            ? new Stretch(now, 1)
            : new Stretch(stretch.from(), stretch.count() + 1));
    if (stretches.size() > REMEMBERED) {
      stretches.pollFirstEntry();
    }
  }

  private static boolean isOver(Stretch stretch, Duration length, Instant now) {
    return !now.isBefore(stretch.from().plus(length));
  }
}
