package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long a cheap phone on a slow network looks at nothing: Chromium, slowed down. */
final class CashierPaint {
  private static final long PATIENCE_SECONDS = 120;

  private CashierPaint() {}

  /**
   * Opens {@code payUrl} in a fresh browser, time and again, by {@code bench/paint.mjs}.
   *
   * @throws IOException with the browser's own words if it could not be measured
   */
  static Figure measure(Path home, URI payUrl) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("node", home.resolve("bench/paint.mjs").toString())
            .directory(home.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // A link is worth money: it goes by the standard input and not into the list of processes.
    try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
      writer.write(payUrl.toString());
    }
    var times = new ArrayList<Duration>();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line : reader.readAllLines()) {
        times.add(Duration.ofNanos(Math.round(Double.parseDouble(line) * 1e6)));
      }
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("bench/paint.mjs failed");
      }
    } finally {
      process.destroy();
    }
    var conditions = Map.<String, Object>of("cpuSlowdown", 4, "megabitPerSecond", 1.6);
    return Figure.of("cashier-paint", Latencies.of(times), conditions);
  }
}
