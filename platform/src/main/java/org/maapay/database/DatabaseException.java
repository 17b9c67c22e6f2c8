package org.maapay.database;

import java.sql.SQLException;

/** The database failed. Its message names the state alone: statements may hold personal data. */
public final class DatabaseException extends RuntimeException {
  private final String state;

  public DatabaseException(SQLException cause) {
    super("database: SQLSTATE " + stateOf(cause), cause);
    this.state = stateOf(cause);
  }

  /** The SQLSTATE, five characters; {@code 00000} if the driver gave none. */
  public String state() {
    return state;
  }

  /** Whether the same work may succeed if it is simply tried again: deadlock or serialization. */
  public boolean isTransient() {
    return state.equals("40001") || state.equals("40P01");
  }

  private static String stateOf(SQLException cause) {
    var state = cause.getSQLState();
    return state == null ? "00000" : state;
  }
}
