package org.maapay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks into the books of a demo from outside. */
public final class Books {
  private static final long PATIENCE_SECONDS = 120;

  private final Path home;
  private final String url;

  /**
   * @param home the repository, built
   */
  public Books(Path home, String url) {
    this.home = home;
    this.url = url;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** The one number that {@code query} answers. */
  public long number(String query) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      if (!row.next()) {
        throw new SQLException("the query answers nothing");
      }
      return row.getLong(1);
    }
  }

  /** Makes the database write its dirty pages now. */
  void checkpoint() {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new IllegalStateException("the database makes no checkpoint", e);
    }
  }

  /** What all users own together, in fen. */
  public long usersFen() throws SQLException {
    return number("SELECT coalesce(sum(balance), 0) FROM account WHERE kind = 'USER_BALANCE'");
  }

  /** The ledger's promises that are broken, as {@code maapay ledger check} finds them. */
  public List<String> brokenPromises() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                DemoProcess.classes(home),
                "org.maapay.server.Main",
                "ledger",
                "check",
                "--database-url",
                url)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      var lines = reader.readAllLines();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the ledger check does not end");
      }
      var broken = lines.stream().filter(line -> !line.startsWith("ok ")).toList();
      return process.exitValue() == 0 || !broken.isEmpty()
          ? broken
          : List.of("the ledger check ended with " + process.exitValue());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
