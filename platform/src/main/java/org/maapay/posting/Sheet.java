package org.maapay.posting;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind as the posting function takes them: an array for each column, a row is one
 * element of each. The package that owns the rows says here what their columns are; sheet and
 * column together name the function's argument.
 */
public final class Sheet<R> {
  private static final String BUCKET = "bucket";

  private final String name;
  private final List<Named<R>> columns;
  private final @Nullable ToIntFunction<R> bucket;

  private Sheet(String name, List<Named<R>> columns, @Nullable ToIntFunction<R> bucket) {
    this.name = name;
    this.columns = columns;
    this.bucket = bucket;
  }

  /** A sheet without columns, to begin with. */
  public static <R> Sheet<R> of(String name) {
    return new Sheet<>(name, List.of(), null);
  }

  private record Named<R>(String name, Column<R> column) {}

  /** In which bucket {@code row} lives; every sheet has that column. */
  int bucket(R row) {
    return Objects.requireNonNull(bucket, name).applyAsInt(row);
  }

  /** One column of many rows. */
  @FunctionalInterface
  private interface Column<R> {
    Array of(Connection tx, List<R> rows) throws SQLException;
  }

  public Sheet<R> integer(String column, ToIntFunction<R> value) {
    var sheet =
        with(
            column,
            (tx, rows) ->
                tx.createArrayOf(
                    "int4", rows.stream().mapToInt(value).boxed().toArray(Integer[]::new)));
    return column.equals(BUCKET) ? new Sheet<>(name, sheet.columns, value) : sheet;
  }

  public Sheet<R> bigint(String column, ToLongFunction<R> value) {
    return with(
        column,
        (tx, rows) ->
            tx.createArrayOf("int8", rows.stream().mapToLong(value).boxed().toArray(Long[]::new)));
  }

  public Sheet<R> text(String column, Function<R, @Nullable String> value) {
    return with(
        column,
        (tx, rows) -> {
          var texts = new @Nullable String[rows.size()];
          for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(rows.get(i));
          }
          return tx.createArrayOf("text", texts);
        });
  }

  public Sheet<R> uuid(String column, Function<R, UUID> value) {
    return with(
        column,
        (tx, rows) -> tx.createArrayOf("uuid", rows.stream().map(value).toArray(UUID[]::new)));
  }

  public Sheet<R> bytes(String column, Function<R, byte[]> value) {
    return with(
        column,
        (tx, rows) -> tx.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new)));
  }

  /** A time, as microseconds since 1970. */
  public Sheet<R> instant(String column, Function<R, @Nullable Instant> value) {
    return with(
        column,
        (tx, rows) -> {
          var micros = new @Nullable Long[rows.size()];
          for (int i = 0; i < micros.length; i++) {
            var at = value.apply(rows.get(i));
            micros[i] = at == null ? null : micros(at);
          }
          return tx.createArrayOf("int8", micros);
        });
  }

  String name() {
    return name;
  }

  /** The function's arguments for this sheet, the one that tells the items first. */
  List<String> arguments() {
    var names = new ArrayList<String>();
    names.add(name + "_item");
    columns.forEach(column -> names.add(name + "_" + column.name()));
    return names;
  }

  List<Array> arrays(Connection tx, List<R> rows) throws SQLException {
    var arrays = new ArrayList<Array>(columns.size());
    for (var column : columns) {
      arrays.add(column.column().of(tx, rows));
    }
    return arrays;
  }

  private Sheet<R> with(String named, Column<R> column) {
    var all = new ArrayList<>(columns);
    all.add(new Named<>(named, column));
    return new Sheet<>(name, List.copyOf(all), bucket);
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }
}
