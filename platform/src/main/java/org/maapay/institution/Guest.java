package org.maapay.institution;

import org.maapay.kernel.Bucket;
import org.maapay.kernel.UserId;

/**
 * Whoever pays at an institution outside: our books know no user and hold none of his money. There
 * is one guest for each bucket, so that such a payment stays in the bucket of its order.
 */
public final class Guest {
  private static final String NOBODY = "0".repeat(16);

  private Guest() {}

  /** The guest of {@code bucket}. */
  public static UserId of(Bucket bucket) {
    return new UserId("U" + bucket.digits() + NOBODY);
  }
}
