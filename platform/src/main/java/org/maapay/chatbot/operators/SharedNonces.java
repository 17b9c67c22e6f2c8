package org.maapay.chatbot.operators;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.maapay.database.Database;
import org.maapay.messaging.uplink.NonceStore;

/** The nonces of the operators' calls, one memory for all nodes. */
public final class SharedNonces implements NonceStore {
  private static final String CLAIM =
      """
      INSERT INTO operator_nonce (chatbot_id, nonce, body_digest, expires_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private final Database database;

  public SharedNonces(Database database) {
    this.database = database;
  }

  @Override
  public Claim claim(Use use, Instant expires) {
    return database.write(tx -> {
      try (var insert = tx.prepareStatement(CLAIM)) {
        insert.setString(1, use.chatbotId());
        insert.setString(2, use.nonce());
        insert.setString(3, use.bodyDigest());
        insert.setTimestamp(4, Timestamp.from(expires));
        return insert.executeUpdate() == 1 ? Claim.FIRST : again(tx, use);
      }
    });
  }

  private static Claim again(Connection tx, Use use) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT body_digest FROM operator_nonce WHERE chatbot_id = ? AND nonce = ?")) {
      query.setString(1, use.chatbotId());
      query.setString(2, use.nonce());
      try (var row = query.executeQuery()) {
        return row.next() && row.getString(1).equals(use.bodyDigest())
            ? Claim.REPEATED
            : Claim.MISUSED;
      }
    }
  }
}
