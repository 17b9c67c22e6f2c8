package org.maapay.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to. */
public final class TickingClock implements InstantSource {
  private volatile Instant now;

  public TickingClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void tick(Duration by) {
    now = now.plus(by);
  }
}
