package org.maapay.posting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one decision writes, all or nothing, as rows of {@link Sheet}s. Guards travel with the rows:
 * the version an order must still have, the account that must hold enough.
 */
public final class Entry {
  private final List<Line<?>> lines;
  private final Set<Object> keys;

  private Entry(List<Line<?>> lines, Set<Object> keys) {
    this.lines = lines;
    this.keys = keys;
  }

  /** One row, to be written to its sheet. */
  record Line<R>(Sheet<R> sheet, R row) {}

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

  /** Collects rows. */
  public static final class Builder {
    private final List<Line<?>> lines = new ArrayList<>();
    private final Set<Object> keys = new HashSet<>();

    private Builder() {}

    public <R> Builder add(Sheet<R> sheet, R row) {
      lines.add(new Line<>(sheet, row));
      return this;
    }

    /** Names what the guards look at: an account that pays, an order that is changed. */
    public Builder alone(Object key) {
      keys.add(key);
      return this;
    }

    public Entry build() {
      return new Entry(List.copyOf(lines), Set.copyOf(keys));
    }
  }
}
