package org.maapay.kernel;

import java.time.Instant;

/**
 * The platform's number for a payment order (appendix C, {@code payOrderNo}): 31 digits, made of
 * the business day, the bucket of the merchant, the time of day to the millisecond and ten digits
 * of a {@link Numbering}. It sorts by day and says where the order lives.
 */
public record PayOrderNo(String value) {
  private static final int LENGTH = 31;

  public PayOrderNo {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a payment order number");
    }
  }

  /** A new number for an order of the merchant who lives in {@code bucket}. */
  public static PayOrderNo next(Bucket bucket, Instant at, Numbering numbering) {
    return new PayOrderNo(TimedNumber.next(bucket, at, numbering));
  }

  /** Whether {@code text} has the form of one. */
  public static boolean isOne(String text) {
    return text.length() == LENGTH && Digits.all(text) && TimedNumber.hasBucket(text);
  }

  /** Where the order lives. */
  public Bucket bucket() {
    return Bucket.ofDigits(value, 8);
  }
}
