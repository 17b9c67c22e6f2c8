package org.maapay.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The last ten digits of the platform's numbers. One numbering gives none twice before it has given
 * all ten billion: it goes through them in steps that share no factor with their count, from a
 * start that, like the step, is drawn. So numbers of one process differ within a millisecond
 * whatever happens, those of two are as unlikely to meet as random ones, and no two of them say how
 * many lie between.
 */
public final class Numbering {
  static final int DIGITS = 10;
  private static final long ALL = 10_000_000_000L;

  private final long step;
  private final AtomicLong next;

  public Numbering(RandomGenerator random) {
    this.next = new AtomicLong(random.nextLong(ALL));
    this.step = step(random);
  }

  private static long step(RandomGenerator random) {
    long drawn = random.nextLong(ALL);
    while (drawn % 2 == 0 || drawn % 5 == 0) {
      drawn = random.nextLong(ALL);
    }
    return drawn;
  }

  String digits() {
    var digits = Long.toString(next.getAndUpdate(last -> (last + step) % ALL));
    return "0".repeat(DIGITS - digits.length()) + digits;
  }
}
