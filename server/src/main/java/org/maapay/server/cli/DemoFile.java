package org.maapay.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code data/demo/demo.json}, which tells tools where the running demo is. */
final class DemoFile {
  private final JsonNode content;

  private DemoFile(JsonNode content) {
    this.content = content;
  }

  /**
   * Reads the file of the demo in this checkout.
   *
   * @throws IllegalStateException with the remedy if no demo has run
   */
  static DemoFile read() {
    var home = Path.of(System.getProperty("maapay.home", "."));
    var file = home.resolve("data/demo/demo.json");
    if (!Files.exists(file)) {
      throw new IllegalStateException("no demo is running: start it with ./maapay demo");
    }
    try {
      return new DemoFile(JsonMapper.builder().build().readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String databaseUrl() {
    return content.path("databaseUrl").asString();
  }

  JsonNode content() {
    return content;
  }
}
