package org.maapay.chatbot;

import java.sql.Connection;
import java.sql.SQLException;

/** The language that each person chose. Every method joins the caller's transaction. */
final class Speeches {
  private static final String CHOOSE =
      """
      INSERT INTO chatbot_speech (bucket, mobile_index, speech) VALUES (?, ?, ?)
      ON CONFLICT (bucket, mobile_index) DO UPDATE SET speech = excluded.speech
      """;

  /** Chinese until a person chooses. */
  Speech of(Connection tx, Person person) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT speech FROM chatbot_speech WHERE bucket = ? AND mobile_index = ?")) {
      query.setInt(1, person.bucket().value());
      query.setBytes(2, person.index());
      try (var row = query.executeQuery()) {
        return row.next() ? Speech.valueOf(row.getString(1)) : Speech.CHINESE;
      }
    }
  }

  void choose(Connection tx, Person person, Speech speech) throws SQLException {
    try (var upsert = tx.prepareStatement(CHOOSE)) {
      upsert.setInt(1, person.bucket().value());
      upsert.setBytes(2, person.index());
      upsert.setString(3, speech.name());
      upsert.executeUpdate();
    }
  }
}
