package org.maapay.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A demo in a process of its own, which can be stopped and killed. */
public final class DemoProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(100);

  /** As the launcher starts it. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xms256m",
          "-Xmx512m",
          "-XX:+UseParallelGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:TrimNativeHeapInterval=10000",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8");

  /** Given where the launcher found that the kernel has them. */
  private static final String HUGE_PAGES = "-XX:+UseTransparentHugePages";

  private final Process process;
  private final Path data;
  private final DemoFacts facts;

  private DemoProcess(Process process, Path data, DemoFacts facts) {
    this.process = process;
    this.data = data;
    this.facts = facts;
  }

  /**
   * Starts a demo and waits until it is ready. It goes with this process, however that ends.
   *
   * @param home the repository, built
   * @param data its folder, of its own
   */
  public static DemoProcess start(Path home, Path data, int port) throws IOException {
    return start(home, data, port, 0);
  }

  /** The same, with {@code payers} more users who have money. */
  static DemoProcess start(Path home, Path data, int port, int payers) throws IOException {
    Files.createDirectories(data);
    var ready = data.resolve("demo.json");
    Files.deleteIfExists(ready);
    var log = data.resolve("demo.log");
    var builder =
        new ProcessBuilder(command(home, data, port, payers))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2"); // As the launcher does.
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(process)));
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        end(process);
        throw new IOException("the demo did not get ready; see " + log);
      }
      pause(POLL);
    }
    return new DemoProcess(process, data, DemoFacts.read(ready));
  }

  public DemoFacts facts() {
    return facts;
  }

  /** Kills the server (SIGKILL): nothing of it runs any more when this returns. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * Kills PostgreSQL (SIGKILL to its first process; the others end when they notice).
   *
   * @return false if none was running
   */
  public boolean killDatabase() {
    var postmaster = postmaster();
    postmaster.ifPresent(found -> {
      found.destroyForcibly();
      found.onExit().join();
    });
    return postmaster.isPresent();
  }

  /** Stops it as Ctrl-C does; kills it if that takes too long. */
  @Override
  public void close() {
    end(process);
    killDatabase();
  }

  private Optional<ProcessHandle> postmaster() {
    return postmaster(data);
  }

  /** The first process of the PostgreSQL whose data are in {@code data}. */
  static Optional<ProcessHandle> postmaster(Path data) {
    var file = data.resolve("postgresql/postmaster.pid");
    try {
      var pid = Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      return ProcessHandle.of(Long.parseLong(pid.strip()))
          .filter(found -> found.info().command().orElse("").endsWith("postgres"));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command(Path home, Path data, int port, int payers) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    if (ManagementFactory.getRuntimeMXBean().getInputArguments().contains(HUGE_PAGES)) {
      command.add(HUGE_PAGES);
    }
    var cache = home.resolve("server/target/maapay-server.aot");
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.addAll(
        List.of(
            "-Dmaapay.home=" + home,
            "-cp",
            classes(home),
            "org.maapay.server.Main",
            "demo",
            "--port",
            Integer.toString(port),
            "--payers",
            Integer.toString(payers),
            "--data",
            data.toString()));
    return command;
  }

  /** The class path of the server and its tools. */
  static String classes(Path home) {
    return home.resolve("server/target/maapay-server.jar")
        + ":"
        + home.resolve("server/target/lib")
        + "/*";
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
