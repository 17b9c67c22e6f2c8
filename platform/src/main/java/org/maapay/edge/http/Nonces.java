package org.maapay.edge.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import org.maapay.database.Columns;
import org.maapay.database.Database;
import org.maapay.database.SharedCommit;

/**
 * The nonces that were used, across nodes and restarts (6.3.2-2). Those of many requests are stored
 * in one commit; a request goes on only when its own is stored.
 */
public final class Nonces {
  private static final long SPAN_SECONDS = 600;
  private static final int SLOTS = 4;
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
  private final SharedCommit<Used, Boolean> uses;

  private record Used(String keyId, long span, String nonce) {}

  /**
   * Opens the store.
   *
   * @param clock the wall clock, by which signatures are fresh or stale
   */
  public Nonces(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.uses = new SharedCommit<>(database, used -> used, Nonces::store);
  }

  /**
   * Stores a nonce, and commits.
   *
   * @return false if the same key used it before within the same ten minutes of {@code created}
   */
  boolean use(String keyId, Instant created, String nonce) {
    return uses.ask(new Used(keyId, Math.floorDiv(created.getEpochSecond(), SPAN_SECONDS), nonce));
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

  private static List<Boolean> store(Connection tx, List<Used> batch) throws SQLException {
    try (var insert = tx.prepareStatement(STORE)) {
      var columns = new Columns<>(tx, batch);
      insert.setArray(1, columns.texts(Used::keyId));
      insert.setArray(2, columns.bigints(Used::span));
      insert.setArray(3, columns.texts(Used::nonce));
      var stored = new HashSet<Used>();
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          stored.add(new Used(rows.getString(1), rows.getLong(2), rows.getString(3)));
        }
      }
      return batch.stream().map(stored::contains).toList();
    }
  }
}
