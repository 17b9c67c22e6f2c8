package org.maapay.keys.signing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.maapay.keys.signing.PlatformKey.Use;
import org.maapay.signature.SignatureAlgorithm;

/** The platform's stored keys. Every method joins the caller's transaction. */
final class PlatformKeyRows {
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Row(PlatformKey key, byte[] privateSeal) {}

  List<Row> all(Connection tx) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var query =
            tx.prepareStatement(
                """
                SELECT key_id, use, algorithm, public_pem, private_seal, not_before, not_after,
                       revoked
                  FROM platform_key ORDER BY not_before, key_id
                """);
        var found = query.executeQuery()) {
      while (found.next()) {
        rows.add(new Row(key(found), found.getBytes("private_seal")));
      }
    }
    return rows;
  }

  void add(Connection tx, Row row, Instant at) throws SQLException {
    var key = row.key();
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO platform_key
              (key_id, use, algorithm, public_pem, private_seal, not_before, not_after, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, key.keyId());
      insert.setString(2, key.use().name());
      insert.setString(3, key.algorithm().wireName());
      insert.setString(4, key.publicPem());
      insert.setBytes(5, row.privateSeal());
      insert.setTimestamp(6, Timestamp.from(key.validity().notBefore()));
      insert.setTimestamp(7, Timestamp.from(key.validity().notAfter()));
      insert.setTimestamp(8, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  boolean revoke(Connection tx, String keyId) throws SQLException {
    try (var update =
        tx.prepareStatement("UPDATE platform_key SET revoked = true WHERE key_id = ?")) {
      update.setString(1, keyId);
      return update.executeUpdate() == 1;
    }
  }

  private static PlatformKey key(ResultSet row) throws SQLException {
    return new PlatformKey(
        row.getString("key_id"),
        Use.valueOf(row.getString("use")),
        SignatureAlgorithm.named(row.getString("algorithm")).orElseThrow(),
        row.getString("public_pem"),
        new PartyKey.Validity(
            row.getTimestamp("not_before").toInstant(), row.getTimestamp("not_after").toInstant()),
        row.getBoolean("revoked"));
  }
}
