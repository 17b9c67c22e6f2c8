package org.maapay.posting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sorts what waits into batches, each in the order of its routes, which is the same everywhere. Of
 * entries that share a key one is taken, the others wait for the next batch in the order in which
 * they came.
 */
final class Batch {
  final List<Work.Rows> rows = new ArrayList<>();
  final List<Work.Decided<?>> decisions = new ArrayList<>();

  /** Takes from {@code put} first and leaves there what must wait. */
  static Batch of(Deque<Work.Rows> put, List<Work> come) {
    var batch = new Batch();
    var taken = new HashSet<Object>();
    var before = new ArrayDeque<>(put);
    put.clear();
    before.forEach(rows -> batch.take(rows, taken, put));
    for (var work : come) {
      switch (work) {
        case Work.Rows rows -> batch.take(rows, taken, put);
        case Work.Decided<?> decided -> batch.decisions.add(decided);
      }
    }
    batch.rows.sort(Comparator.comparing(rows -> rows.entry.route()));
    return batch;
  }

  /** The keys of one that waits are taken too, so that nobody overtakes it. */
  private void take(Work.Rows work, Set<Object> taken, Deque<Work.Rows> put) {
    boolean free = work.entry.keys().stream().noneMatch(taken::contains);
    taken.addAll(work.entry.keys());
    if (free) {
      rows.add(work);
    } else {
      put.add(work);
    }
  }
}
