package org.maapay.bench.posting;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long many things took, counted in steps of a hundredth of a millisecond up to ten seconds.
 */
final class Times {
  private static final long STEP_NANOS = 10_000;
  private static final int STEPS = 1_000_000;

  private final AtomicLongArray counts = new AtomicLongArray(STEPS);

  void add(long nanos) {
    counts.incrementAndGet((int) Math.min(nanos / STEP_NANOS, STEPS - 1));
  }

  /** The time in milliseconds that {@code percent} of all do not exceed. */
  double percentileMillis(double percent) {
    long all = 0;
    for (int i = 0; i < STEPS; i++) {
      all += counts.get(i);
    }
    long rank = Math.max(1, (long) Math.ceil(all * percent / 100));
    long seen = 0;
    for (int i = 0; i < STEPS; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        return (i + 1) * STEP_NANOS / 1e6;
      }
    }
    return 0;
  }
}
