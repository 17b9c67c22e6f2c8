package org.maapay.simulator.operator.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.simulator.store.Database;

/** The files that chatbots and users gave an operator. */
public final class Medias {
  public static final Duration TEMPORARY = Duration.ofDays(7);

  private final String operator;
  private final Database database;
  private final InstantSource clock;

  public Medias(String operator, Database database, InstantSource clock) throws SQLException {
    this.operator = operator;
    this.database = database;
    this.clock = clock;
    database.define(
        """
        CREATE TABLE IF NOT EXISTS media (
          id text PRIMARY KEY,
          operator text NOT NULL,
          chatbot_id text NOT NULL,
          file_name text NOT NULL,
          content_type text NOT NULL,
          bytes bytea NOT NULL,
          reviewed boolean NOT NULL,
          until timestamptz)
        """,
        "CREATE INDEX IF NOT EXISTS media_chatbot ON media (operator, chatbot_id)");
  }

  /** A stored file. */
  public record Stored(String id, String chatbotId, Content content, Status status) {
    public boolean permanent() {
      return status.until() == null;
    }
  }

  /** Whether it may be used; {@code until} is null for a permanent one. */
  public record Status(boolean reviewed, @Nullable Instant until) {}

  public Stored store(String chatbotId, Content content, boolean permanent) throws SQLException {
    var until = permanent ? null : clock.instant().plus(TEMPORARY);
    var stored =
        new Stored(UUID.randomUUID().toString(), chatbotId, content, new Status(!permanent, until));
    try (var connection = database.connection();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO media (id, operator, chatbot_id, file_name, content_type, bytes,
                                   reviewed, until)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
      insert.setString(1, stored.id());
      insert.setString(2, operator);
      insert.setString(3, chatbotId);
      insert.setString(4, content.fileName());
      insert.setString(5, content.contentType());
      insert.setBytes(6, content.bytes().toArray());
      insert.setBoolean(7, !permanent);
      insert.setObject(8, until == null ? null : until.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    return stored;
  }

  public void pass(String id) throws SQLException {
    try (var connection = database.connection();
        var update = connection.prepareStatement("UPDATE media SET reviewed = true WHERE id = ?")) {
      update.setString(1, id);
      update.executeUpdate();
    }
  }

  public Optional<Stored> find(String id) throws SQLException {
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                """
                SELECT chatbot_id, file_name, content_type, bytes, reviewed, until
                  FROM media WHERE id = ? AND operator = ?
                """)) {
      query.setString(1, id);
      query.setString(2, operator);
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var until = rows.getTimestamp(6);
        var content = new Content(rows.getString(2), rows.getString(3), Bytes.of(rows.getBytes(4)));
        return Optional.of(
            new Stored(
                id,
                rows.getString(1),
                content,
                new Status(rows.getBoolean(5), until == null ? null : until.toInstant())));
      }
    }
  }

  public boolean delete(String chatbotId, String id) throws SQLException {
    try (var connection = database.connection();
        var delete =
            connection.prepareStatement(
                "DELETE FROM media WHERE id = ? AND operator = ? AND chatbot_id = ?")) {
      delete.setString(1, id);
      delete.setString(2, operator);
      delete.setString(3, chatbotId);
      return delete.executeUpdate() == 1;
    }
  }

  public int count(String chatbotId, boolean permanent) throws SQLException {
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT count(*) FROM media"
                    + " WHERE operator = ? AND chatbot_id = ? AND (until IS NULL) = ?")) {
      query.setString(1, operator);
      query.setString(2, chatbotId);
      query.setBoolean(3, permanent);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
