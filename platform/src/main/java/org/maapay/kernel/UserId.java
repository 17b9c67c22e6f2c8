package org.maapay.kernel;

import java.util.random.RandomGenerator;

/** The institution's number for a user: {@code U}, four digits of bucket, sixteen random digits. */
public record UserId(String value) {
  public UserId {
    if (value.length() != 21
        || value.charAt(0) != 'U'
        || !Digits.all(value.substring(1))
        || Integer.parseInt(value, 1, 5, 10) >= Bucket.COUNT) {
      throw new IllegalArgumentException("not a user id");
    }
  }

  /** A new number; its bucket is as random as the rest. */
  public static UserId random(RandomGenerator random) {
    var tail = Digits.random(random, 16);
    return new UserId("U" + Bucket.of(tail).digits() + tail);
  }

  /** The account that holds this user's balance. Two numbers of one bucket may lead to the same. */
  public AccountId account() {
    return AccountId.of(this);
  }

  /** Where this user's account lives. */
  public Bucket bucket() {
    return Bucket.ofDigits(value, 1);
  }
}
