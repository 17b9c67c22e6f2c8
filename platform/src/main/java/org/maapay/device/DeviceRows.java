package org.maapay.device;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.database.Look;
import org.maapay.device.DeviceKey.Kind;
import org.maapay.kernel.UserId;

/** The stored keys and challenges. Every method joins the caller's transaction. */
final class DeviceRows {
  private static final String STORE =
      """
      INSERT INTO device_key AS k
        (bucket, user_id, key_id, kind, public_key, sign_count, label, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (bucket, user_id, key_id) DO UPDATE
        SET kind = EXCLUDED.kind, public_key = EXCLUDED.public_key,
            sign_count = EXCLUDED.sign_count, label = EXCLUDED.label,
            created_at = EXCLUDED.created_at, used_at = NULL, revoked_at = NULL
      """;

  /** A counter that does not grow is that of a copy; an authenticator without one says 0. */
  private static final String USE =
      """
      UPDATE device_key SET used_at = ?, sign_count = ?
       WHERE bucket = ? AND user_id = ? AND key_id = ? AND public_key = ? AND revoked_at IS NULL
         AND (sign_count < ? OR (sign_count = 0 AND ? = 0))
      """;

  private static final String TAKE =
      """
      UPDATE device_challenge SET used_at = ?
       WHERE bucket = ? AND challenge = ? AND user_id = ? AND used_at IS NULL
      RETURNING binding, expires_at
      """;

  private static final String OF =
      """
      SELECT key_id, kind, label FROM device_key
       WHERE bucket = ? AND user_id = ? AND revoked_at IS NULL ORDER BY created_at
      """;

  private static final String ADD_USED =
      """
      INSERT INTO device_challenge (bucket, challenge, user_id, binding, expires_at, used_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  /** A key as it is stored. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Stored(Kind kind, byte[] publicKey, long signCount) {}

  /** A challenge that was taken for its single use. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by its content.
  record Taken(byte[] binding, Instant expiresAt) {}

  void store(Connection tx, UserId user, DeviceKey key, Stored stored, Instant now)
      throws SQLException {
    try (var insert = tx.prepareStatement(STORE)) {
      insert.setInt(1, user.bucket().value());
      insert.setString(2, user.value());
      insert.setString(3, key.keyId());
      insert.setString(4, key.kind().name());
      insert.setBytes(5, stored.publicKey());
      insert.setLong(6, stored.signCount());
      insert.setString(7, key.label());
      insert.setTimestamp(8, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  static Look<List<DeviceKey>> look(UserId user) {
    return new Look<>(OF, List.of(user.bucket().value(), user.value()), DeviceRows::keys);
  }

  private static List<DeviceKey> keys(ResultSet row) throws SQLException {
    var keys = new ArrayList<DeviceKey>();
    while (row.next()) {
      keys.add(new DeviceKey(row.getString(1), Kind.valueOf(row.getString(2)), row.getString(3)));
    }
    return keys;
  }

  Optional<Stored> find(Connection tx, UserId user, String keyId) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT kind, public_key, sign_count FROM device_key
             WHERE bucket = ? AND user_id = ? AND key_id = ? AND revoked_at IS NULL
            """)) {
      query.setInt(1, user.bucket().value());
      query.setString(2, user.value());
      query.setString(3, keyId);
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Stored(Kind.valueOf(row.getString(1)), row.getBytes(2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  /**
   * Notes a use; false if the key was revoked or replaced meanwhile, or its counter is a copy's.
   */
  boolean use(Connection tx, UserId user, String keyId, Stored stored, long count, Instant now)
      throws SQLException {
    try (var update = tx.prepareStatement(USE)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setLong(2, count);
      update.setInt(3, user.bucket().value());
      update.setString(4, user.value());
      update.setString(5, keyId);
      update.setBytes(6, stored.publicKey());
      update.setLong(7, count);
      update.setLong(8, count);
      return update.executeUpdate() == 1;
    }
  }

  boolean revoke(Connection tx, UserId user, String keyId, Instant now) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            UPDATE device_key SET revoked_at = ?
             WHERE bucket = ? AND user_id = ? AND key_id = ? AND revoked_at IS NULL
            """)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setInt(2, user.bucket().value());
      update.setString(3, user.value());
      update.setString(4, keyId);
      return update.executeUpdate() == 1;
    }
  }

  /** A challenge that was issued and not signed yet. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Challenge(UserId user, String name, byte[] binding, Instant expiresAt) {}

  void addChallenges(Connection tx, List<Challenge> all) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO device_challenge (bucket, challenge, user_id, binding, expires_at)
            SELECT * FROM unnest(?::integer[], ?::text[], ?::text[], ?::bytea[], ?::timestamptz[])
            """)) {
      insert.setArray(1, array(tx, "integer", all, one -> one.user().bucket().value()));
      insert.setArray(2, array(tx, "text", all, Challenge::name));
      insert.setArray(3, array(tx, "text", all, one -> one.user().value()));
      insert.setArray(
          4,
          tx.createArrayOf("bytea", all.stream().map(Challenge::binding).toArray(byte[][]::new)));
      insert.setArray(5, array(tx, "timestamptz", all, one -> Timestamp.from(one.expiresAt())));
      insert.executeUpdate();
    }
  }

  /** Stores a challenge as used up; false if it was before. */
  boolean addUsed(Connection tx, Challenge one, Instant now) throws SQLException {
    try (var insert = tx.prepareStatement(ADD_USED)) {
      insert.setInt(1, one.user().bucket().value());
      insert.setString(2, one.name());
      insert.setString(3, one.user().value());
      insert.setBytes(4, one.binding());
      insert.setTimestamp(5, Timestamp.from(one.expiresAt()));
      insert.setTimestamp(6, Timestamp.from(now));
      return insert.executeUpdate() == 1;
    }
  }

  private static <T> Array array(Connection tx, String type, List<T> all, Function<T, Object> part)
      throws SQLException {
    return tx.createArrayOf(type, all.stream().map(part).toArray());
  }

  Optional<Taken> take(Connection tx, UserId user, String challenge, Instant now)
      throws SQLException {
    try (var update = tx.prepareStatement(TAKE)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setInt(2, user.bucket().value());
      update.setString(3, challenge);
      update.setString(4, user.value());
      try (var row = update.executeQuery()) {
        return row.next()
            ? Optional.of(new Taken(row.getBytes(1), row.getTimestamp(2).toInstant()))
            : Optional.empty();
      }
    }
  }

  boolean wasIssued(Connection tx, UserId user, String challenge) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT 1 FROM device_challenge WHERE bucket = ? AND challenge = ? AND user_id = ?")) {
      query.setInt(1, user.bucket().value());
      query.setString(2, challenge);
      query.setString(3, user.value());
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  int deleteBefore(Connection tx, Instant at) throws SQLException {
    try (var delete = tx.prepareStatement("DELETE FROM device_challenge WHERE expires_at < ?")) {
      delete.setTimestamp(1, Timestamp.from(at));
      return delete.executeUpdate();
    }
  }
}
