package org.maapay.keypad;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Columns;

/** The stored tickets and sessions. Every method joins the caller's transaction. */
final class KeypadRows {
  /** The unique mark of the ticket lets one through, on whichever node. */
  private static final String ADD =
      """
      INSERT INTO keypad_session (ticket_hash, sid, state, expires_at)
      SELECT t, i, s, e
        FROM unnest(?::bytea[], ?::text[], ?::bytea[], ?::timestamptz[]) AS a (t, i, s, e)
       ORDER BY t
      ON CONFLICT (ticket_hash) DO NOTHING RETURNING sid
      """;

  /**
   * The row's lock lets one through: who comes later finds it used and the secrets gone. The names
   * stand in each condition, so that the rows are found by them however small the table was when
   * the plan was made.
   */
  private static final String TAKE =
      """
      UPDATE keypad_session row SET used_at = wanted.at, state = NULL
        FROM unnest(?::text[], ?::timestamptz[]) AS wanted (sid, at)
       WHERE row.sid = wanted.sid AND row.sid = ANY (?::text[]) AND row.used_at IS NULL
      RETURNING row.sid, old.state, row.expires_at
      """;

  /** A session to be stored, and the hash of the ticket that it uses up. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Addition(byte[] ticket, String sid, byte[] state, Instant expiresAt) {}

  /** A session to be used up. */
  record Take(String sid, Instant at) {}

  /** A row that was taken for its single use. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Taken(byte @Nullable [] sealed, Instant expiresAt) {}

  /** Which were stored; the others' tickets were used before. */
  List<Boolean> add(Connection tx, List<Addition> all) throws SQLException {
    try (var insert = tx.prepareStatement(ADD)) {
      var columns = new Columns<>(tx, all);
      insert.setArray(1, columns.octets(Addition::ticket));
      insert.setArray(2, columns.texts(Addition::sid));
      insert.setArray(3, columns.octets(Addition::state));
      insert.setArray(4, columns.instants(Addition::expiresAt));
      var stored = new HashSet<String>();
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          stored.add(rows.getString(1));
        }
      }
      return all.stream().map(one -> stored.contains(one.sid())).toList();
    }
  }

  /** What each held; empty for those used before or unknown. */
  List<Optional<Taken>> take(Connection tx, List<Take> all) throws SQLException {
    try (var update = tx.prepareStatement(TAKE)) {
      // In one order everywhere, so that two nodes never wait for each other.
      var sorted = all.stream().sorted(Comparator.comparing(Take::sid)).toList();
      var columns = new Columns<>(tx, sorted);
      var names = columns.texts(Take::sid);
      update.setArray(1, names);
      update.setArray(2, columns.instants(Take::at));
      update.setArray(3, names);
      var taken = new HashMap<String, Taken>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          taken.put(row.getString(1), new Taken(row.getBytes(2), row.getTimestamp(3).toInstant()));
        }
      }
      return all.stream().map(one -> Optional.ofNullable(taken.get(one.sid()))).toList();
    }
  }

  boolean hasSession(Connection tx, String sid) throws SQLException {
    return exists(tx, "SELECT 1 FROM keypad_session WHERE sid = ?", sid);
  }

  /** What each of the open ones holds. */
  Map<String, byte[]> states(Connection tx, List<String> sids) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT sid, state FROM keypad_session WHERE sid = ANY (?) AND state IS NOT NULL")) {
      query.setArray(1, new Columns<>(tx, sids).texts(sid -> sid));
      var states = new HashMap<String, byte[]>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          states.put(row.getString(1), row.getBytes(2));
        }
      }
      return states;
    }
  }

  int deleteBefore(Connection tx, Instant at) throws SQLException {
    try (var delete = tx.prepareStatement("DELETE FROM keypad_session WHERE expires_at < ?")) {
      delete.setTimestamp(1, Timestamp.from(at));
      return delete.executeUpdate();
    }
  }

  private static boolean exists(Connection tx, String sql, Object key) throws SQLException {
    try (var query = tx.prepareStatement(sql)) {
      query.setObject(1, key);
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }
}
