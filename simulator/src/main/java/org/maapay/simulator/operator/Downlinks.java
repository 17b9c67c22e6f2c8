package org.maapay.simulator.operator;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.operator.Outgoing.Carriage;
import org.maapay.simulator.store.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The messages that an operator took, and how far each came. */
public final class Downlinks {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String operator;
  private final Database database;
  private final InstantSource clock;

  /** How far a message came. */
  public enum State {
    ACCEPTED,
    /** Waits for its handset. */
    STORED,
    DELIVERED,
    DISPLAYED,
    SMS,
    FAILED,
    REVOKED,
    DROPPED
  }

  public Downlinks(String operator, Database database, InstantSource clock) throws SQLException {
    this.operator = operator;
    this.database = database;
    this.clock = clock;
    database.define(
        """
        CREATE TABLE IF NOT EXISTS downlink (
          operator text NOT NULL,
          chatbot_id text NOT NULL,
          message_id text NOT NULL,
          at timestamptz NOT NULL,
          state text NOT NULL,
          body text NOT NULL,
          PRIMARY KEY (operator, chatbot_id, message_id))
        """,
        """
        CREATE INDEX IF NOT EXISTS downlink_waiting ON downlink (operator, at)
         WHERE state IN ('ACCEPTED', 'STORED')
        """);
  }

  /** Takes a message; false if one with its id was taken before. */
  public boolean accept(Outgoing message) throws SQLException {
    try (var connection = database.connection();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO downlink (operator, chatbot_id, message_id, at, state, body)
                VALUES (?, ?, ?, ?, 'ACCEPTED', ?) ON CONFLICT DO NOTHING
                """)) {
      insert.setString(1, operator);
      insert.setString(2, message.key().chatbotId());
      insert.setString(3, message.key().messageId());
      insert.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
      insert.setString(5, write(message));
      return insert.executeUpdate() == 1;
    }
  }

  /** Moves a message that is in one of {@code from}; false if it is not. */
  public boolean move(MessageKey key, Set<State> from, State to) throws SQLException {
    try (var connection = database.connection();
        var update =
            connection.prepareStatement(
                """
                UPDATE downlink SET state = ?
                 WHERE operator = ? AND chatbot_id = ? AND message_id = ? AND state = ANY (?)
                """)) {
      update.setString(1, to.name());
      update.setString(2, operator);
      update.setString(3, key.chatbotId());
      update.setString(4, key.messageId());
      update.setArray(5, connection.createArrayOf("text", from.stream().map(Enum::name).toArray()));
      return update.executeUpdate() == 1;
    }
  }

  public Optional<Outgoing> find(MessageKey key) throws SQLException {
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT body FROM downlink"
                    + " WHERE operator = ? AND chatbot_id = ? AND message_id = ?")) {
      query.setString(1, operator);
      query.setString(2, key.chatbotId());
      query.setString(3, key.messageId());
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(read(rows.getString(1))) : Optional.empty();
      }
    }
  }

  /** The messages that have not reached a handset and may yet, oldest first. */
  public List<Outgoing> waiting() throws SQLException {
    var waiting = new ArrayList<Outgoing>();
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT body FROM downlink WHERE operator = ?"
                    + " AND state IN ('ACCEPTED', 'STORED') ORDER BY at")) {
      query.setString(1, operator);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          waiting.add(read(rows.getString(1)));
        }
      }
    }
    return waiting;
  }

  private static String write(Outgoing message) {
    var carriage = message.carriage();
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("chatbotId", message.key().chatbotId())
            .put("messageId", message.key().messageId())
            .put("to", message.to().value())
            .put("conversationId", message.dialogue().conversationId())
            .put("contributionId", message.dialogue().contributionId())
            .put("sms", carriage.sms())
            .put("smsText", carriage.smsText())
            .put("stored", carriage.stored());
    var reports = json.putArray("reports");
    carriage.reports().forEach(reports::add);
    json.set("parts", message.parts());
    return json.toString();
  }

  private static Outgoing read(String body) {
    JsonNode json = JSON.readTree(body);
    var reports = new HashSet<String>();
    json.path("reports").forEach(report -> reports.add(report.asString()));
    return new Outgoing(
        new MessageKey(json.path("chatbotId").asString(), json.path("messageId").asString()),
        new PhoneNumber(json.path("to").asString()),
        new Dialogue(
            json.path("conversationId").asString(), json.path("contributionId").asString(), null),
        (ArrayNode) json.path("parts"),
        new Carriage(
            json.path("sms").asBoolean(false),
            json.path("smsText").asString(),
            json.path("stored").asBoolean(true),
            reports));
  }
}
