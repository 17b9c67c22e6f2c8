package org.maapay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to, also between two looks at it. */
public final class TestClock implements InstantSource {
  private Instant now;
  private int looks;
  private Duration leap = Duration.ZERO;

  public TestClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public synchronized Instant instant() {
    var shown = now;
    if (looks > 0 && --looks == 0) {
      now = now.plus(leap);
    }
    return shown;
  }

  public synchronized void tick(Duration by) {
    now = now.plus(by);
  }

  /** Moves on by {@code by} after it was looked at {@code looks} times more. */
  public synchronized void tickAfter(int looks, Duration by) {
    this.looks = looks;
    this.leap = by;
  }
}
