package org.maapay.database;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;

/** The monthly partitions of the big tables, made ahead of time. */
public final class Months {
  private static final int BEHIND = 1;
  private static final int AHEAD = 2;

  private Months() {}

  /**
   * Makes the partitions of the months around {@code today} that are missing; joins the caller's
   * transaction. Without it nothing is lost: the default partition takes what comes.
   *
   * @return how many months were made
   */
  public static int make(Connection tx, LocalDate today) throws SQLException {
    int made = 0;
    try (var query = tx.prepareStatement("SELECT make_month(?)")) {
      for (int month = -BEHIND; month <= AHEAD; month++) {
        query.setDate(1, Date.valueOf(today.plusMonths(month)));
        try (var row = query.executeQuery()) {
          row.next();
          made += row.getBoolean(1) ? 1 : 0;
        }
      }
    }
    return made;
  }
}
