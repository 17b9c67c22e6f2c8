package org.maapay.edge.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of every call (6.3.1-4), written in batches behind the callers' backs. When the database
 * is slower than the calls, callers wait rather than calls go unlogged.
 */
public final class InteractionLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InteractionLog.class);
  private static final int MOST_WAITING = 20_000;
  private static final int MOST_IN_BATCH = 1_000;
  private static final long GATHER_MILLIS = 100;
  private static final String INSERT =
      """
      INSERT INTO interaction (at, incident, interface, method, path, party, key_id, address,
        status, code, micros, body_sha256, subject)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final Database database;
  private final BlockingQueue<Interaction> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  private volatile boolean closed;

  public InteractionLog(Database database) {
    this.database = database;
    this.writer = Thread.ofPlatform().name("interaction-log").daemon().start(this::write);
  }

  void add(Interaction interaction) {
    try {
      waiting.put(interaction);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The newest calls, newest first, up to {@code most}, that came after {@code after}. */
  public List<Interaction> after(Instant after, int most) {
    return database.read(tx -> read(tx, after, most));
  }

  /** Writes what waits and stops. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    while (!closed || !waiting.isEmpty()) {
      try {
        var first = waiting.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          Thread.sleep(closed ? 0 : GATHER_MILLIS);
          store(first);
        }
      } catch (InterruptedException e) {
        closed = true;
      } catch (DatabaseException e) {
        LOG.error("calls could not be logged: {}", e.getMessage());
      }
    }
  }

  private void store(Interaction first) {
    var batch = new ArrayList<Interaction>();
    batch.add(first);
    waiting.drainTo(batch, MOST_IN_BATCH - 1);
    database.run(tx -> insert(tx, batch));
  }

  private static void insert(Connection tx, List<Interaction> batch) throws SQLException {
    try (var insert = tx.prepareStatement(INSERT)) {
      for (var call : batch) {
        insert.setTimestamp(1, Timestamp.from(call.at()));
        insert.setString(2, call.incident());
        insert.setString(3, call.name());
        insert.setString(4, call.method());
        insert.setString(5, call.path());
        insert.setString(6, call.party());
        insert.setString(7, call.keyId());
        insert.setString(8, call.address());
        insert.setInt(9, call.status());
        insert.setString(10, call.code());
        insert.setLong(11, call.micros());
        insert.setBytes(12, HexFormat.of().parseHex(call.bodySha256()));
        insert.setString(13, call.subject());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<Interaction> read(Connection tx, Instant after, int most)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT at, incident, interface, method, path, party, key_id, address, status, code,
                   micros, body_sha256, subject
              FROM interaction WHERE at > ? ORDER BY at DESC LIMIT ?
            """)) {
      query.setTimestamp(1, Timestamp.from(after));
      query.setInt(2, most);
      var calls = new ArrayList<Interaction>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          calls.add(
              new Interaction(
                  row.getTimestamp(1).toInstant(),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8),
                  row.getInt(9),
                  row.getString(10),
                  row.getLong(11),
                  HexFormat.of().formatHex(row.getBytes(12)),
                  row.getString(13)));
        }
      }
      return calls;
    }
  }
}
