package org.maapay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much of the machine's processors was used, by whomever, as Linux tells it in {@code
 * /proc/stat}: a load that says how large it was beside what the machine can do.
 */
record Busy(long used, long all) {
  private static final int IDLE = 3;
  private static final int WAITING = 4;

  static Busy now() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      return of(lines.findFirst().orElse(""));
    }
  }

  static Busy of(String line) {
    var times =
        Arrays.stream(line.replaceFirst("^cpu +", "").split(" ", -1))
            .limit(8)
            .mapToLong(Long::parseLong)
            .toArray();
    long all = Arrays.stream(times).sum();
    return new Busy(all - times[IDLE] - times[WAITING], all);
  }

  /** The share since {@code before}, between 0 and 1. */
  double shareSince(Busy before) {
    return Math.round(100.0 * (used - before.used) / Math.max(1, all - before.all)) / 100.0;
  }
}
