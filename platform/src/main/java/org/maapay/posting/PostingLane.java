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
 * share the next commit; one that arrives alone is committed at once. If the batch fails, each of
 * its decisions is run again by itself, so that only the one at fault fails.
 */
public final class PostingLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostingLane.class);
  private static final int MOST_IN_BATCH = 256;
  private static final int MOST_WAITING = 4096;

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
    try {
      return item.answer.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case DatabaseException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  /** Finishes what waits and stops. */
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    while (true) {
      var batch = nextBatch();
      if (batch.isEmpty()) {
        return;
      }
      commit(batch);
    }
  }

  private List<Item<?>> nextBatch() {
    var batch = new ArrayList<Item<?>>();
    try {
      if (!closed) {
        batch.add(waiting.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("posting lane closes");
    }
    waiting.drainTo(batch, MOST_IN_BATCH - batch.size());
    return batch;
  }

  private void commit(List<Item<?>> batch) {
    try {
      database.run(
          tx -> {
            for (var item : batch) {
              item.decide(tx);
            }
          });
      batch.forEach(Item::succeed);
      committed.run();
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.getFirst().answer.completeExceptionally(e);
      } else {
        batch.forEach(item -> commit(List.of(item)));
      }
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
  }
}
