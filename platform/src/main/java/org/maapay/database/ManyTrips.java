package org.maapay.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.maapay.database.OneTrip.Asked;

/**
 * The looks of several trips, of which those with the same text become one statement that looks for
 * each caller's values in turn. The statements come in the order of the longest trip, so that in
 * every trip an earlier look is answered before a later one.
 */
final class ManyTrips {
  private final Map<Object, List<Asked<?>>> looks = new LinkedHashMap<>();

  ManyTrips(List<OneTrip> trips) {
    trips.stream()
        .map(OneTrip::asked)
        .sorted(Comparator.comparingInt(asked -> -asked.size()))
        .forEach(asked ->
            asked.forEach(
                one -> looks.computeIfAbsent(text(one), _ -> new ArrayList<>()).add(one)));
  }

  /** What has no values has nothing to tell its askers apart by, and goes by itself. */
  private static Object text(Asked<?> one) {
    return one.look().values().isEmpty() ? one : one.look().sql();
  }

  void go(Connection tx) throws SQLException {
    var sql = looks.values().stream().map(ManyTrips::sql).collect(Collectors.joining(";\n"));
    try (var query = tx.prepareStatement(sql)) {
      bind(query);
      boolean hasRows = query.execute();
      for (var same : looks.values()) {
        if (!hasRows) {
          throw new IllegalStateException("a look answers with rows: " + same.getFirst().look());
        }
        try (var rows = query.getResultSet()) {
          read(same, rows);
        }
        hasRows = query.getMoreResults();
      }
    }
  }

  /**
   * {@code x = ?} becomes {@code x = w.v1}, for each row of values; the row's number comes last.
   */
  private static String sql(List<Asked<?>> same) {
    var look = same.getFirst().look();
    if (same.size() == 1) {
      return look.sql();
    }
    var each = new StringBuilder();
    int at = 0;
    for (var part : look.sql().split("\\?", -1)) {
      each.append(at == 0 ? "" : "w.v" + at).append(part);
      at++;
    }
    var values = look.values();
    var arrays =
        values.stream().map(value -> "?::" + type(value) + "[]").collect(Collectors.joining(", "));
    var names =
        IntStream.rangeClosed(1, values.size())
            .mapToObj(i -> "v" + i)
            .collect(Collectors.joining(", "));
    return "SELECT q.*, w.n FROM unnest(%s) WITH ORDINALITY AS w (%s, n), LATERAL (%s) q ORDER BY w.n"
        .formatted(arrays, names, each);
  }

  private void bind(PreparedStatement query) throws SQLException {
    int at = 0;
    for (var same : looks.values()) {
      var first = same.getFirst().look().values();
      for (int i = 0; i < first.size(); i++) {
        if (same.size() == 1) {
          query.setObject(++at, first.get(i));
        } else {
          query.setArray(++at, column(query.getConnection(), same, i));
        }
      }
    }
  }

  private static Array column(Connection tx, List<Asked<?>> same, int at) throws SQLException {
    var values = same.stream().map(one -> one.look().values().get(at)).toList();
    return switch (values.getFirst()) {
      case Integer _ -> new Columns<>(tx, values).integers(it -> (Integer) it);
      case Long _ -> new Columns<>(tx, values).bigints(it -> (Long) it);
      case byte[] _ -> new Columns<>(tx, values).octets(it -> (byte[]) it);
      case Timestamp _ -> new Columns<>(tx, values).instants(it -> ((Timestamp) it).toInstant());
      default -> new Columns<>(tx, values).texts(it -> (String) it);
    };
  }

  private static String type(Object value) {
    return switch (value) {
      case Integer _ -> "int4";
      case Long _ -> "int8";
      case String _ -> "text";
      case byte[] _ -> "bytea";
      case Timestamp _ -> "timestamptz";
      default -> throw new IllegalArgumentException("no such value in a look: " + value.getClass());
    };
  }

  private static void read(List<Asked<?>> same, ResultSet rows) throws SQLException {
    if (same.size() == 1) {
      same.getFirst().readAlone(rows);
      return;
    }
    var shares = new RowShares(rows);
    for (int i = 0; i < same.size(); i++) {
      same.get(i).readAlone(shares.of(i + 1));
    }
  }
}
