package org.maapay.simulator.operator.jsonut;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.simulator.store.Database;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What chatbots changed of their profiles, as far as it passed review, and whether they are open.
 */
final class Profiles {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CHECKED = "urlChecked";
  private static final String MENU = "menu";

  private final String operator;
  private final Database database;
  private final Map<String, ObjectNode> profiles = new ConcurrentHashMap<>();

  Profiles(String operator, Database database) throws SQLException {
    this.operator = operator;
    this.database = database;
    database.define(
        """
        CREATE TABLE IF NOT EXISTS chatbot_profile (
          operator text NOT NULL,
          chatbot_id text NOT NULL,
          profile text NOT NULL,
          PRIMARY KEY (operator, chatbot_id))
        """);
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT chatbot_id, profile FROM chatbot_profile WHERE operator = ?")) {
      query.setString(1, operator);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          profiles.put(rows.getString(1), (ObjectNode) JSON.readTree(rows.getString(2)));
        }
      }
    }
  }

  /** The optional members of a profile; the menu is not among them. */
  ObjectNode optionals(String chatbotId) {
    var json = stored(chatbotId);
    json.remove(CHECKED);
    json.remove(MENU);
    return json;
  }

  /** {@code {"entries":[…]}}, empty if there is no menu. */
  ObjectNode menu(String chatbotId) {
    return stored(chatbotId).path(MENU) instanceof ObjectNode menu
        ? menu
        : JsonNodeFactory.instance.objectNode();
  }

  boolean urlChecked(String chatbotId) {
    return stored(chatbotId).path(CHECKED).asBoolean(false);
  }

  void merge(String chatbotId, ObjectNode optionals) throws SQLException {
    change(chatbotId, json -> json.setAll(optionals));
  }

  void replaceMenu(String chatbotId, ObjectNode menu) throws SQLException {
    change(chatbotId, json -> json.set(MENU, menu));
  }

  void passUrlCheck(String chatbotId) throws SQLException {
    change(chatbotId, json -> json.put(CHECKED, true));
  }

  private ObjectNode stored(String chatbotId) {
    return profiles.getOrDefault(chatbotId, JsonNodeFactory.instance.objectNode()).deepCopy();
  }

  private interface Change {
    void on(ObjectNode json);
  }

  private synchronized void change(String chatbotId, Change change) throws SQLException {
    var json = stored(chatbotId);
    change.on(json);
    try (var connection = database.connection();
        var upsert =
            connection.prepareStatement(
                """
                INSERT INTO chatbot_profile (operator, chatbot_id, profile) VALUES (?, ?, ?)
                ON CONFLICT (operator, chatbot_id) DO UPDATE SET profile = excluded.profile
                """)) {
      upsert.setString(1, operator);
      upsert.setString(2, chatbotId);
      upsert.setString(3, json.toString());
      upsert.executeUpdate();
    }
    profiles.put(chatbotId, json);
  }
}
