package org.maapay.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/** Measured times, sorted. A percentile is a time that was measured, never one in between. */
final class Latencies {
  private final long[] nanos;

  private Latencies(long[] nanos) {
    this.nanos = nanos;
  }

  static Latencies of(Collection<Duration> times) {
    var nanos = times.stream().mapToLong(Duration::toNanos).toArray();
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    Arrays.sort(nanos);
    return new Latencies(nanos);
  }

  int count() {
    return nanos.length;
  }

  /**
   * The least measured time that at least {@code percent} of all do not exceed, in milliseconds.
   *
   * @param percent above 0, at most 100
   */
  double percentileMillis(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("not a percentage: " + percent);
    }
    var rank = (int) Math.ceil(nanos.length * percent / 100);
    return Math.round(nanos[Math.max(rank, 1) - 1] / 1_000.0) / 1_000.0;
  }
}
