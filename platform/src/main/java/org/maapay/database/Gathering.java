package org.maapay.database;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * A moment after a commit that a few shared, in which more can come. A group costs the database
 * nearly the same whether it holds three or thirty, so that a busy node answers everybody sooner
 * for it. Who came alone is not waited after: nothing follows him, or it is not busy. Large groups
 * gather while the one before them runs.
 */
public final class Gathering {
  private static final int ENOUGH = 64;

  private final IntFunction<Duration> moment;

  private Gathering(IntFunction<Duration> moment) {
    this.moment = moment;
  }

  /** The same moment after every small group. */
  public static Gathering of(Duration moment) {
    return new Gathering(_ -> moment);
  }

  /**
   * Twice the moment where many come at once, since larger groups serve everybody sooner there.
   *
   * @param busy from so many on
   */
  public static Gathering doubling(Duration moment, int busy) {
    var twice = moment.multipliedBy(2);
    return new Gathering(shared -> shared < busy ? moment : twice);
  }

  /** So long for each who came, within bounds: the more came, the more will come. */
  public static Gathering growing(Duration forEach, Duration least, Duration most) {
    return new Gathering(shared -> {
      var moment = forEach.multipliedBy(shared);
      if (moment.compareTo(least) < 0) {
        return least;
      }
      return moment.compareTo(most) > 0 ? most : moment;
    });
  }

  /**
   * Waits, if that is worth it.
   *
   * @param shared how many shared the commit that just ended
   */
  public void after(int shared) throws InterruptedException {
    if (isWorthIt(shared)) {
      Thread.sleep(moment(shared));
    }
  }

  Duration moment(int shared) {
    return moment.apply(shared);
  }

  static boolean isWorthIt(int shared) {
    return shared > 1 && shared < ENOUGH;
  }
}
