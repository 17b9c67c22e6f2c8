package org.maapay.edge.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;

/**
 * The nonces that were used, across nodes and restarts (6.3.2-2). Those of many requests are stored
 * in one commit; a request goes on only when its own is stored.
 */
public final class Nonces implements AutoCloseable {
  private static final long SPAN_SECONDS = 600;
  private static final int SLOTS = 4;
  private static final int BATCH = 500;
  private static final String STORE =
      """
      INSERT INTO nonce (key_id, created_span, nonce, slot)
      SELECT k, s, n, s % 4
        FROM unnest(?::text[], ?::bigint[], ?::text[]) AS t (k, s, n)
       ORDER BY k, s, n
      ON CONFLICT DO NOTHING
      RETURNING key_id, created_span, nonce
      """;

  private final Database database;
  private final InstantSource clock;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(20_000);
  private final Thread writer;
  private volatile boolean closed;

  private record Used(String keyId, long span, String nonce) {}

  private record Waiting(Used used, CompletableFuture<Boolean> isFirst) {}

  /**
   * Opens the store and starts its writer.
   *
   * @param clock the wall clock, by which signatures are fresh or stale
   */
  public Nonces(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.writer = Thread.ofVirtual().name("nonces").start(this::run);
  }

  /**
   * Stores a nonce.
   *
   * @return false if the same key used it before within the same ten minutes of {@code created}
   */
  boolean use(String keyId, Instant created, String nonce) {
    var waiting =
        new Waiting(
            new Used(keyId, Math.floorDiv(created.getEpochSecond(), SPAN_SECONDS), nonce),
            new CompletableFuture<>());
    try {
      queue.put(waiting);
      if (closed) {
        refuseAll();
      }
      return waiting.isFirst().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DatabaseException failure
          ? failure
          : new IllegalStateException("nonce not stored", e);
    }
  }

  /**
   * Empties the slot that no acceptable request can fall into any more. Call it every few minutes;
   * a late call only means larger tables.
   */
  public void purge() {
    long next = Math.floorDiv(clock.instant().getEpochSecond(), SPAN_SECONDS) + 2;
    int slot = Math.floorMod(next, SLOTS);
    database.run(tx -> {
      try (var statement = tx.createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '2s'");
        try (var row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM nonce_" + slot + ")")) {
          row.next();
          if (!row.getBoolean(1)) {
            return;
          }
        }
        statement.execute("TRUNCATE nonce_" + slot);
      }
    });
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    refuseAll();
  }

  private void refuseAll() {
    for (var waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
      waiting.isFirst().completeExceptionally(new IllegalStateException("closed"));
    }
  }

  private void run() {
    var batch = new ArrayList<Waiting>(BATCH);
    while (!closed) {
      try {
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
      } catch (InterruptedException e) {
        return;
      }
      decide(batch);
      batch.clear();
    }
  }

  /** Whatever fails here fails the requests that wait, and never the writer. */
  private void decide(List<Waiting> batch) {
    try {
      var fresh = store(batch);
      // Of two equal ones in a batch the first to come takes it.
      batch.forEach(waiting -> waiting.isFirst().complete(fresh.remove(waiting.used())));
    } catch (RuntimeException e) {
      batch.forEach(waiting -> waiting.isFirst().completeExceptionally(e));
    }
  }

  private Set<Used> store(List<Waiting> batch) {
    return database.read(tx -> store(tx, batch.stream().map(Waiting::used).toList()));
  }

  private static Set<Used> store(Connection tx, List<Used> batch) throws SQLException {
    try (var insert = tx.prepareStatement(STORE)) {
      insert.setArray(1, tx.createArrayOf("text", batch.stream().map(Used::keyId).toArray()));
      insert.setArray(2, tx.createArrayOf("bigint", batch.stream().map(Used::span).toArray()));
      insert.setArray(3, tx.createArrayOf("text", batch.stream().map(Used::nonce).toArray()));
      var stored = new HashSet<Used>();
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          stored.add(new Used(rows.getString(1), rows.getLong(2), rows.getString(3)));
        }
      }
      return stored;
    }
  }
}
