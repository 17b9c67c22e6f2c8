package org.maapay.edge.http.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maapay.database.CopiedRows;
import org.maapay.edge.http.log.Interaction.Ended;
import org.maapay.edge.http.log.Interaction.From;
import org.maapay.edge.http.log.Interaction.What;

/** The stored rows of the log, in a partition per month (UTC). */
final class InteractionRows {
  private static final int COLUMNS = 16;
  private static final String TABLE =
      """
      interaction
        (at, incident, interface, caller, key_id, method, path, endpoint, subject, request_hash,
         parameters, status, code, micros, nonce, address)
      """;

  /** For one that may be stored already, because nobody knows how a commit ended. */
  private static final String INSERT =
      "INSERT INTO "
          + TABLE
          + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

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

  /** Stores {@code batch}, none of which may be there; else all fails. */
  void add(Connection tx, List<Interaction> batch) throws SQLException {
    var rows = new CopiedRows(COLUMNS);
    for (var row : batch) {
      prepare(tx, YearMonth.from(row.at().atOffset(ZoneOffset.UTC)));
      write(row, rows.row());
    }
    rows.into(tx, TABLE);
  }

  /** Stores {@code row} unless it is there. */
  void addOnce(Connection tx, Interaction row) throws SQLException {
    prepare(tx, YearMonth.from(row.at().atOffset(ZoneOffset.UTC)));
    try (var insert = tx.prepareStatement(INSERT)) {
      bind(insert, row);
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

  private static void write(Interaction row, CopiedRows to) {
    var from = row.from();
    var what = row.what();
    to.put(row.at()).put(row.incident()).put(what.listener()).put(from.caller()).put(from.keyId());
    to.put(what.method()).put(what.path()).put(what.endpoint()).put(what.subject());
    to.put(octets(what.requestHash())).put(what.parameters());
    to.put((short) row.ended().status()).put(row.ended().code()).put(row.ended().micros());
    to.put(from.nonce()).put(from.address());
  }

  private static void bind(PreparedStatement insert, Interaction row) throws SQLException {
    insert.setTimestamp(1, Timestamp.from(row.at().truncatedTo(ChronoUnit.MICROS)));
    insert.setString(2, row.incident());
    insert.setString(3, row.what().listener());
    insert.setString(4, row.from().caller());
    insert.setString(5, row.from().keyId());
    insert.setString(6, row.what().method());
    insert.setString(7, row.what().path());
    insert.setString(8, row.what().endpoint());
    insert.setString(9, row.what().subject());
    insert.setBytes(10, octets(row.what().requestHash()));
    insert.setString(11, row.what().parameters());
    insert.setInt(12, row.ended().status());
    insert.setString(13, row.ended().code());
    insert.setLong(14, row.ended().micros());
    insert.setString(15, row.from().nonce());
    insert.setString(16, row.from().address());
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
