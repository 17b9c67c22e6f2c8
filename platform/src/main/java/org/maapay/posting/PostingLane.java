package org.maapay.posting;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;

/**
 * Posts for a set of buckets, by a few writers, each with a batch of its own under way. Whatever
 * takes from one account has one writer; only accounts that receive meet, for the length of a
 * commit.
 */
public final class PostingLane implements AutoCloseable {
  private final List<LaneWriter> writers;

  /**
   * @param committed called after each commit, from a writer's thread; it must return at once
   */
  public PostingLane(String name, Database database, int writers, Runnable committed) {
    this(name, false, database, writers, committed);
  }

  PostingLane(String name, boolean apart, Database database, int writers, Runnable committed) {
    var made = new ArrayList<LaneWriter>();
    for (int i = 0; i < writers; i++) {
      made.add(new LaneWriter(name + "-" + i, apart, database, committed));
    }
    this.writers = List.copyOf(made);
  }

  /**
   * Posts {@code entry} and returns what became of it after that is committed.
   *
   * @throws DatabaseException if it could not be committed, or nobody knows whether it was: ask
   *     again with the same keys
   * @throws RejectedExecutionException if too many wait already; nothing was done
   */
  public Posted post(Entry entry) {
    return writers.get(entry.route().writer(writers.size())).post(entry);
  }

  /** Runs {@code decision} and returns its answer after it is committed; see {@link #post}. */
  public <T> T submit(Decision<T> decision) {
    return writers.getFirst().submit(decision);
  }

  /** How much waits for the writers. */
  int waiting() {
    return writers.stream().mapToInt(LaneWriter::waiting).sum();
  }

  /** Finishes what waits and stops. */
  @Override
  public void close() {
    writers.forEach(LaneWriter::close);
  }
}
