package org.maapay.posting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.AccountId;

/**
 * What one decision writes, all or nothing, as rows of {@link Sheet}s. Guards travel with the rows:
 * the version an order must still have, the account that must hold enough.
 */
public final class Entry {
  private final List<Line<?>> lines;
  private final Set<Object> keys;
  private final Route route;

  private Entry(List<Line<?>> lines, Set<Object> keys, Route route) {
    this.lines = lines;
    this.keys = keys;
    this.route = route;
  }

  /** One row, to be written to its sheet. */
  record Line<R>(Sheet<R> sheet, R row) {
    int bucket() {
      return sheet.bucket(row);
    }
  }

  /**
   * The bucket of all its rows.
   *
   * @throws IllegalStateException if they lie in several
   */
  int bucket() {
    var buckets = lines.stream().map(Line::bucket).distinct().toList();
    if (buckets.size() != 1) {
      throw new IllegalStateException("an entry of one bucket names " + buckets);
    }
    return buckets.getFirst();
  }

  public static Builder builder() {
    return new Builder();
  }

  List<Line<?>> lines() {
    return lines;
  }

  /** Of two entries with a key in common only one is in a batch. */
  Set<Object> keys() {
    return keys;
  }

  /** Where it is written, and where in a batch. */
  Route route() {
    return route;
  }

  /** Collects rows. */
  public static final class Builder {
    private final List<Line<?>> lines = new ArrayList<>();
    private final Set<Object> keys = new HashSet<>();
    private @Nullable AccountId payer;

    private Builder() {}

    public <R> Builder add(Sheet<R> sheet, R row) {
      lines.add(new Line<>(sheet, row));
      return this;
    }

    /** Names the account that pays. */
    public Builder from(AccountId account) {
      payer = account;
      return alone(account);
    }

    /** Names what else the guards look at: an order that is changed, a number that is claimed. */
    public Builder alone(Object key) {
      keys.add(key);
      return this;
    }

    public Entry build() {
      int home = lines.isEmpty() ? 0 : lines.getFirst().bucket();
      var route = payer != null ? Route.of(home, payer) : Route.of(home, keys);
      return new Entry(List.copyOf(lines), Set.copyOf(keys), route);
    }
  }
}
