package org.maapay.kernel;

import java.time.Instant;

/**
 * The platform's number for a refund (appendix C, {@code refundOrderNo}): {@code R} and the same 31
 * digits that a {@link PayOrderNo} has, with the bucket of the merchant.
 */
public record RefundOrderNo(String value) {
  public RefundOrderNo {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a refund number");
    }
  }

  /** A new number for a refund by the merchant who lives in {@code bucket}. */
  public static RefundOrderNo next(Bucket bucket, Instant at, Numbering numbering) {
    return new RefundOrderNo("R" + TimedNumber.next(bucket, at, numbering));
  }

  /** Whether {@code text} has the form of one. */
  public static boolean isOne(String text) {
    return text.length() == 32
        && text.charAt(0) == 'R'
        && Digits.all(text.substring(1))
        && TimedNumber.hasBucket(text.substring(1));
  }

  /** Where the refund lives: with its order. */
  public Bucket bucket() {
    return Bucket.ofDigits(value, 9);
  }
}
