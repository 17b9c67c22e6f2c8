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

  /**
   * Whether the same work may succeed if it is simply tried again: deadlock, serialization, or
   * somebody else stored the same key first, whose row is seen next time.
   */
  public boolean isTransient() {
    return state.equals("40001") || state.equals("40P01") || state.equals("23505");
  }

  /**
   * Whether the database could not be reached or went away (classes 08, 53, 57P, or a pool that
   * gave no connection). If it went away during a commit, nobody knows whether that happened.
   */
  public boolean isOutage() {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.equals("00000");
  }

  /** Whether what was to be stored is refused (classes 22 and 23); it is refused each time. */
  public boolean isAboutData() {
    return state.startsWith("22") || state.startsWith("23");
  }

  private static String stateOf(SQLException cause) {
    var state = cause.getSQLState();
    return state == null ? "00000" : state;
  }
}
