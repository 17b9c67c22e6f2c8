package org.maapay.edge.http;

import java.security.SecureRandom;
import java.time.InstantSource;

/** Numbers under which a call stands in the log and its caller may ask about it. */
final class Incidents {
  private static final char[] LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int BITS = 5;
  private static final int OF_TIME = 9;
  private static final int LENGTH = 14;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;

  Incidents(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Fourteen letters and digits that are not mistaken for one another. They begin with the time in
   * milliseconds: rows that are stored together then lie together in the index, too.
   */
  String next() {
    var text = new char[LENGTH];
    long time = clock.millis();
    for (int i = OF_TIME - 1; i >= 0; i--) {
      text[i] = LETTERS[(int) (time & 31)];
      time >>>= BITS;
    }
    int chance = random.nextInt();
    for (int i = OF_TIME; i < LENGTH; i++) {
      text[i] = LETTERS[chance & 31];
      chance >>>= BITS;
    }
    return new String(text);
  }
}
