package org.maapay.bench.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one payment takes, as {@code maapay bench payment --save} measured it.
 *
 * @param serverMicros processor time of the server
 * @param databaseMicros processor time of PostgreSQL
 * @param storedBytes what the books grow by, indexes included
 * @param loggedBytes what the log of calls grows by
 * @param walBytes what PostgreSQL writes ahead, pages after two checkpoints a minute included
 * @param machine where that was measured, as one reads it
 */
record Cost(
    double serverMicros,
    double databaseMicros,
    double storedBytes,
    double loggedBytes,
    double walBytes,
    String machine) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** From the newest line of {@code results}. */
  static Cost newest(Path results) throws IOException {
    try {
      var lines = Files.readAllLines(results);
      if (lines.isEmpty()) {
        throw new IOException(results + " is empty: measure first, maapay bench payment --save");
      }
      return of(JSON.readTree(lines.getLast()));
    } catch (NoSuchFileException e) {
      throw new IOException(results + " is missing: measure first, maapay bench payment --save", e);
    }
  }

  private static Cost of(JsonNode line) throws IOException {
    return new Cost(
        number(line, "javaMicrosPerItem"),
        number(line, "postgresMicrosPerItem"),
        number(line, "storedBytesPerItem"),
        number(line, "loggedBytesPerItem"),
        number(line, "walBytesPerItem"),
        "%d cores, PostgreSQL %s, version %s"
            .formatted(
                line.path("cores").asInt(),
                line.path("postgresql").asString("?"),
                line.path("commit").asString("?")));
  }

  private static double number(JsonNode line, String name) throws IOException {
    var value = line.path(name);
    if (!value.isNumber() || value.asDouble() <= 0) {
      throw new IOException(
          "the figure has no " + name + ": measure anew, maapay bench payment --save");
    }
    return value.asDouble();
  }
}
