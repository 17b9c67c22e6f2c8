package org.maapay.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How queries are planned that read whole tables. Where the database knows little of its tables, or
 * what it knows is old, it takes a big one for a small one and looks its rows up one by one, for
 * hours. What reads every row anyway needs no guess: each table is read once, from its beginning to
 * its end, and met with the others by hashes.
 */
public final class WholeTables {
  /** Memory is per hash, and doubled by the server's default; what needs more goes to the disk. */
  private static final String PLAN =
      """
      SELECT set_config(name, value, true) FROM (VALUES
        ('enable_nestloop', 'off'), ('enable_mergejoin', 'off'), ('enable_sort', 'off'),
        ('enable_indexscan', 'off'), ('enable_indexonlyscan', 'off'), ('enable_bitmapscan', 'off'),
        ('work_mem', '128MB'), ('max_parallel_workers_per_gather', '4')) AS setting (name, value)
      """;

  private WholeTables() {}

  /**
   * Lets all further queries of {@code tx} be planned so, until it ends.
   *
   * @throws IllegalStateException outside a transaction, which would forget it at once
   */
  public static void plan(Connection tx) throws SQLException {
    if (tx.getAutoCommit()) {
      throw new IllegalStateException("whole tables are read in a transaction");
    }
    try (var statement = tx.createStatement()) {
      statement.execute(PLAN);
    }
  }
}
