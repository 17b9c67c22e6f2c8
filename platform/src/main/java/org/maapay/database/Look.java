package org.maapay.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A read of one statement that can share its way to the database with others; see {@link OneTrip}.
 *
 * @param sql one statement, which changes nothing
 * @param values for its parameters, in their order
 * @param rows turns what came into the answer
 */
public record Look<T>(String sql, List<Object> values, Rows<T> rows) {
  /** How the rows of an answer read; called once, before the first of them. */
  @FunctionalInterface
  public interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Looks alone. */
  public T in(Connection tx) throws SQLException {
    var trip = new OneTrip();
    var answer = trip.ask(this);
    trip.go(tx);
    return answer.get();
  }

  /** The statement alone: values may be personal. */
  @Override
  public String toString() {
    return sql;
  }
}
