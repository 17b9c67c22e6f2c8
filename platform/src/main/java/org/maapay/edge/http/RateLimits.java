package org.maapay.edge.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Token buckets per caller and per address, kept by this node (6.3.1-3). The least recently seen
 * are forgotten first, which can only be kind to them.
 */
final class RateLimits {
  private static final int REMEMBERED = 100_000;

  private final Rate rate;
  private final InstantSource clock;
  private final SequencedMap<String, Tokens> buckets = new LinkedHashMap<>(64, 0.75f, true);

  private record Tokens(double left, Instant at) {}

  RateLimits(Rate rate, InstantSource clock) {
    this.rate = rate;
    this.clock = clock;
  }

  /** Takes one token of {@code who}; zero, or how long he has to wait for the next. */
  Duration take(String who) {
    var now = clock.instant();
    synchronized (buckets) {
      var before = buckets.getOrDefault(who, new Tokens(rate.burst(), now));
      var seconds = Math.max(0, Duration.between(before.at(), now).toNanos() / 1e9);
      var left = Math.min(rate.burst(), before.left() + seconds * rate.perSecond());
      boolean granted = left >= 1;
      buckets.put(who, new Tokens(granted ? left - 1 : left, now));
      if (buckets.size() > REMEMBERED) {
        buckets.pollFirstEntry();
      }
      return granted
          ? Duration.ZERO
          : Duration.ofNanos((long) Math.ceil((1 - left) / rate.perSecond() * 1e9));
    }
  }
}
