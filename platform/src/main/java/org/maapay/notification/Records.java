package org.maapay.notification;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.notification.Notices.Ended;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how attempts to deliver ended: those that end while a commit runs share the next. */
final class Records implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Records.class);
  private static final int MOST = 500;
  private static final long IDLE_MILLIS = 100;

  private final Database database;
  private final Notices notices;
  private final InstantSource clock;
  private final BlockingQueue<Ended> waiting = new LinkedBlockingQueue<>();
  private final Thread writer;
  private volatile boolean closed;

  Records(Database database, Notices notices, InstantSource clock) {
    this.database = database;
    this.notices = notices;
    this.clock = clock;
    this.writer = Thread.ofPlatform().name("notice-records").daemon().start(this::write);
  }

  void add(Ended ended) {
    waiting.add(ended);
  }

  /** Writes what waits and stops. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    while (!closed || !waiting.isEmpty()) {
      var batch = next();
      if (!batch.isEmpty()) {
        store(batch);
      }
    }
  }

  private List<Ended> next() {
    var batch = new ArrayList<Ended>();
    try {
      var first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        waiting.drainTo(batch, MOST - 1);
      }
    } catch (InterruptedException e) {
      closed = true;
    }
    return batch;
  }

  /** Of two attempts of one callback the second waits for the next batch. */
  private void store(List<Ended> batch) {
    var once = new LinkedHashMap<UUID, Ended>();
    for (var ended : batch) {
      if (once.putIfAbsent(ended.notice().id(), ended) != null) {
        waiting.add(ended);
      }
    }
    try {
      var now = clock.instant();
      database.run(tx -> notices.record(tx, List.copyOf(once.values()), now));
    } catch (DatabaseException e) {
      // The leases run out and they are sent again: at least once is what was promised.
      LOG.warn("{} callbacks were sent but not recorded: {}", once.size(), e.state());
    }
  }
}
