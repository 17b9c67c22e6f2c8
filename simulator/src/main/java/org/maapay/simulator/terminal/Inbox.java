package org.maapay.simulator.terminal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.terminal.Message.Content;
import org.maapay.simulator.terminal.Message.Place;
import org.maapay.simulator.terminal.Message.State;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The messages on all handsets. */
final class Inbox {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COLUMNS =
      "seq, id, msisdn, chatbot, message_id, conversation_id, contribution_id, incoming, sms,"
          + " state, parts, at";

  private final Database database;

  Inbox(Database database) throws SQLException {
    this.database = database;
    database.define(
        """
        CREATE TABLE IF NOT EXISTS handset_message (
          seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          id text NOT NULL UNIQUE,
          msisdn text NOT NULL,
          chatbot text NOT NULL,
          message_id text NOT NULL,
          conversation_id text NOT NULL,
          contribution_id text NOT NULL,
          incoming boolean NOT NULL,
          sms boolean NOT NULL,
          state text NOT NULL,
          parts text NOT NULL,
          at timestamptz NOT NULL,
          UNIQUE (msisdn, chatbot, message_id))
        """,
        "CREATE INDEX IF NOT EXISTS handset_message_arrival ON handset_message (msisdn, seq)");
  }

  /** Stores a message; empty if its message id is there already. */
  Optional<Message> add(Message message) throws SQLException {
    try (var connection = database.connection();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO handset_message (id, msisdn, chatbot, message_id, conversation_id,
                  contribution_id, incoming, sms, state, parts, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING seq
                """)) {
      var place = message.place();
      insert.setString(1, place.id());
      insert.setString(2, place.msisdn());
      insert.setString(3, place.chatbot());
      insert.setString(4, place.messageId());
      insert.setString(5, place.dialogue().conversationId());
      insert.setString(6, place.dialogue().contributionId());
      insert.setBoolean(7, message.content().incoming());
      insert.setBoolean(8, message.content().sms());
      insert.setString(9, message.state().name());
      insert.setString(10, message.content().parts().toString());
      insert.setObject(11, message.at().atOffset(ZoneOffset.UTC));
      try (var rows = insert.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Message(
                    rows.getLong(1), place, message.state(), message.content(), message.at()))
            : Optional.empty();
      }
    }
  }

  /** Moves a message on; false if it is not in {@code from}. */
  boolean move(String id, State from, State to) throws SQLException {
    try (var connection = database.connection();
        var update =
            connection.prepareStatement(
                "UPDATE handset_message SET state = ? WHERE id = ? AND state = ?")) {
      update.setString(1, to.name());
      update.setString(2, id);
      update.setString(3, from.name());
      return update.executeUpdate() == 1;
    }
  }

  /** Marks what the user had not seen of a conversation as seen, and returns it. */
  List<Message> markRead(String msisdn, String chatbot) throws SQLException {
    return list(
        "UPDATE handset_message SET state = 'DISPLAYED' WHERE msisdn = ? AND chatbot = ?"
            + " AND incoming AND state = 'DELIVERED' RETURNING "
            + COLUMNS,
        statement -> {
          statement.setString(1, msisdn);
          statement.setString(2, chatbot);
        });
  }

  /** The newest of a conversation, oldest first. */
  List<Message> conversation(String msisdn, String chatbot, int limit) throws SQLException {
    var newest =
        list(
            "SELECT "
                + COLUMNS
                + " FROM handset_message WHERE msisdn = ? AND chatbot = ?"
                + " ORDER BY seq DESC LIMIT ?",
            statement -> {
              statement.setString(1, msisdn);
              statement.setString(2, chatbot);
              statement.setInt(3, limit);
            });
    Collections.reverse(newest);
    return newest;
  }

  /** What came after a message, oldest first. */
  List<Message> after(String msisdn, long sequence, int limit) throws SQLException {
    return list(
        "SELECT "
            + COLUMNS
            + " FROM handset_message WHERE msisdn = ? AND seq > ?"
            + " ORDER BY seq LIMIT ?",
        statement -> {
          statement.setString(1, msisdn);
          statement.setLong(2, sequence);
          statement.setInt(3, limit);
        });
  }

  /** The last message of each conversation, by chatbot. */
  Map<String, Message> lasts(String msisdn) throws SQLException {
    var lasts = new LinkedHashMap<String, Message>();
    list(
            "SELECT DISTINCT ON (chatbot) "
                + COLUMNS
                + " FROM handset_message"
                + " WHERE msisdn = ? ORDER BY chatbot, seq DESC",
            statement -> statement.setString(1, msisdn))
        .forEach(message -> lasts.put(message.place().chatbot(), message));
    return lasts;
  }

  /** How many messages of each conversation the user has not seen, by chatbot. */
  Map<String, Integer> unread(String msisdn) throws SQLException {
    var unread = new LinkedHashMap<String, Integer>();
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT chatbot, count(*) FROM handset_message WHERE msisdn = ? AND incoming"
                    + " AND state = 'DELIVERED' GROUP BY chatbot")) {
      query.setString(1, msisdn);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          unread.put(rows.getString(1), rows.getInt(2));
        }
      }
    }
    return unread;
  }

  /** The last message that a chatbot sent: what a user's next one answers. */
  Optional<Message> lastIncoming(String msisdn, String chatbot) throws SQLException {
    return list(
            "SELECT "
                + COLUMNS
                + " FROM handset_message WHERE msisdn = ? AND chatbot = ?"
                + " AND incoming ORDER BY seq DESC LIMIT 1",
            statement -> {
              statement.setString(1, msisdn);
              statement.setString(2, chatbot);
            })
        .stream()
        .findFirst();
  }

  /** Whether a number ever wrote SMS to that handset. */
  boolean hasSms(PhoneNumber handset, String number) throws SQLException {
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT 1 FROM handset_message WHERE msisdn = ? AND chatbot = ? AND incoming"
                    + " AND sms LIMIT 1")) {
      query.setString(1, handset.value());
      query.setString(2, number);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** What users sent and nobody knows to have arrived, oldest first. */
  List<Message> unsent() throws SQLException {
    return list(
        "SELECT "
            + COLUMNS
            + " FROM handset_message WHERE NOT incoming AND state = 'SENT'"
            + " ORDER BY seq",
        _ -> {});
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private List<Message> list(String sql, Parameters parameters) throws SQLException {
    try (Connection connection = database.connection();
        var query = connection.prepareStatement(sql)) {
      parameters.set(query);
      var messages = new ArrayList<Message>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          messages.add(read(rows));
        }
      }
      return messages;
    }
  }

  private static Message read(ResultSet row) throws SQLException {
    var dialogue = new Dialogue(row.getString(6), row.getString(7), null);
    return new Message(
        row.getLong(1),
        new Place(row.getString(2), row.getString(3), row.getString(4), row.getString(5), dialogue),
        State.valueOf(row.getString(10)),
        new Content(
            row.getBoolean(8), row.getBoolean(9), (ArrayNode) JSON.readTree(row.getString(11))),
        row.getTimestamp(12).toInstant());
  }
}
