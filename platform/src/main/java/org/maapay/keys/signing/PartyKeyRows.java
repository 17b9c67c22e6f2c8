package org.maapay.keys.signing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.keys.signing.PartyKey.Validity;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey.State;

/** The stored public keys of parties. Every method joins the caller's transaction. */
final class PartyKeyRows {
  private static final String SELECT =
      "SELECT key_id, party, algorithm, public_pem, not_before, not_after, state FROM party_key ";

  Optional<PartyKey> find(Connection tx, String keyId) throws SQLException {
    try (var query = tx.prepareStatement(SELECT + "WHERE key_id = ?")) {
      query.setString(1, keyId);
      return all(query).stream().findFirst();
    }
  }

  List<PartyKey> of(Connection tx, String party) throws SQLException {
    try (var query = tx.prepareStatement(SELECT + "WHERE party = ? ORDER BY created_at, key_id")) {
      query.setString(1, party);
      return all(query);
    }
  }

  List<PartyKey> endingBefore(Connection tx, Instant at) throws SQLException {
    try (var query =
        tx.prepareStatement(
            SELECT
                + "WHERE state IN ('ACTIVE', 'RETIRING') AND not_after < ? ORDER BY not_after")) {
      query.setTimestamp(1, Timestamp.from(at));
      return all(query);
    }
  }

  boolean isKnown(Connection tx, String publicPem) throws SQLException {
    try (var query = tx.prepareStatement("SELECT 1 FROM party_key WHERE public_pem = ? LIMIT 1")) {
      query.setString(1, publicPem);
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  void add(Connection tx, PartyKey key, Instant at) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO party_key
              (key_id, party, algorithm, public_pem, not_before, not_after, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, key.keyId());
      insert.setString(2, key.party());
      insert.setString(3, key.algorithm().wireName());
      insert.setString(4, key.publicPem());
      insert.setTimestamp(5, Timestamp.from(key.validity().notBefore()));
      insert.setTimestamp(6, Timestamp.from(key.validity().notAfter()));
      insert.setString(7, key.state().name());
      insert.setTimestamp(8, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  /** A revoked key stays revoked. */
  boolean move(Connection tx, String keyId, State to, Instant notAfter) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            UPDATE party_key SET state = ?, not_after = least(not_after, ?)
             WHERE key_id = ? AND state <> 'REVOKED'
            """)) {
      update.setString(1, to.name());
      update.setTimestamp(2, Timestamp.from(notAfter));
      update.setString(3, keyId);
      return update.executeUpdate() == 1;
    }
  }

  private static List<PartyKey> all(PreparedStatement query) throws SQLException {
    var keys = new ArrayList<PartyKey>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        keys.add(key(rows));
      }
    }
    return keys;
  }

  private static PartyKey key(ResultSet row) throws SQLException {
    return new PartyKey(
        row.getString("key_id"),
        row.getString("party"),
        SignatureAlgorithm.named(row.getString("algorithm")).orElseThrow(),
        row.getString("public_pem"),
        new Validity(
            row.getTimestamp("not_before").toInstant(), row.getTimestamp("not_after").toInstant()),
        State.valueOf(row.getString("state")));
  }
}
