package org.maapay.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.database.Gathering;
import org.maapay.database.Held;
import org.maapay.posting.Work.Decided;
import org.maapay.posting.Work.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes. What arrives while a commit runs is taken together and shares the next
 * commit; what arrives alone is committed at once, and small groups gather for a moment. Entries go
 * through the posting function, one call a batch; decisions run their own statements in one
 * transaction. If a batch fails it is halved, so that only the work at fault fails; what lost a
 * race, or whose commit was not answered, is run again.
 */
final class LaneWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWriter.class);
  private static final int MOST_IN_BATCH = 1000;
  private static final int MOST_AGAIN = 3;
  private static final Gathering GATHERING =
      Gathering.growing(Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(6));

  private final boolean apart;
  private final Database database;
  private final Held held;
  private final Queues queues;
  private final int number;
  private final Deque<Rows> put = new ArrayDeque<>();
  private final Runnable committed;
  private final Thread writer;

  /**
   * @param number its queue among {@code queues}, from 0
   * @param apart whether a call of the posting function holds entries of one bucket alone
   * @param committed called after each commit, from the writer's thread; it must return at once
   */
  LaneWriter(
      String name,
      int number,
      Queues queues,
      boolean apart,
      Database database,
      Runnable committed) {
    this.number = number;
    this.queues = queues;
    this.apart = apart;
    this.database = database;
    this.held = database.held();
    this.committed = committed;
    this.writer = Thread.ofPlatform().name("posting-" + name + "-" + number).start(this::write);
  }

  /** Waits until it has finished what waits, and has stopped; its queues must be closed before. */
  @Override
  public void close() {
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    for (var come = next(); !come.isEmpty() || !put.isEmpty(); come = next()) {
      var batch = Batch.of(put, come);
      postAll(batch.rows);
      decide(batch.decisions, MOST_AGAIN);
      gather(batch.rows.size());
    }
    held.close();
  }

  private void gather(int shared) {
    try {
      GATHERING.after(queues.isClosed() ? 0 : shared);
    } catch (InterruptedException e) {
      queues.close();
    }
  }

  private List<Work> next() {
    int most = Math.max(1, MOST_IN_BATCH - put.size());
    try {
      return put.isEmpty() ? queues.take(number, most) : queues.poll(number, most);
    } catch (InterruptedException e) {
      queues.close();
      return queues.poll(number, most);
    }
  }

  private void postAll(List<Rows> batch) {
    if (!apart) {
      post(batch, MOST_AGAIN, false);
      return;
    }
    var buckets = new LinkedHashMap<Integer, List<Rows>>();
    for (var work : batch) {
      try {
        buckets.computeIfAbsent(work.entry.bucket(), _ -> new ArrayList<>()).add(work);
      } catch (IllegalStateException e) {
        work.fail(e);
      }
    }
    buckets.values().forEach(one -> post(one, MOST_AGAIN, false));
  }

  private List<Verdict> call(Connection tx, List<Entry> entries, boolean careful)
      throws SQLException {
    return apart
        ? PostBatch.post(tx, entries.getFirst().bucket(), entries, careful)
        : PostBatch.post(tx, entries, careful);
  }

  /**
   * Posts {@code batch} in one commit; what only bad luck stopped is run {@code again} times more.
   */
  private void post(List<Rows> batch, int again, boolean careful) {
    if (batch.isEmpty()) {
      return;
    }
    List<Verdict> verdicts;
    try {
      var entries = batch.stream().map(it -> it.entry).toList(); // In the order of their routes.
      verdicts = held.read(tx -> call(tx, entries, careful));
    } catch (DatabaseException e) {
      postAfter(e, batch, again);
      return;
    } catch (RuntimeException | Error e) {
      halve(batch, e, half -> post(half, MOST_AGAIN, half.size() == 1));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).end(verdicts.get(i));
    }
    tell();
  }

  private void postAfter(DatabaseException failure, List<Rows> batch, int again) {
    boolean single = batch.size() == 1;
    if (single && Verdict.isLate(failure.state())) {
      batch.getFirst().end(Verdict.late(failure.state()));
    } else if (again > 0 && (failure.isOutage() || (single && failure.isTransient()))) {
      batch.forEach(Rows::ranAndNobodyKnows);
      post(batch, again - 1, single);
    } else if (failure.isOutage()) {
      batch.forEach(work -> work.fail(failure));
    } else {
      halve(batch, failure, half -> post(half, MOST_AGAIN, half.size() == 1));
    }
  }

  /** Runs {@code batch} in one transaction; see {@link #post}. */
  private void decide(List<Decided<?>> batch, int again) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      database.run(tx -> {
        for (var work : batch) {
          work.decide(tx);
        }
      });
    } catch (DatabaseException e) {
      if (again > 0 && (e.isOutage() || (e.isTransient() && batch.size() == 1))) {
        decide(batch, again - 1);
      } else if (e.isOutage()) {
        batch.forEach(work -> work.fail(e));
      } else {
        halve(batch, e, half -> decide(half, MOST_AGAIN));
      }
      return;
    } catch (RuntimeException | Error e) {
      halve(batch, e, half -> decide(half, MOST_AGAIN));
      return;
    }
    batch.forEach(Decided::end);
    tell();
  }

  /** What to do with each half of a batch. */
  @FunctionalInterface
  private interface Again<W> {
    void with(List<W> half);
  }

  private static <W extends Work> void halve(List<W> batch, Throwable failure, Again<W> again) {
    if (batch.size() == 1) {
      batch.getFirst().fail(failure);
      return;
    }
    var half = batch.size() / 2;
    again.with(batch.subList(0, half));
    again.with(batch.subList(half, batch.size()));
  }

  private void tell() {
    try {
      committed.run();
    } catch (RuntimeException e) {
      LOG.error("a commit was not told on", e);
    }
  }
}
