package org.maapay.edge.http.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of every call (6.3.1-4). Rows are stored by one writer, many in a transaction, after the
 * answer has gone; when the queue is full callers wait, rather than a row being lost. A killed
 * process loses what its writer had not stored yet, a fraction of a second.
 */
public final class InteractionLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InteractionLog.class);
  private static final int QUEUE = 20_000;
  private static final int BATCH = 2_000;

  /** Nobody waits for a row, and one commit for many costs little more than it costs for one. */
  private static final Duration GATHERING = Duration.ofMillis(200);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(QUEUE);
  private final InteractionRows rows = new InteractionRows();
  private final Semaphore hurry = new Semaphore(0);
  private final Database database;
  private final Thread writer;
  private volatile boolean closed;

  /** A row, or the mark behind which somebody waits. */
  private record Entry(@Nullable Interaction row, @Nullable CountDownLatch mark) {}

  /** Opens the log and starts its writer; {@link #close} stores what is left. */
  public InteractionLog(Database database) {
    this.database = database;
    this.writer = Thread.ofPlatform().name("interaction-log").daemon().start(this::run);
  }

  /** Takes a row; it is stored soon. */
  public void add(Interaction interaction) {
    put(new Entry(interaction, null));
    if (queue.size() == BATCH) {
      hurry.release();
    }
  }

  /** Waits until everything added before is stored. */
  public void flush() {
    var mark = new CountDownLatch(1);
    put(new Entry(null, mark));
    hurry.release();
    try {
      mark.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rows that {@code query} asks for, oldest first. */
  public List<Interaction> find(InteractionQuery query) {
    return database.read(tx -> rows.find(tx, query));
  }

  @Override
  public void close() {
    closed = true;
    flush();
    writer.interrupt();
  }

  private void put(Entry entry) {
    try {
      queue.put(entry);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var batch = new ArrayList<Entry>(BATCH);
    while (!closed || !queue.isEmpty()) {
      try {
        batch.add(queue.take());
        gather(batch);
        storeUntilDone(batch.stream().map(Entry::row).filter(row -> row != null).toList());
        batch.stream()
            .map(Entry::mark)
            .filter(mark -> mark != null)
            .forEach(CountDownLatch::countDown);
        batch.clear();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Sleeps through what comes, unless there is enough of it or somebody waits. */
  private void gather(List<Entry> batch) throws InterruptedException {
    boolean _ = hurry.tryAcquire(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
    hurry.drainPermits();
    queue.drainTo(batch, BATCH - batch.size());
  }

  private void storeUntilDone(List<Interaction> batch) throws InterruptedException {
    while (!batch.isEmpty()) {
      try {
        database.run(tx -> rows.add(tx, batch));
        return;
      } catch (DatabaseException e) {
        rows.forget();
        if (isAboutData(e)) {
          storeSingly(batch);
          return;
        }
        LOG.warn("interaction log: {} rows wait, {}", batch.size() + queue.size(), e.getMessage());
        if (closed) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
      }
    }
  }

  /** One row that no database takes, or that is there already, must not keep the others out. */
  private void storeSingly(List<Interaction> batch) {
    for (var row : batch) {
      try {
        database.run(tx -> rows.addOnce(tx, row));
      } catch (DatabaseException e) {
        rows.forget();
        LOG.error("interaction log: incident {} is lost, {}", row.incident(), e.getMessage());
      }
    }
  }

  private static boolean isAboutData(DatabaseException failure) {
    return failure.state().startsWith("22") || failure.state().startsWith("23");
  }
}
