package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What PostgreSQL itself takes, by its own benchmark: TPC-B-like, scale 20, prepared, on the same
 * server with the same settings, in a database of its own that is dropped afterwards.
 */
public final class PgBench {
  private static final String DATABASE = "maapay_pgbench";
  private static final int SCALE = 20;
  private static final int CLIENTS = 16;
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) ");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path program;
  private final String url;

  private PgBench(Path program, String url) {
    this.program = program;
    this.url = url;
  }

  /**
   * The limits of this server here and now.
   *
   * @param saturated transactions per second of as many clients as can be served
   * @param paced latencies at a fixed rate, each from when it was due
   */
  record Limits(double saturated, Latencies paced, int perSecond) {
    Figure figure() {
      var more =
          Map.<String, Object>of(
              "scale", SCALE,
              "clients", CLIENTS,
              "pacedPerSecond", perSecond,
              "p50Millis", paced.percentileMillis(50),
              "p99Millis", paced.percentileMillis(99));
      return new Figure("pgbench", saturated, "transactions/s", Optional.empty(), more);
    }
  }

  /** Finds {@code pgbench}; Debian has it in the package {@code postgresql}. */
  static Optional<Path> find() throws IOException {
    var places = new ArrayList<Path>();
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Stream.of(path.split(":", -1)).map(folder -> Path.of(folder, "pgbench")).forEach(places::add);
    var debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (var versions = Files.list(debian)) {
        versions.map(version -> version.resolve("bin/pgbench")).forEach(places::add);
      }
    }
    return places.stream().filter(Files::isExecutable).findFirst();
  }

  /** Finds it, or installs it where that is allowed: as root, with Debian's packages. */
  public static Optional<Path> findOrInstall() throws IOException, InterruptedException {
    var found = find();
    if (found.isPresent() || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return found;
    }
    System.err.println("bench: installing pgbench");
    var shell = "apt-get update -qq && apt-get install -y -qq postgresql";
    var process =
        new ProcessBuilder("sh", "-c", shell)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    process.environment().put("DEBIAN_FRONTEND", "noninteractive");
    process.start().waitFor();
    return find();
  }

  /** Transactions per second of as many clients as can be served, for {@code time}. */
  public static double saturated(Path program, String databaseUrl, Duration time)
      throws IOException, SQLException {
    var bench = new PgBench(program, databaseUrl);
    bench.sql("DROP DATABASE IF EXISTS " + DATABASE);
    bench.sql("CREATE DATABASE " + DATABASE);
    try {
      bench.run(List.of("-i", "-q", "-s", Integer.toString(SCALE)));
      return bench.saturated(time);
    } finally {
      bench.sql("DROP DATABASE " + DATABASE);
    }
  }

  /** Measures the server that {@code databaseUrl} leads to. */
  static Limits measure(Path program, String databaseUrl, int perSecond, Duration time)
      throws IOException, SQLException {
    var bench = new PgBench(program, databaseUrl);
    bench.sql("DROP DATABASE IF EXISTS " + DATABASE);
    bench.sql("CREATE DATABASE " + DATABASE);
    try {
      bench.run(List.of("-i", "-q", "-s", Integer.toString(SCALE)));
      var saturated = bench.saturated(time);
      return new Limits(saturated, bench.paced(load(time), perSecond), perSecond);
    } finally {
      bench.sql("DROP DATABASE " + DATABASE);
    }
  }

  private static List<String> load(Duration time) {
    var seconds = Long.toString(time.toSeconds());
    var clients = Integer.toString(CLIENTS);
    return List.of("-c", clients, "-j", "2", "-M", "prepared", "-T", seconds);
  }

  private double saturated(Duration time) throws IOException {
    var found = TPS.matcher(run(load(time)));
    if (!found.find()) {
      throw new IOException("pgbench told no rate");
    }
    return Double.parseDouble(found.group(1));
  }

  private Latencies paced(List<String> load, int perSecond) throws IOException {
    var folder = Files.createTempDirectory("maapay-pgbench");
    var prefix = folder.resolve("log").toString();
    var options = new ArrayList<>(load);
    options.addAll(List.of("-R", Integer.toString(perSecond), "-l", "--log-prefix=" + prefix));
    try {
      run(options);
      var times = new ArrayList<Duration>();
      for (var log : files(folder)) {
        for (var line : Files.readAllLines(log)) {
          times.add(Duration.of(microseconds(line), ChronoUnit.MICROS));
        }
      }
      return Latencies.of(times);
    } finally {
      for (var log : files(folder)) {
        Files.delete(log);
      }
      Files.delete(folder);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** The third number of a line is the time from when the transaction was due. */
  private static long microseconds(String line) {
    return Long.parseLong(line.split(" ", 4)[2]);
  }

  private String run(List<String> options) throws IOException {
    var server = URI.create(url.substring("jdbc:".length()));
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("-h", server.getHost(), "-p", Integer.toString(server.getPort())));
    command.addAll(List.of("-U", "postgres"));
    command.addAll(options);
    command.add(DATABASE);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      var output = String.join("\n", reader.readAllLines());
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("pgbench failed: " + output);
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private void sql(String statement) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }
}
