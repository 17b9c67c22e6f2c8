package org.maapay.posting;

import java.util.Set;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;

/**
 * Where an entry is written and where in a batch. It goes to the writer of its home, so that those
 * whose rows stand side by side share a commit, and the writers do not wait for each other's
 * merchants. A batch goes by payer, in one order everywhere: writers who meet at an account wait
 * for each other and never in a circle.
 *
 * @param home the bucket of its first row: an order's is its merchant's
 * @param payer the bucket of the account that pays, or of the keys where none does
 * @param within the place there
 */
record Route(int home, int payer, long within) implements Comparable<Route> {
  static Route of(int home, AccountId payer) {
    return new Route(home, payer.bucket().value(), payer.value());
  }

  /** By the first of {@code keys}, whichever that is: the same keys have the same first. */
  static Route of(int home, Set<Object> keys) {
    int hash = keys.isEmpty() ? 0 : keys.iterator().next().hashCode();
    return new Route(home, (hash ^ hash >>> 16) & (Bucket.COUNT - 1), hash);
  }

  /** Which of {@code writers} it is dealt to, from 0. */
  int writer(int writers) {
    return home * writers / Bucket.COUNT;
  }

  @Override
  public int compareTo(Route other) {
    int order = Integer.compare(payer, other.payer);
    return order != 0 ? order : Long.compare(within, other.within);
  }
}
