package org.maapay.kernel;

import java.time.Instant;

/** The common form of order and refund numbers: day, bucket, time of day, ten digits more. */
final class TimedNumber {

  private TimedNumber() {}

  static String next(Bucket bucket, Instant at, Numbering numbering) {
    var local = at.atZone(BusinessDay.ZONE);
    var number = new StringBuilder(31);
    append(number, local.getYear(), 4);
    append(number, local.getMonthValue(), 2);
    append(number, local.getDayOfMonth(), 2);
    number.append(bucket.digits());
    append(number, local.getHour(), 2);
    append(number, local.getMinute(), 2);
    append(number, local.getSecond(), 2);
    append(number, local.getNano() / 1_000_000, 3);
    return number.append(numbering.digits()).toString();
  }

  private static void append(StringBuilder number, int value, int width) {
    var digits = Integer.toString(value);
    number.repeat('0', width - digits.length()).append(digits);
  }

  static boolean hasBucket(String number) {
    return Integer.parseInt(number, 8, 12, 10) < Bucket.COUNT;
  }
}
