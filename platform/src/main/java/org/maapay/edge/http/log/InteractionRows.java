package org.maapay.edge.http.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Columns;
import org.maapay.edge.http.log.Interaction.Ended;
import org.maapay.edge.http.log.Interaction.From;
import org.maapay.edge.http.log.Interaction.What;

/** The stored rows of the log, in a partition per month (UTC). */
final class InteractionRows {
  private static final String INSERT =
      """
      INSERT INTO interaction
        (at, incident, interface, caller, key_id, method, path, endpoint, subject, request_hash,
         parameters, status, code, micros, nonce, address)
      SELECT * FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::integer[],
                           ?::text[], ?::bigint[], ?::text[], ?::text[])
      ON CONFLICT DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT * FROM (
        SELECT * FROM interaction
         WHERE (?::timestamptz IS NULL OR at > ?) AND (?::text IS NULL OR incident = ?)
           AND (?::text IS NULL OR caller = ?) AND (?::text IS NULL OR subject = ?)
         ORDER BY at DESC, incident LIMIT ?) newest
       ORDER BY at, incident
      """;
  private static final HexFormat HEX = HexFormat.of();

  private final Set<YearMonth> prepared = new HashSet<>();

  void add(Connection tx, List<Interaction> batch) throws SQLException {
    for (var row : batch) {
      prepare(tx, YearMonth.from(row.at().atOffset(ZoneOffset.UTC)));
    }
    try (var insert = tx.prepareStatement(INSERT)) {
      bind(insert, batch);
      insert.executeUpdate();
    }
  }

  /** After a rollback the partitions made in it are gone. */
  void forget() {
    prepared.clear();
  }

  List<Interaction> find(Connection tx, InteractionQuery query) throws SQLException {
    try (var select = tx.prepareStatement(FIND)) {
      var after = query.after() == null ? null : Timestamp.from(query.after());
      select.setTimestamp(1, after);
      select.setTimestamp(2, after);
      bindTwice(select, 3, query.incident());
      bindTwice(select, 5, query.caller());
      bindTwice(select, 7, query.subject());
      select.setInt(9, query.limit());
      var found = new ArrayList<Interaction>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(interaction(rows));
        }
      }
      return found;
    }
  }

  private void prepare(Connection tx, YearMonth month) throws SQLException {
    if (prepared.contains(month)) {
      return;
    }
    // One node makes a month's partition, the others wait here and find it.
    var name = "interaction_" + month.toString().replace("-", "");
    try (var statement = tx.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(hashtext('interaction'))");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS %s PARTITION OF interaction FOR VALUES FROM ('%s-01Z') TO ('%s-01Z')"
              .formatted(name, month, month.plusMonths(1)));
    }
    prepared.add(month);
  }

  private static void bindTwice(PreparedStatement select, int at, @Nullable String value)
      throws SQLException {
    select.setString(at, value);
    select.setString(at + 1, value);
  }

  /** A column at a time: one statement with one plan, however many rows come. */
  private static void bind(PreparedStatement insert, List<Interaction> batch) throws SQLException {
    var columns = new Columns<>(insert.getConnection(), batch);
    insert.setArray(1, columns.instants(Interaction::at));
    insert.setArray(2, columns.texts(Interaction::incident));
    insert.setArray(3, columns.texts(row -> row.what().listener()));
    insert.setArray(4, columns.texts(row -> row.from().caller()));
    insert.setArray(5, columns.texts(row -> row.from().keyId()));
    insert.setArray(6, columns.texts(row -> row.what().method()));
    insert.setArray(7, columns.texts(row -> row.what().path()));
    insert.setArray(8, columns.texts(row -> row.what().endpoint()));
    insert.setArray(9, columns.texts(row -> row.what().subject()));
    insert.setArray(10, columns.octets(row -> octets(row.what().requestHash())));
    insert.setArray(11, columns.texts(row -> row.what().parameters()));
    insert.setArray(12, columns.integers(row -> row.ended().status()));
    insert.setArray(13, columns.texts(row -> row.ended().code()));
    insert.setArray(14, columns.bigints(row -> row.ended().micros()));
    insert.setArray(15, columns.texts(row -> row.from().nonce()));
    insert.setArray(16, columns.texts(row -> row.from().address()));
  }

  private static byte @Nullable [] octets(@Nullable String hex) {
    return hex == null ? null : HEX.parseHex(hex);
  }

  private static Interaction interaction(ResultSet row) throws SQLException {
    var hash = row.getBytes("request_hash");
    return new Interaction(
        row.getTimestamp("at").toInstant(),
        row.getString("incident"),
        new From(
            row.getString("caller"),
            row.getString("key_id"),
            row.getString("nonce"),
            row.getString("address")),
        new What(
            row.getString("interface"),
            row.getString("method"),
            row.getString("path"),
            row.getString("endpoint"),
            row.getString("subject"),
            hash == null ? null : HEX.formatHex(hash),
            row.getString("parameters")),
        new Ended(row.getInt("status"), row.getString("code"), row.getLong("micros")));
  }
}
