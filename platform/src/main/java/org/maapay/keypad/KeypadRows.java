package org.maapay.keypad;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored tickets and sessions. Every method joins the caller's transaction. */
final class KeypadRows {
  /** The row's lock lets one through: who comes later finds it used and the secrets gone. */
  private static final String TAKE =
      """
      WITH old AS MATERIALIZED (
        SELECT %2$s, %3$s AS sealed FROM %1$s WHERE %2$s = ? AND used_at IS NULL FOR UPDATE)
      UPDATE %1$s row SET used_at = ?, %3$s = NULL
        FROM old WHERE row.%2$s = old.%2$s AND row.used_at IS NULL
      RETURNING old.sealed, row.expires_at
      """;

  private static final String TAKE_TICKET =
      TAKE.formatted("keypad_ticket", "ticket_hash", "binding");
  private static final String TAKE_SESSION = TAKE.formatted("keypad_session", "sid", "state");

  /** A row that was taken for its single use. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Taken(byte @Nullable [] sealed, Instant expiresAt) {}

  void addTicket(Connection tx, byte[] hash, byte[] binding, Instant expiresAt)
      throws SQLException {
    try (var insert =
        tx.prepareStatement(
            "INSERT INTO keypad_ticket (ticket_hash, binding, expires_at) VALUES (?, ?, ?)")) {
      insert.setBytes(1, hash);
      insert.setBytes(2, binding);
      insert.setTimestamp(3, Timestamp.from(expiresAt));
      insert.executeUpdate();
    }
  }

  Optional<Taken> takeTicket(Connection tx, byte[] hash, Instant now) throws SQLException {
    return take(tx, TAKE_TICKET, hash, now);
  }

  boolean hasTicket(Connection tx, byte[] hash) throws SQLException {
    return exists(tx, "SELECT 1 FROM keypad_ticket WHERE ticket_hash = ?", hash);
  }

  void addSession(Connection tx, String sid, byte[] state, Instant expiresAt) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            "INSERT INTO keypad_session (sid, state, expires_at) VALUES (?, ?, ?)")) {
      insert.setString(1, sid);
      insert.setBytes(2, state);
      insert.setTimestamp(3, Timestamp.from(expiresAt));
      insert.executeUpdate();
    }
  }

  Optional<Taken> takeSession(Connection tx, String sid, Instant now) throws SQLException {
    return take(tx, TAKE_SESSION, sid, now);
  }

  boolean hasSession(Connection tx, String sid) throws SQLException {
    return exists(tx, "SELECT 1 FROM keypad_session WHERE sid = ?", sid);
  }

  Optional<byte[]> state(Connection tx, String sid) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT state FROM keypad_session WHERE sid = ? AND state IS NOT NULL")) {
      query.setString(1, sid);
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  int deleteBefore(Connection tx, Instant at) throws SQLException {
    int deleted = 0;
    for (var table : new String[] {"keypad_ticket", "keypad_session"}) {
      try (var delete = tx.prepareStatement("DELETE FROM " + table + " WHERE expires_at < ?")) {
        delete.setTimestamp(1, Timestamp.from(at));
        deleted += delete.executeUpdate();
      }
    }
    return deleted;
  }

  private static Optional<Taken> take(Connection tx, String sql, Object key, Instant now)
      throws SQLException {
    try (var update = tx.prepareStatement(sql)) {
      update.setObject(1, key);
      update.setTimestamp(2, Timestamp.from(now));
      try (var row = update.executeQuery()) {
        return row.next()
            ? Optional.of(new Taken(row.getBytes(1), row.getTimestamp(2).toInstant()))
            : Optional.empty();
      }
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
