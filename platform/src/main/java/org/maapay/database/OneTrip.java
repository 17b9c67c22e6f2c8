package org.maapay.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several reads that go to the database together: the wait and the switches between processes cost
 * more than most statements, and are paid once. Each statement stays with the package that owns its
 * table. They are answered in the order in which they were asked, so that one may rely on what an
 * earlier one brought into memory. All look into the buckets of one lane.
 */
public final class OneTrip {
  private final List<Asked<?>> asked = new ArrayList<>();

  static final class Asked<T> implements Supplier<T> {
    private final Look<T> look;
    private @Nullable T answer;
    private @Nullable RuntimeException failure;

    Asked(Look<T> look) {
      this.look = look;
    }

    void read(ResultSet rows) throws SQLException {
      answer = look.rows().read(rows);
    }

    /** What goes wrong with one answer is told to whoever asked for it, and to nobody else. */
    void readAlone(ResultSet rows) {
      try {
        read(rows);
      } catch (SQLException e) {
        failure = new DatabaseException(e);
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    Look<T> look() {
      return look;
    }

    @Override
    public T get() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(answer, "asked before the trip");
    }
  }

  /** Takes {@code look} along; the answer is there after {@link #go}. */
  public <T> Supplier<T> ask(Look<T> look) {
    var one = new Asked<T>(look);
    asked.add(one);
    return one;
  }

  List<Asked<?>> asked() {
    return asked;
  }

  /** Asks all, once. Outside a transaction each may see what was committed before it began. */
  public void go(Connection tx) throws SQLException {
    var sql = asked.stream().map(one -> one.look.sql()).collect(Collectors.joining(";\n"));
    try (var query = tx.prepareStatement(sql)) {
      bind(query);
      boolean hasRows = query.execute();
      for (var one : asked) {
        if (!hasRows) {
          throw new IllegalStateException("a look answers with rows: " + one.look);
        }
        try (var rows = query.getResultSet()) {
          one.read(rows);
        }
        hasRows = query.getMoreResults();
      }
    }
  }

  private void bind(PreparedStatement query) throws SQLException {
    int at = 0;
    for (var one : asked) {
      for (var value : one.look.values()) {
        query.setObject(++at, value);
      }
    }
  }
}
