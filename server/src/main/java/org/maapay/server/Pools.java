package org.maapay.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connection pools. */
public final class Pools {
  private static final long PATIENCE_MILLIS = 10_000;

  private Pools() {}

  /** A pool of {@code size} connections whose statements are prepared once and kept. */
  public static HikariDataSource open(
      String name, ServerSettings.DatabaseSettings database, int size) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.addDataSourceProperty("ApplicationName", "maapay-" + name);
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("preparedStatementCacheQueries", "512");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Every statement is found by its keys, and planning it for each value costs more than it.
    // Citus sends a call to the machine of its bucket only if the plan is made for the value.
    var plans = database.citus() ? "" : "-c plan_cache_mode=force_generic_plan ";
    config.addDataSourceProperty("options", plans + "-c jit=off");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }
}
