package org.maapay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * One measured figure, printed as one line of JSON.
 *
 * @param reference what {@code value} is divided by for the ratio; absent where it wasn't measured
 * @param more what else was measured or must be known to read it
 */
public record Figure(
    String name, double value, String unit, Optional<Double> reference, Map<String, Object> more) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Figure {
    more = Map.copyOf(more);
  }

  /** A percentile in milliseconds with the others beside it. */
  static Figure of(String name, Latencies latencies, Map<String, Object> more) {
    var all = new LinkedHashMap<>(more);
    all.put("p50Millis", latencies.percentileMillis(50));
    all.put("p99Millis", latencies.percentileMillis(99));
    all.put("maxMillis", latencies.percentileMillis(100));
    all.put("count", latencies.count());
    return new Figure(name, latencies.percentileMillis(99), "ms", Optional.empty(), all);
  }

  Figure over(Optional<Double> base) {
    return new Figure(name, value, unit, base, more);
  }

  /** The same with one thing more to know. */
  Figure with(String what, Object known) {
    var all = new LinkedHashMap<>(more);
    all.put(what, known);
    return new Figure(name, value, unit, reference, all);
  }

  /** Prints the line, and keeps it in {@code bench/results} if {@code save}. */
  public void print(Map<String, Object> machine, Path home, boolean save) throws IOException {
    var line = line(machine);
    System.out.println(line);
    if (save) {
      var file = home.resolve("bench/results").resolve(name + ".jsonl");
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** The line; {@code machine} says where it was measured. */
  String line(Map<String, Object> machine) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", name);
    members.put("value", value);
    members.put("unit", unit);
    reference.ifPresent(base -> {
      members.put("reference", base);
      members.put("ratio", Math.round(value / base * 1_000) / 1_000.0);
    });
    more.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    members.putAll(machine);
    return JSON.writeValueAsString(members);
  }
}
