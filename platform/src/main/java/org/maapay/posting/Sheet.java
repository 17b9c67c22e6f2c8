package org.maapay.posting;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.maapay.database.BinaryArray;
import org.maapay.database.BinaryArray.Elements;
import org.maapay.kernel.Bucket;

/**
 * Rows of one kind as the posting function takes them: an array for each column, a row is one
 * element of each. The package that owns the rows says here what their columns are; sheet and
 * column together name the function's argument.
 */
public final class Sheet<R> {
  private final String name;
  private final Function<R, Bucket> bucket;
  private final List<Column<R>> columns;

  private Sheet(String name, Function<R, Bucket> bucket, List<Column<R>> columns) {
    this.name = name;
    this.bucket = bucket;
    this.columns = columns;
  }

  /**
   * A sheet with two columns, to begin with: the item that a row belongs to and its bucket.
   *
   * @param bucket where a row lives
   */
  public static <R> Sheet<R> of(String name, Function<R, Bucket> bucket) {
    return new Sheet<>(name, bucket, List.of());
  }

  /** One column of many rows. */
  private record Column<R>(String name, Elements elements, Cell<R> cell) {
    Array of(Connection tx, List<Placed<R>> rows) throws SQLException {
      var array = new BinaryArray(elements, rows.size());
      for (var placed : rows) {
        cell.write(placed.row(), array);
      }
      return array.of(tx);
    }
  }

  @FunctionalInterface
  private interface Cell<R> {
    void write(R row, BinaryArray to);
  }

  /**
   * A row in a batch.
   *
   * @param item the entry it belongs to, from 1
   */
  record Placed<R>(int item, int bucket, R row) {}

  /** In which bucket {@code row} lives. */
  int bucket(R row) {
    return bucket.apply(row).value();
  }

  public Sheet<R> integer(String column, ToIntFunction<R> value) {
    return with(column, Elements.INTEGER, (row, to) -> to.put(value.applyAsInt(row)));
  }

  public Sheet<R> bigint(String column, ToLongFunction<R> value) {
    return with(column, Elements.BIGINT, (row, to) -> to.put(value.applyAsLong(row)));
  }

  public Sheet<R> text(String column, Function<R, @Nullable String> value) {
    return with(column, Elements.TEXT, (row, to) -> to.put(value.apply(row)));
  }

  public Sheet<R> uuid(String column, Function<R, UUID> value) {
    return with(column, Elements.UUID, (row, to) -> to.put(value.apply(row)));
  }

  public Sheet<R> bytes(String column, Function<R, byte[]> value) {
    return with(column, Elements.BYTES, (row, to) -> to.put(value.apply(row)));
  }

  /** A time, as microseconds since 1970. */
  public Sheet<R> instant(String column, Function<R, @Nullable Instant> value) {
    return with(
        column,
        Elements.BIGINT,
        (row, to) -> {
          var at = value.apply(row);
          if (at == null) {
            to.putNull();
          } else {
            to.put(micros(at));
          }
        });
  }

  String name() {
    return name;
  }

  /** The function's arguments for this sheet. */
  List<String> arguments() {
    var names = new ArrayList<String>();
    names.add(name + "_item");
    names.add(name + "_bucket");
    columns.forEach(column -> names.add(name + "_" + column.name()));
    return names;
  }

  /**
   * The arguments' values. The rows are handed over by bucket, which leads every index: what is
   * stored side by side is then written one after the other.
   */
  List<Array> arrays(Connection tx, List<Placed<R>> rows) throws SQLException {
    var sorted = rows.stream().sorted(Comparator.comparingInt(Placed::bucket)).toList();
    var items = new BinaryArray(Elements.INTEGER, sorted.size());
    var buckets = new BinaryArray(Elements.INTEGER, sorted.size());
    for (var placed : sorted) {
      items.put(placed.item());
      buckets.put(placed.bucket());
    }
    var arrays = new ArrayList<Array>();
    arrays.add(items.of(tx));
    arrays.add(buckets.of(tx));
    for (var column : columns) {
      arrays.add(column.of(tx, sorted));
    }
    return arrays;
  }

  private Sheet<R> with(String named, Elements elements, Cell<R> cell) {
    var all = new ArrayList<>(columns);
    all.add(new Column<>(named, elements, cell));
    return new Sheet<>(name, bucket, List.copyOf(all));
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }
}
