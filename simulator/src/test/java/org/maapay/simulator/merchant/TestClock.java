package org.maapay.simulator.merchant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves when it is told to. */
final class TestClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T04:00:00Z"));

  @Override
  public Instant instant() {
    return now.get();
  }

  void tick(Duration by) {
    now.updateAndGet(then -> then.plus(by));
  }
}
