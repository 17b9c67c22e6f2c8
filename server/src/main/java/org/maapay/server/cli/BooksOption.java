package org.maapay.server.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which books a command reads or changes. */
final class BooksOption {
  @Option(
      names = "--database-url",
      description = "JDBC URL; by default the running demo's, from data/demo/demo.json.")
  private @Nullable String url;

  /** One snapshot of the books, which does not change while they do. */
  Connection open() throws SQLException {
    var connection = openToWrite();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    return connection;
  }

  /** A connection on which every statement commits by itself. */
  Connection openToWrite() throws SQLException {
    return DriverManager.getConnection(url == null ? DemoFile.read().databaseUrl() : url);
  }
}
