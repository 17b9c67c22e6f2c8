package org.maapay.posting;

import java.util.Set;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;

/**
 * The place of an entry among all others: whatever takes from one account has one place, and so has
 * whatever changes one order and moves no money. Places are dealt to the writers in ranges of
 * buckets, so that each writer works on its own part of what is stored by bucket.
 */
record Route(int bucket, long within) implements Comparable<Route> {
  private static final Route ANY = new Route(0, 0);

  static Route of(AccountId payer) {
    return new Route(payer.bucket().value(), payer.value());
  }

  /** By the first of {@code keys}, whichever that is: the same keys have the same first. */
  static Route of(Set<Object> keys) {
    return keys.isEmpty() ? ANY : of(keys.iterator().next().hashCode());
  }

  private static Route of(int hash) {
    return new Route((hash ^ hash >>> 16) & (Bucket.COUNT - 1), hash);
  }

  /** Which of {@code writers} it is dealt to, from 0. */
  int writer(int writers) {
    return bucket * writers / Bucket.COUNT;
  }

  @Override
  public int compareTo(Route other) {
    int order = Integer.compare(bucket, other.bucket);
    return order != 0 ? order : Long.compare(within, other.within);
  }
}
