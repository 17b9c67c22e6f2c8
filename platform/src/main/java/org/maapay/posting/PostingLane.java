package org.maapay.posting;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;

/**
 * Posts for a set of buckets, by a few writers, each with a batch of its own under way. Writers who
 * meet at an account wait for each other, for the length of a commit.
 */
public final class PostingLane implements AutoCloseable {
  private static final int FIRST = 0;

  private final Queues queues;
  private final List<LaneWriter> writers;

  /**
   * @param committed called after each commit, from a writer's thread; it must return at once
   */
  public PostingLane(String name, Database database, int writers, Runnable committed) {
    this(name, false, database, writers, committed);
  }

  PostingLane(String name, boolean apart, Database database, int writers, Runnable committed) {
    queues = new Queues(writers, apart);
    var made = new ArrayList<LaneWriter>();
    for (int i = 0; i < writers; i++) {
      made.add(new LaneWriter(name, i, queues, apart, database, committed));
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
    var work = new Work.Rows(entry);
    queues.add(entry.route().writer(writers.size()), work);
    return Work.join(work.answer);
  }

  /** Runs {@code decision} and returns its answer after it is committed; see {@link #post}. */
  public <T> T submit(Decision<T> decision) {
    var work = new Work.Decided<>(decision);
    queues.add(FIRST, work);
    return Work.join(work.answer);
  }

  /** How much waits for the writers. */
  int waiting() {
    return queues.waiting();
  }

  /** Finishes what waits and stops. */
  @Override
  public void close() {
    queues.close();
    writers.forEach(LaneWriter::close);
  }
}
