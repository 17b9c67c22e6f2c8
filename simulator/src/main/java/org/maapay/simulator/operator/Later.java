package org.maapay.simulator.operator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts things after a while, each on a virtual thread of its own. */
public final class Later implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("later").factory());

  public void after(Duration pause, Runnable task) {
    try {
      var _ =
          timer.schedule(
              () -> Thread.startVirtualThread(task), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // everything ends at this moment
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
