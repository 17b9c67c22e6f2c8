package org.maapay.simulator.wire;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.maapay.simulator.store.Database;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stored exchanges. */
final class WireRecords {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Database database;

  WireRecords(Database database) {
    this.database = database;
  }

  /** Makes the table if there is none; returns the highest id in it. */
  long create() throws SQLException {
    database.define(
        """
        CREATE TABLE IF NOT EXISTS wire_record (
          id bigint PRIMARY KEY,
          at timestamptz NOT NULL,
          subject text,
          record text NOT NULL)
        """);
    try (var connection = database.connection();
        var query = connection.prepareStatement("SELECT coalesce(max(id), 0) FROM wire_record");
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Stores a batch and forgets all but about the newest {@code kept}. */
  void store(List<WireRecord> batch, int kept) throws SQLException {
    try (var connection = database.connection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO wire_record (id, at, subject, record) VALUES (?, ?, ?, ?)")) {
      for (var record : batch) {
        insert.setLong(1, record.id());
        insert.setObject(2, record.at().atOffset(ZoneOffset.UTC));
        insert.setString(3, record.exchange().subject());
        insert.setString(4, record.json().toString());
        insert.addBatch();
      }
      insert.executeBatch();
      try (var delete = connection.prepareStatement("DELETE FROM wire_record WHERE id <= ?")) {
        delete.setLong(1, batch.getLast().id() - kept);
        delete.executeUpdate();
      }
    }
  }

  List<ObjectNode> after(long id, int limit) throws SQLException {
    var records = new ArrayList<ObjectNode>();
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT record FROM wire_record WHERE id > ? ORDER BY id DESC LIMIT ?")) {
      query.setLong(1, id);
      query.setInt(2, limit);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          records.add((ObjectNode) JSON.readTree(rows.getString(1)));
        }
      }
    }
    Collections.reverse(records);
    return records;
  }
}
