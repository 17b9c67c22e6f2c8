package org.maapay.database;

import java.time.Duration;

/**
 * A moment after a commit that a few shared, in which more can come. A group costs the database
 * nearly the same whether it holds three or thirty, so that a busy node answers everybody sooner
 * for it; the more came, the longer is waited, for the more will come. Who came alone is not waited
 * after: nothing follows him, or it is not busy. Large groups gather while the one before them
 * runs.
 */
public final class Gathering {
  private static final Duration LEAST = Duration.ofMillis(3);
  private static final Duration MOST = Duration.ofMillis(6);
  private static final Duration FOR_EACH = Duration.ofMillis(1);
  private static final int ENOUGH = 64;

  private Gathering() {}

  /**
   * Waits, if that is worth it.
   *
   * @param shared how many shared the commit that just ended
   */
  public static void after(int shared) throws InterruptedException {
    after(shared, pause(shared));
  }

  /** Waits for {@code pause}, if waiting is worth it. */
  static void after(int shared, Duration pause) throws InterruptedException {
    if (isWorthIt(shared)) {
      Thread.sleep(pause);
    }
  }

  /** How long to gather after {@code shared} where nobody says otherwise. */
  static Duration pause(int shared) {
    var pause = FOR_EACH.multipliedBy(shared);
    if (pause.compareTo(LEAST) < 0) {
      return LEAST;
    }
    return pause.compareTo(MOST) > 0 ? MOST : pause;
  }

  static boolean isWorthIt(int shared) {
    return shared > 1 && shared < ENOUGH;
  }
}
