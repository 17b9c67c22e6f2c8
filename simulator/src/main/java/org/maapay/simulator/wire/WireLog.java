package org.maapay.simulator.wire;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.maapay.simulator.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log of exchanges. Who adds one never waits for the database: records are stored in batches by
 * one thread, and when it can't keep up the log loses records rather than slow what it watches.
 */
public final class WireLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WireLog.class);

  /** The newest that are kept, about. */
  static final int KEPT = 20_000;

  private static final int WAITING = 10_000;
  private static final int BATCH = 200;

  private final WireRecords records;
  private final InstantSource clock;
  private final AtomicLong lastId;

  /** What is to be stored; an empty one only wakes who stores. */
  private final BlockingQueue<Optional<WireRecord>> waiting = new ArrayBlockingQueue<>(WAITING);

  private final List<Consumer<WireRecord>> watchers = new CopyOnWriteArrayList<>();
  private final Thread writer;
  private volatile boolean closing;

  /** Opens the log over what was kept before. */
  public WireLog(Database database, InstantSource clock) throws SQLException {
    this.records = new WireRecords(database);
    this.clock = clock;
    this.lastId = new AtomicLong(records.create());
    this.writer = Thread.ofVirtual().name("wire-log").start(this::write);
  }

  /** Adds an exchange that ended now and took {@code took}. */
  public WireRecord add(Exchange exchange, Duration took) {
    return add(exchange, clock.instant().minus(took), took);
  }

  /** Adds an exchange that began at {@code began}, of which somebody else tells. */
  public WireRecord add(Exchange exchange, Instant began, Duration took) {
    var record =
        new WireRecord(
            lastId.incrementAndGet(), began, took.toNanos() / 1000, Redaction.of(exchange));
    if (!waiting.offer(Optional.of(record))) {
      LOG.warn("wire record {} is lost: {} wait to be stored", record.id(), WAITING);
    }
    watchers.forEach(watcher -> watcher.accept(record));
    return record;
  }

  /** Calls {@code watcher} with every record from now on, in the adder's thread, until closed. */
  public Watch watch(Consumer<WireRecord> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** The end of a watch. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * The newest {@code limit} records after {@code id}, newest last. One that was added a moment ago
   * may be missing.
   */
  public List<ObjectNode> after(long id, int limit) throws SQLException {
    return records.after(id, limit);
  }

  /** Stores what waits, and ends. */
  @Override
  public void close() {
    closing = true;
    waiting.offer(Optional.empty());
    try {
      writer.join(Duration.ofSeconds(3));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    var batch = new ArrayList<Optional<WireRecord>>();
    while (!closing || !waiting.isEmpty()) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH - 1);
        store(batch.stream().flatMap(Optional::stream).toList());
      } catch (InterruptedException _) {
        return;
      }
      batch.clear();
    }
  }

  private void store(List<WireRecord> batch) {
    try {
      if (!batch.isEmpty()) {
        records.store(batch, KEPT);
      }
    } catch (SQLException failure) {
      LOG.warn("{} wire records are lost: {}", batch.size(), failure.getMessage());
    }
  }
}
