package org.maapay.chatbot.operators;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.keys.RecordCipher;
import org.maapay.messaging.wire.AccessToken;
import org.maapay.messaging.wire.TokenStore;

/** The access tokens at the operators, sealed; one node fetches and all use what it got. */
public final class SharedTokens implements TokenStore {
  private static final String FIND =
      """
      SELECT token_seal, expires_at, server_root FROM operator_token
       WHERE chatbot_id = ? AND token_seal IS NOT NULL
      """;
  private static final String CLAIM =
      """
      INSERT INTO operator_token AS t (chatbot_id, claimed_until) VALUES (?, ?)
      ON CONFLICT (chatbot_id) DO UPDATE SET claimed_until = excluded.claimed_until
       WHERE t.token_digest = ? AND (t.claimed_until IS NULL OR t.claimed_until <= ?)
      """;
  private static final String STORE =
      """
      INSERT INTO operator_token (chatbot_id, token_seal, token_digest, expires_at, server_root)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (chatbot_id) DO UPDATE SET token_seal = excluded.token_seal,
        token_digest = excluded.token_digest, expires_at = excluded.expires_at,
        server_root = excluded.server_root, claimed_until = NULL
      """;

  private final Database database;
  private final RecordCipher cipher;

  public SharedTokens(Database database, RecordCipher cipher) {
    this.database = database;
    this.cipher = cipher;
  }

  @Override
  public Optional<AccessToken> find(String chatbotId) {
    return database.read(tx -> {
      try (var query = tx.prepareStatement(FIND)) {
        query.setString(1, chatbotId);
        try (var row = query.executeQuery()) {
          return row.next() ? Optional.of(token(chatbotId, row)) : Optional.empty();
        }
      }
    });
  }

  @Override
  public boolean claimRefresh(String chatbotId, String replaced, Instant now, Instant until) {
    return database.write(tx -> {
      try (var upsert = tx.prepareStatement(CLAIM)) {
        upsert.setString(1, chatbotId);
        upsert.setTimestamp(2, Timestamp.from(until));
        upsert.setString(3, digest(replaced));
        upsert.setTimestamp(4, Timestamp.from(now));
        return upsert.executeUpdate() == 1;
      }
    });
  }

  @Override
  public void store(String chatbotId, AccessToken token) {
    var sealed = cipher.seal(chatbotId, token.value().getBytes(StandardCharsets.UTF_8));
    var root = token.serverRoot();
    database.run(tx -> {
      try (var upsert = tx.prepareStatement(STORE)) {
        upsert.setString(1, chatbotId);
        upsert.setBytes(2, sealed);
        upsert.setString(3, digest(token.value()));
        upsert.setTimestamp(4, Timestamp.from(token.expires()));
        upsert.setString(5, root == null ? null : root.toString());
        upsert.executeUpdate();
      }
    });
  }

  @Override
  public void abandon(String chatbotId) {
    database.run(tx -> {
      try (var update =
          tx.prepareStatement(
              "UPDATE operator_token SET claimed_until = NULL WHERE chatbot_id = ?")) {
        update.setString(1, chatbotId);
        update.executeUpdate();
      }
    });
  }

  private AccessToken token(String chatbotId, ResultSet row) throws SQLException {
    var value = new String(cipher.open(chatbotId, row.getBytes(1)), StandardCharsets.UTF_8);
    var root = row.getString(3);
    return new AccessToken(
        value, row.getTimestamp(2).toInstant(), root == null ? null : URI.create(root));
  }

  /** Tells one token from another without being one; none for none. */
  private static String digest(String value) {
    if (value.isEmpty()) {
      return "";
    }
    try {
      var octets = value.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
