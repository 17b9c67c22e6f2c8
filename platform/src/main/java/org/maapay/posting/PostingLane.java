package org.maapay.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer for a set of buckets. Decisions that arrive while a commit runs are taken together and
 * share the next commit; one that arrives alone is committed at once. If a batch fails it is
 * halved, so that only the decision at fault fails; one that lost a race, or whose commit was not
 * answered, is run again.
 */
public final class PostingLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostingLane.class);
  private static final int MOST_IN_BATCH = 256;
  private static final int MOST_WAITING = 4096;
  private static final int MOST_AGAIN = 3;

  /** Wakes the writer when the lane closes. */
  private static final Item<?> LAST = new Item<>(_ -> true);

  private final Database database;
  private final BlockingQueue<Item<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Runnable committed;
  private final Thread writer;
  private volatile boolean closed;

  /**
   * @param committed called after each commit, from the writer's thread; it must return at once
   */
  public PostingLane(String name, Database database, Runnable committed) {
    this.database = database;
    this.committed = committed;
    this.writer = Thread.ofPlatform().name("posting-" + name).start(this::write);
  }

  /**
   * Runs {@code decision} and returns its answer after it is committed.
   *
   * @throws DatabaseException if it could not be committed, or nobody knows whether it was: ask
   *     again with the same keys
   * @throws RejectedExecutionException if too many wait already; nothing was done
   */
  public <T> T submit(Decision<T> decision) {
    var item = new Item<>(decision);
    if (closed || !waiting.offer(item)) {
      throw new RejectedExecutionException("the posting lane is full or closed");
    }
    if (closed && waiting.remove(item)) { // The writer may have gone without seeing it.
      throw new RejectedExecutionException("the posting lane is closed");
    }
    try {
      return item.answer.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  /** How many decisions wait for the writer. */
  int waiting() {
    return waiting.size();
  }

  /** Finishes what waits and stops. */
  @Override
  public void close() {
    closed = true;
    var _ = waiting.offer(LAST); // If there is no room, the writer is awake.
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
      batch.remove(LAST);
      commit(batch, MOST_AGAIN);
    }
  }

  private List<Item<?>> nextBatch() {
    var batch = new ArrayList<Item<?>>();
    try {
      if (!closed) {
        batch.add(waiting.take());
      }
    } catch (InterruptedException e) {
      closed = true;
    }
    waiting.drainTo(batch, MOST_IN_BATCH - batch.size());
    return batch;
  }

  /** Commits {@code batch}; what only bad luck stopped is run up to {@code again} times more. */
  private void commit(List<Item<?>> batch, int again) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      database.run(tx -> {
        for (var item : batch) {
          item.decide(tx);
        }
      });
    } catch (DatabaseException e) {
      if (again > 0 && (e.isOutage() || (e.isTransient() && batch.size() == 1))) {
        commit(batch, again - 1);
      } else if (e.isOutage()) {
        batch.forEach(item -> item.fail(e));
      } else {
        split(batch, e);
      }
      return;
    } catch (RuntimeException | Error e) {
      split(batch, e);
      return;
    }
    batch.forEach(Item::succeed);
    tell();
  }

  private void split(List<Item<?>> batch, Throwable failure) {
    if (batch.size() == 1) {
      batch.getFirst().fail(failure);
      return;
    }
    var half = batch.size() / 2;
    commit(batch.subList(0, half), MOST_AGAIN);
    commit(batch.subList(half, batch.size()), MOST_AGAIN);
  }

  private void tell() {
    try {
      committed.run();
    } catch (RuntimeException e) {
      LOG.error("a commit was not told on", e);
    }
  }

  private static final class Item<T> {
    private final Decision<T> decision;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile T decided;

    @SuppressWarnings("NullAway.Init")
    Item(Decision<T> decision) {
      this.decision = decision;
    }

    void decide(Connection tx) throws SQLException {
      decided = decision.decide(tx);
    }

    void succeed() {
      answer.complete(decided);
    }

    void fail(Throwable failure) {
      answer.completeExceptionally(failure);
    }
  }
}
