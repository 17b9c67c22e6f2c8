package org.maapay.kernel;

import java.util.random.RandomGenerator;

/** Decimal digits inside the platform's numbers. */
final class Digits {
  private static final int DIGITS_OF_A_DRAW = 16;
  private static final long DRAW = 10_000_000_000_000_000L;

  private Digits() {}

  static String random(RandomGenerator random, int count) {
    var digits = new char[count];
    long left = 0;
    for (int i = 0; i < count; i++) {
      if (i % DIGITS_OF_A_DRAW == 0) { // One draw of a secure source costs as much as the rest.
        left = random.nextLong(DRAW);
      }
      digits[i] = (char) ('0' + left % 10);
      left /= 10;
    }
    return new String(digits);
  }

  static boolean all(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
