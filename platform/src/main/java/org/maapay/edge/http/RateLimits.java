package org.maapay.edge.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A share of calls per second for each caller on this node (6.3.1-3). What was not used in the last
 * two seconds may be used at once.
 */
public final class RateLimits {
  private static final int BURST_SECONDS = 2;
  private static final int MOST_CALLERS = 100_000;

  private final int perSecond;
  private final InstantSource clock;
  private final Map<String, Share> shares = new ConcurrentHashMap<>();

  private record Share(double left, long atMillis, boolean granted) {}

  /**
   * @param perSecond 0 for no limit
   */
  public RateLimits(int perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Takes one call of {@code caller}'s share; zero if there was one, else when to come again. */
  Duration take(String caller) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    if (shares.size() > MOST_CALLERS) {
      shares.clear();
    }
    var now = clock.millis();
    var after =
        shares.compute(
            caller,
            (_, before) -> {
              var left = before == null ? burst() : refilled(before, now);
              return left >= 1 ? new Share(left - 1, now, true) : new Share(left, now, false);
            });
    return after.granted() ? Duration.ZERO : Duration.ofSeconds(1);
  }

  private double refilled(Share before, long now) {
    var earned = Math.max(0, now - before.atMillis()) * perSecond / 1000.0;
    return Math.min(burst(), before.left() + earned);
  }

  private double burst() {
    return (double) perSecond * BURST_SECONDS;
  }
}
