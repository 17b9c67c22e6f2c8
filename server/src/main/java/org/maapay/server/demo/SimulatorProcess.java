package org.maapay.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The simulator of everything outside, in a process of its own. It reads our standard output's
 * other end: when this process dies, however it dies, the simulator sees the end of its input and
 * ends.
 */
final class SimulatorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 20;

  /** A run whose only purpose is to record what a start loads. */
  private static final boolean TRAINING = Boolean.getBoolean("maapay.training");

  private final Process process;

  private SimulatorProcess(Process process) {
    this.process = process;
  }

  /** Starts it from the folder of its jar and libraries; its output goes to {@code log}. */
  static SimulatorProcess start(Path folder, Path config, Path log) {
    try {
      return new SimulatorProcess(
          new ProcessBuilder(command(folder, config))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator did not start", e);
    }
  }

  private static List<String> command(Path folder, Path config) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
    cache(folder.resolve("maapay-simulator.aot")).ifPresent(command::add);
    var classes = folder.resolve("maapay-simulator.jar") + ":" + folder.resolve("lib") + "/*";
    command.addAll(
        List.of("-cp", classes, "org.maapay.simulator.Simulator", "--config", config.toString()));
    return command;
  }

  /** Classes loaded and linked beforehand: made when the launcher asks for it, used when there. */
  private static Optional<String> cache(Path file) {
    if (TRAINING) {
      return Optional.of("-XX:AOTCacheOutput=" + file);
    }
    return Files.exists(file) ? Optional.of("-XX:AOTCache=" + file) : Optional.empty();
  }

  /**
   * Waits until it answers.
   *
   * @throws IllegalStateException with the place of its log if it does not
   */
  void await(URI health, Path log) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      while (!isHealthy(client, health)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("the simulator did not get ready; see " + log);
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(TRAINING ? 120 : 2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isHealthy(HttpClient client, URI health) throws InterruptedException {
    var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(1)).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
