package org.maapay.kernel;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** The common form of order and refund numbers: day, bucket, time of day, ten random digits. */
final class TimedNumber {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS");

  private TimedNumber() {}

  static String next(Bucket bucket, Instant at, RandomGenerator random) {
    var local = at.atZone(BusinessDay.ZONE);
    return DAY.format(local) + bucket.digits() + TIME.format(local) + Digits.random(random, 10);
  }

  static boolean hasBucket(String number) {
    return Integer.parseInt(number, 8, 12, 10) < Bucket.COUNT;
  }
}
