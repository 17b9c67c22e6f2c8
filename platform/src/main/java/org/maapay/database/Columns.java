package org.maapay.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.maapay.database.BinaryArray.Elements;

/**
 * What a statement for many rows is given: an array for each column, one element for each row, in
 * the rows' order.
 *
 * @param <R> where the values of a row come from
 */
public final class Columns<R> {
  private final Connection tx;
  private final Collection<R> rows;

  /**
   * @param tx the connection of the statement that takes the arrays
   */
  public Columns(Connection tx, Collection<R> rows) {
    this.tx = tx;
    this.rows = rows;
  }

  public Array integers(Function<R, @Nullable Integer> value) throws SQLException {
    return of(
        Elements.INTEGER,
        (row, to) -> {
          var number = value.apply(row);
          if (number == null) {
            to.putNull();
          } else {
            to.put(number.intValue());
          }
        });
  }

  public Array bigints(ToLongFunction<R> value) throws SQLException {
    return of(Elements.BIGINT, (row, to) -> to.put(value.applyAsLong(row)));
  }

  public Array texts(Function<R, @Nullable String> value) throws SQLException {
    return of(Elements.TEXT, (row, to) -> to.put(value.apply(row)));
  }

  public Array uuids(Function<R, UUID> value) throws SQLException {
    return of(Elements.UUID, (row, to) -> to.put(value.apply(row)));
  }

  public Array octets(Function<R, byte @Nullable []> value) throws SQLException {
    return of(Elements.BYTES, (row, to) -> to.put(value.apply(row)));
  }

  /** Times, as exact as the database keeps them. */
  public Array instants(Function<R, @Nullable Instant> value) throws SQLException {
    return of(Elements.INSTANT, (row, to) -> to.put(value.apply(row)));
  }

  private Array of(Elements elements, BiConsumer<R, BinaryArray> cell) throws SQLException {
    var array = new BinaryArray(elements, rows.size());
    for (var row : rows) {
      cell.accept(row, array);
    }
    return array.of(tx);
  }
}
