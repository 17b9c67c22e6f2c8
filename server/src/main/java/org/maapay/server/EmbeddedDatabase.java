package org.maapay.server;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL 18 of our own, its data kept in a folder, durable like any other: what was
 * committed survives a crash of this process, of the database and of both.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * A posting touches some fifty tables and indexes, months as they are. As many of its locks as
   * this are taken without a word to the other connections.
   */
  private static final String LOCKS = "256";

  private final EmbeddedPostgres postgres;
  private final int port;

  private EmbeddedDatabase(EmbeddedPostgres postgres, int port) {
    this.postgres = postgres;
    this.port = port;
  }

  /**
   * Starts PostgreSQL on {@code port} of this machine alone. One that a killed process left behind
   * in the same folder is stopped first.
   */
  public static EmbeddedDatabase start(Path folder, int port) {
    var data = folder.resolve("postgresql").toAbsolutePath();
    try {
      Files.createDirectories(folder);
      stopAbandoned(data);
      // Else it would be another one's database that is migrated below.
      FreePort.require(port);
      var postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(folder.resolve("postgresql-binaries").toFile())
              .setPort(port)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", sharedBuffers())
              .setServerConfig("max_locks_per_transaction", LOCKS)
              .setServerConfig("max_wal_size", "4GB")
              .setServerConfig("min_wal_size", "1GB")
              .setServerConfig("log_parameter_max_length", "0")
              .setServerConfig("log_parameter_max_length_on_error", "0")
              .setPGStartupWait(PATIENCE)
              // Whoever started it ends it after those who use it.
              .setRegisterShutdownHook(false)
              .start();
      return new EmbeddedDatabase(postgres, port);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start in " + data, e);
    }
  }

  /** A sixteenth of the machine's memory, from 128 MB to 2 GB: enough beside everything else. */
  private static String sharedBuffers() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long megabytes = (system.getTotalMemorySize() >> 20) / 16;
    return Math.clamp(megabytes, 128, 2_048) + "MB";
  }

  public int port() {
    return port;
  }

  /** The JDBC URL of database {@code name}, without a user. */
  public String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** A connection source for its superuser. */
  public DataSource superuser(String name) {
    return postgres.getDatabase("postgres", name);
  }

  /** Creates database {@code name} unless it exists. */
  public void create(String name) {
    try (var connection = superuser("postgres").getConnection();
        var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
        var statement = connection.createStatement()) {
      query.setString(1, name);
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be created", e);
    }
  }

  /** Stops PostgreSQL; what is committed is on the disk. */
  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      LOG.warn("PostgreSQL did not stop cleanly; it recovers at the next start", e);
    }
  }

  private static void stopAbandoned(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    var first = Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    var process = process(first);
    if (process.isPresent() && isPostgres(process.get())) {
      LOG.info("stopping the PostgreSQL that an earlier run left behind");
      new ProcessBuilder("kill", "-INT", first.strip()).start();
      await(process.get());
    }
    Files.deleteIfExists(file);
  }

  private static Optional<ProcessHandle> process(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("postgres");
  }

  private static void await(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(
          "another PostgreSQL (process " + process.pid() + ") holds the data folder; stop it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
