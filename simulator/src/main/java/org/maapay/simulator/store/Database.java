package org.maapay.simulator.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One schema of the PostgreSQL that the simulator lives in. Statements name tables without their
 * schema. Commits don't wait for the disk: when the database server itself dies, the simulated
 * world may forget its last moment.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /** How to reach the database; the password never shows. */
  public record Access(String url, String user, String password) {
    @Override
    public String toString() {
      return "Access[" + url + ", " + user + "]";
    }
  }

  /** Opens {@code schema}, and makes it if there is none. */
  public static Database open(Access access, String schema) throws SQLException {
    if (!schema.matches("[a-z][a-z0-9_]{0,30}")) {
      throw new IllegalArgumentException("not a schema name: " + schema);
    }
    var config = new HikariConfig();
    config.setPoolName(schema);
    config.setJdbcUrl(access.url());
    config.setUsername(access.user());
    config.setPassword(access.password());
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(10_000);
    config.addDataSourceProperty("options", "-c synchronous_commit=off -c search_path=" + schema);
    var database = new Database(new HikariDataSource(config));
    database.makeSchema(schema);
    return database;
  }

  /** A connection that commits every statement by itself. */
  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /** Runs statements that define tables; each must bear being run again. */
  public void define(String... statements) throws SQLException {
    try (var connection = connection();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Looked for first: a role that owns the schema need not be allowed to make schemas. */
  private void makeSchema(String schema) throws SQLException {
    try (var connection = connection();
        var query = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
      query.setString(1, schema);
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          define("CREATE SCHEMA IF NOT EXISTS " + schema);
        }
      }
    }
  }
}
