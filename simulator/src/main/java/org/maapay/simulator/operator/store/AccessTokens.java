package org.maapay.simulator.operator.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.maapay.simulator.store.Database;

/** The access tokens in force: one per chatbot, two hours each, kept as hashes. */
public final class AccessTokens {
  public static final int SECONDS = 7200;
  private static final int FETCHES_A_DAY = 2000;
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final String operator;
  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Issued> issued = new HashMap<>();

  private record Issued(String hash, Instant expires, LocalDate day, int fetches) {}

  /** What a token is worth. */
  public enum Worth {
    VALID,
    EXPIRED,
    UNKNOWN
  }

  public AccessTokens(String operator, Database database, InstantSource clock) throws SQLException {
    this.operator = operator;
    this.database = database;
    this.clock = clock;
    database.define(
        """
        CREATE TABLE IF NOT EXISTS access_token (
          operator text NOT NULL,
          chatbot_id text NOT NULL,
          hash text NOT NULL,
          expires timestamptz NOT NULL,
          day date NOT NULL,
          fetches int NOT NULL,
          PRIMARY KEY (operator, chatbot_id))
        """);
    load();
  }

  /** A new token; the former one is worth nothing from now on. Empty if the day's quota is used. */
  public synchronized Optional<String> issue(String chatbotId) throws SQLException {
    var today = LocalDate.ofInstant(clock.instant(), CHINA);
    var former = issued.get(chatbotId);
    int fetches = former != null && former.day().equals(today) ? former.fetches() + 1 : 1;
    if (fetches > FETCHES_A_DAY) {
      return Optional.empty();
    }
    var bytes = new byte[24];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var next = new Issued(hash(token), clock.instant().plusSeconds(SECONDS), today, fetches);
    issued.put(chatbotId, next);
    store(chatbotId, next);
    return Optional.of(token);
  }

  public synchronized Worth worth(String chatbotId, String token) {
    var present = issued.get(chatbotId);
    if (present == null || !present.hash().equals(hash(token))) {
      return Worth.UNKNOWN;
    }
    return clock.instant().isBefore(present.expires()) ? Worth.VALID : Worth.EXPIRED;
  }

  /** Ends every token now. */
  public synchronized void expireAll() {
    var now = clock.instant();
    issued.replaceAll((_, token) -> new Issued(token.hash(), now, token.day(), token.fetches()));
  }

  private void load() throws SQLException {
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT chatbot_id, hash, expires, day, fetches FROM access_token"
                    + " WHERE operator = ?")) {
      query.setString(1, operator);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          issued.put(
              rows.getString(1),
              new Issued(
                  rows.getString(2),
                  rows.getTimestamp(3).toInstant(),
                  rows.getObject(4, LocalDate.class),
                  rows.getInt(5)));
        }
      }
    }
  }

  private void store(String chatbotId, Issued token) throws SQLException {
    try (var connection = database.connection();
        var upsert =
            connection.prepareStatement(
                """
                INSERT INTO access_token (operator, chatbot_id, hash, expires, day, fetches)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (operator, chatbot_id) DO UPDATE
                   SET hash = excluded.hash, expires = excluded.expires,
                       day = excluded.day, fetches = excluded.fetches
                """)) {
      upsert.setString(1, operator);
      upsert.setString(2, chatbotId);
      upsert.setString(3, token.hash());
      upsert.setObject(4, token.expires().atOffset(ZoneOffset.UTC));
      upsert.setObject(5, token.day());
      upsert.setInt(6, token.fetches());
      upsert.executeUpdate();
    }
  }

  private static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
