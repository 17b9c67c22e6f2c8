package org.maapay.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/** A durable PostgreSQL with all its files, the log too, in one folder. */
public final class OwnServer implements AutoCloseable {
  private static final String DATABASE = "maapay";

  private final Path folder;
  private EmbeddedPostgres postgres;

  /** Starts it in {@code folder}, which is empty, and brings the schema there. */
  public OwnServer(Path folder) throws IOException, SQLException {
    this.folder = folder;
    postgres = start(0);
    sql("CREATE DATABASE " + DATABASE);
    Migrations.apply(source());
    new Database(source()).run(tx -> Months.make(tx, LocalDate.of(2026, 1, 1)));
  }

  private EmbeddedPostgres start(int port) throws IOException {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "60")
            .setServerConfig("min_wal_size", "32MB")
            .setServerConfig("max_wal_size", "32MB");
    return port == 0 ? builder.start() : builder.setPort(port).start();
  }

  DataSource source() {
    return postgres.getDatabase("postgres", DATABASE);
  }

  /** Asks it, beside every pool. */
  public void sql(String sql) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Kills what is left of it and starts it on the same files, at the same address. */
  public void startAgain() throws IOException {
    var port = postgres.getPort();
    var lock = folder.resolve("postmaster.pid");
    if (Files.exists(lock)) {
      var pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
      ProcessHandle.of(pid)
          .filter(ProcessHandle::destroyForcibly)
          .ifPresent(it -> it.onExit().join());
    }
    close();
    postgres = start(port);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
