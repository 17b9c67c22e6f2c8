package org.maapay.chatbot.operators;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.messaging.MessageIds;

/** The operators' ids of our messages. */
public final class SharedIds implements MessageIds {
  private static final String LINK =
      """
      INSERT INTO operator_message (chatbot_id, own, operators, linked_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (chatbot_id, own) DO UPDATE SET operators = excluded.operators
      """;

  private final Database database;
  private final InstantSource clock;

  public SharedIds(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void link(String chatbotId, String own, String operators) {
    database.run(tx -> {
      try (var insert = tx.prepareStatement(LINK)) {
        insert.setString(1, chatbotId);
        insert.setString(2, own);
        insert.setString(3, operators);
        insert.setTimestamp(4, Timestamp.from(clock.instant()));
        insert.executeUpdate();
      }
    });
  }

  @Override
  public Optional<String> own(String chatbotId, String operators) {
    return one(
        "SELECT own FROM operator_message WHERE chatbot_id = ? AND operators = ?",
        chatbotId,
        operators);
  }

  @Override
  public Optional<String> operators(String chatbotId, String own) {
    return one(
        "SELECT operators FROM operator_message WHERE chatbot_id = ? AND own = ?", chatbotId, own);
  }

  private Optional<String> one(String select, String chatbotId, String id) {
    return database.read(tx -> {
      try (var query = tx.prepareStatement(select)) {
        query.setString(1, chatbotId);
        query.setString(2, id);
        try (var row = query.executeQuery()) {
          return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
      }
    });
  }
}
