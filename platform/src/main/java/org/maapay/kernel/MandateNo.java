package org.maapay.kernel;

import java.time.Instant;

/**
 * The platform's number for a mandate: the same 31 digits that a {@link PayOrderNo} has, with the
 * bucket of the merchant who asked for it.
 */
public record MandateNo(String value) {
  public MandateNo {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a mandate number");
    }
  }

  /** A new number for a mandate with the merchant who lives in {@code bucket}. */
  public static MandateNo next(Bucket bucket, Instant at, Numbering numbering) {
    return new MandateNo(TimedNumber.next(bucket, at, numbering));
  }

  /** Whether {@code text} has the form of one. */
  public static boolean isOne(String text) {
    return PayOrderNo.isOne(text);
  }

  /** Where the mandate lives as the merchant knows it; the payer's allowance lives with him. */
  public Bucket bucket() {
    return Bucket.ofDigits(value, 8);
  }

  /** The number as the subject of facts, which are kept in order by it. */
  public PayOrderNo asSubject() {
    return new PayOrderNo(value);
  }

  /** The mandate that a fact's subject names. */
  public static MandateNo ofSubject(PayOrderNo subject) {
    return new MandateNo(subject.value());
  }
}
