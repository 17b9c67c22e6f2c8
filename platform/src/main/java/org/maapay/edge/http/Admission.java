package org.maapay.edge.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests a node works on at once, over all its interfaces. One too many waits a moment
 * in line and is then sent away: a rush makes a node refuse some, never all of them late, and its
 * memory is bounded.
 */
public final class Admission {
  private final Semaphore places;
  private final Duration patience;

  /**
   * Opens the door.
   *
   * @param atOnce how many are let in; a few for each connection to the database is enough
   * @param patience how long one waits for a place
   */
  public Admission(int atOnce, Duration patience) {
    this.places = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /** Waits for a place; whoever got one gives it back by {@link #leave}. */
  boolean enter() {
    try {
      return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave() {
    places.release();
  }
}
