package org.maapay.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maapay.server.EmbeddedDatabase;
import org.maapay.server.ServerSettings.OtherMaaPay;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another MaaPay in a process of its own: an institution alone, on a database of its own, at which
 * this one is a merchant. When this process dies, however it dies, it sees the end of its input and
 * ends.
 */
final class SecondMaaPay implements AutoCloseable {
  static final String DATABASE = "maapay_second";
  static final String CODE = "SECOND";
  static final String NAME = "第二支付";

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final long POLL_MILLIS = 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final Told told;

  /** What it tells whom it admitted. */
  record Told(
      String baseUrl, String merchantId, String keyId, String rootKeyPem, String keypadKeyPem) {
    void write(Path file) throws IOException {
      DemoState.writePrivately(file, JSON.writeValueAsBytes(this));
    }
  }

  private SecondMaaPay(Process process, Told told) {
    this.process = process;
    this.told = told;
  }

  /** Starts it and waits until it answers. */
  static SecondMaaPay start(Demo.Wish wish, EmbeddedDatabase postgres)
      throws IOException, InterruptedException {
    postgres.create(DATABASE);
    var folder = wish.folder();
    var file = file(folder);
    Files.deleteIfExists(file);
    var log = folder.resolve("second.log");
    var process =
        new ProcessBuilder(command(wish))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true)
            .start();
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IllegalStateException("the second institution did not get ready; see " + log);
      }
      Thread.sleep(POLL_MILLIS);
    }
    return new SecondMaaPay(process, JSON.readValue(Files.readAllBytes(file), Told.class));
  }

  /** What it writes when it is ready. */
  static Path file(Path folder) {
    return folder.resolve("second.json");
  }

  private static List<String> command(Demo.Wish wish) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Dmaapay.home=" + wish.home(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.maapay.server.Main",
            "demo-institution",
            "--data",
            wish.folder().toString(),
            "--port",
            Integer.toString(wish.ports().base())));
    return command;
  }

  /** How it is reached and what was agreed with it; keys are in files of their own. */
  OtherMaaPay admitted(Path folder) throws IOException {
    var root = folder.resolve("second-root.pem");
    DemoState.writePrivately(root, told.rootKeyPem().getBytes(StandardCharsets.US_ASCII));
    return new OtherMaaPay(
        CODE,
        NAME,
        told.baseUrl(),
        told.merchantId(),
        told.keyId(),
        DemoAggregator.keyFile(folder).toString(),
        root.toString(),
        null);
  }

  /** The key by which handsets know its keypads. */
  String keypadKeyPem() {
    return told.keypadKeyPem();
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
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
