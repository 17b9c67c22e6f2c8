package org.maapay.kernel;

import java.util.random.RandomGenerator;

/** A ledger account's number: the bucket in the top bits, so that it says where it lives. */
public record AccountId(long value) {
  private static final int SHIFT = 48;

  public AccountId {
    if (value < 0 || (value >>> SHIFT) >= Bucket.COUNT) {
      throw new IllegalArgumentException("not an account number");
    }
  }

  /** A new number in {@code bucket} for the account of a user or merchant. */
  public static AccountId random(Bucket bucket, RandomGenerator random) {
    return new AccountId(
        ((long) bucket.value() << SHIFT) | (random.nextLong(1L << 40) + (1L << 40)));
  }

  /** The account of the user with number {@code user}: whoever knows the one knows the other. */
  static AccountId of(UserId user) {
    long digits = Long.parseLong(user.value(), 5, user.value().length(), 10);
    return new AccountId(
        ((long) user.bucket().value() << SHIFT) | (digits % (1L << 40) + (1L << 40)));
  }

  /** The one account in {@code bucket} with a small fixed {@code number} below 1,000. */
  public static AccountId fixed(Bucket bucket, int number) {
    return new AccountId(((long) bucket.value() << SHIFT) | number);
  }

  /** Where the account lives. */
  public Bucket bucket() {
    return new Bucket((int) (value >>> SHIFT));
  }
}
