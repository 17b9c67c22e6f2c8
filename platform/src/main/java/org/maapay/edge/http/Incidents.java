package org.maapay.edge.http;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers under which a call stands in the log and its caller may ask about it. */
final class Incidents {
  private static final char[] LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int BITS = 5;
  private static final int OF_TIME = 9;
  private static final int OF_ORIGIN = 2;
  private static final int OF_COUNT = 3;

  private final int origin = new SecureRandom().nextInt();
  private final AtomicInteger count = new AtomicInteger();
  private final InstantSource clock;

  Incidents(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Fourteen letters and digits that are not mistaken for one another: the time in milliseconds,
   * who made them, and a count. Rows that are stored together so lie together in the index, too.
   */
  String next() {
    var text = new StringBuilder(OF_TIME + OF_ORIGIN + OF_COUNT);
    append(text, clock.millis(), OF_TIME);
    append(text, origin, OF_ORIGIN);
    append(text, count.getAndIncrement(), OF_COUNT);
    return text.toString();
  }

  private static void append(StringBuilder text, long value, int letters) {
    for (int i = letters - 1; i >= 0; i--) {
      text.append(LETTERS[(int) (value >>> (i * BITS)) & 31]);
    }
  }
}
