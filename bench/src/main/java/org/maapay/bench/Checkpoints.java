package org.maapay.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Makes the database write its dirty pages while it is measured, as it does in any long run. */
public final class Checkpoints {
  private static final List<Duration> AT = List.of(Duration.ofSeconds(10), Duration.ofSeconds(35));

  private Checkpoints() {}

  /** Lets {@code measured} pass from {@code begun} on, with the checkpoints that fall into it. */
  public static void passing(long begun, Duration measured, Runnable checkpoint) {
    for (var at : AT) {
      if (at.compareTo(measured) < 0) {
        waitUntil(begun + at.toNanos());
        Thread.ofVirtual().start(checkpoint);
      }
    }
    waitUntil(begun + measured.toNanos());
  }

  private static void waitUntil(long nanos) {
    for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
