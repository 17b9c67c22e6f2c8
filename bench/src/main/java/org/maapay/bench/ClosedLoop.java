package org.maapay.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Clients who each do one item after the other, as fast as they are answered. */
final class ClosedLoop {
  /** Nobody who was sent away comes back at once. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Item item;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger paid = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private volatile Queue<Duration> times = new ConcurrentLinkedQueue<>();

  /** What is done again and again. */
  interface Item {
    /** Does number {@code number}; whatever was not to be expected is an exception. */
    Ending run(int number) throws IOException;
  }

  /** How an item is expected to end. */
  enum Ending {
    PAID,
    /** The payer has not that much money. */
    REFUSED
  }

  /** How the items ended until now. */
  record Count(int paid, int refused, int failed) {}

  ClosedLoop(Item item) {
    this.item = item;
  }

  /** Lets {@code clients} work while {@code meanwhile} runs, and waits for what they began. */
  void run(int clients, Runnable meanwhile) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        threads.execute(this::work);
      }
      try {
        meanwhile.run();
      } finally {
        ended.set(true);
      }
    }
  }

  Count count() {
    return new Count(paid.get(), refused.get(), failed.get());
  }

  /** Begins to measure anew; answers how long the paid ones took until now. */
  Queue<Duration> lap() {
    var before = times;
    times = new ConcurrentLinkedQueue<>();
    return before;
  }

  private void work() {
    while (!ended.get()) {
      var begun = System.nanoTime();
      try {
        switch (item.run(numbers.getAndIncrement())) {
          case PAID -> {
            paid.incrementAndGet();
            times.add(Duration.ofNanos(System.nanoTime() - begun));
          }
          case REFUSED -> refused.incrementAndGet();
        }
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }
  }

  private void fail(Exception failure) {
    if (failed.getAndIncrement() == 0) {
      System.err.println("bench: the first failure: " + failure);
    }
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
