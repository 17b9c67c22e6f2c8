package org.maapay.kernel;

import java.util.random.RandomGenerator;

/** Decimal digits inside the platform's numbers. */
final class Digits {
  private Digits() {}

  static String random(RandomGenerator random, int count) {
    var digits = new char[count];
    for (int i = 0; i < count; i++) {
      digits[i] = (char) ('0' + random.nextInt(10));
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
