package org.maapay.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * Connections whose callers wait for ten seconds while the database is away, and hardly at all once
 * this process is to stop: what it owes stands in the database, and is done by whoever runs next.
 */
public final class ConnectionPool extends HikariDataSource {
  static final Duration PATIENCE = Duration.ofSeconds(10);
  static final Duration STEP = Duration.ofMillis(500);

  private volatile boolean stopping;
  private volatile boolean gone;

  ConnectionPool(HikariConfig config) {
    super(config);
  }

  /** From now on nobody waits for a database that is away; one that is there serves as before. */
  public void hurry() {
    stopping = true;
  }

  @Override
  public Connection getConnection() throws SQLException {
    long begun = System.nanoTime();
    while (true) {
      try {
        return oneStep();
      } catch (SQLTransientConnectionException e) {
        if (stopping || System.nanoTime() - begun >= PATIENCE.toNanos()) {
          gone = true;
          throw e;
        }
      }
    }
  }

  private Connection oneStep() throws SQLException {
    if (stopping && gone && getHikariPoolMXBean().getTotalConnections() == 0) {
      throw new SQLTransientConnectionException("the database is away, and this process stops");
    }
    var connection = super.getConnection();
    gone = false;
    return connection;
  }
}
