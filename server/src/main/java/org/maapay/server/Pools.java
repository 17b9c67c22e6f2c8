package org.maapay.server;

import com.zaxxer.hikari.HikariConfig;

/** Connection pools. */
public final class Pools {
  private Pools() {}

  /** A pool of {@code size} connections whose statements are prepared once and kept. */
  public static ConnectionPool open(
      String name, ServerSettings.DatabaseSettings database, int size) {
    // Every statement is found by its keys, and planning it for each value costs more than it.
    // Citus sends a call to the machine of its bucket only if the plan is made for the value.
    return open(
        name, database, size, database.citus() ? "" : "-c plan_cache_mode=force_generic_plan");
  }

  /**
   * A pool for work that nobody waits for and that is done again if it was lost. Its statements
   * take many rows at once, and are planned for what the tables hold at that moment. Its commits do
   * not wait for the disk: after a crash of the database the last of them may be undone, never one
   * of two that a third was built on.
   */
  public static ConnectionPool openBackground(
      String name, ServerSettings.DatabaseSettings database, int size) {
    return open(
        name, database, size, "-c plan_cache_mode=force_custom_plan -c synchronous_commit=off");
  }

  private static ConnectionPool open(
      String name, ServerSettings.DatabaseSettings database, int size, String options) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(ConnectionPool.STEP.toMillis());
    config.addDataSourceProperty("ApplicationName", "maapay-" + name);
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("preparedStatementCacheQueries", "512");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("options", options + " -c jit=off");
    // Else a connection would have to be made within a step of the wait for one.
    config.addDataSourceProperty("loginTimeout", "10");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new ConnectionPool(config);
  }
}
