package org.maapay.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The simulator of everything outside, in a process of its own. It reads our standard output's
 * other end: when this process dies, however it dies, the simulator sees the end of its input and
 * ends.
 */
final class SimulatorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 50;

  private final Process process;

  private SimulatorProcess(Process process) {
    this.process = process;
  }

  /** Starts it from the folder of its jar and libraries; its output goes to {@code log}. */
  static SimulatorProcess start(Path folder, Path config, Path log) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = folder.resolve("maapay-simulator.jar") + ":" + folder.resolve("lib") + "/*";
    try {
      return new SimulatorProcess(
          new ProcessBuilder(
                  java,
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Djava.awt.headless=true",
                  "-cp",
                  classes,
                  "org.maapay.simulator.Simulator",
                  "--config",
                  config.toString())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator did not start", e);
    }
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
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
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
