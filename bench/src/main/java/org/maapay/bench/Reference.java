package org.maapay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maapay.server.EmbeddedDatabase;

/** What pgbench does before a load and after it, on the PostgreSQL that the load uses. */
final class Reference {
  private static final double DRIFT = 0.1;

  private final Duration time;
  private final Place place;
  private final List<Double> rates = new ArrayList<>();

  /** Where PostgreSQL is to be found while nothing else is measured. */
  private interface Place {
    double run(Runner runner) throws IOException, SQLException;
  }

  private interface Runner {
    double run(String databaseUrl) throws IOException, SQLException;
  }

  private Reference(Duration time, Place place) {
    this.time = time;
    this.place = place;
  }

  /** PostgreSQL alone, on the data of a demo that does not run then. */
  static Reference alone(Path folder, int port, Duration time) {
    return new Reference(
        time,
        runner -> {
          try (var postgres = EmbeddedDatabase.start(folder, port)) {
            return runner.run(postgres.url("postgres") + "?user=postgres");
          }
        });
  }

  /** The PostgreSQL of a demo that runs and is left alone. */
  static Reference beside(String databaseUrl, Duration time) {
    return new Reference(time, runner -> runner.run(databaseUrl));
  }

  /** Measures once more; nothing where there is no pgbench. */
  void measure() throws IOException, SQLException, InterruptedException {
    var program = PgBench.findOrInstall();
    if (program.isEmpty()) {
      System.err.println(
          "bench: pgbench was not found (Debian: apt-get install postgresql); no ratios.");
      return;
    }
    rates.add(place.run(url -> PgBench.saturated(program.get(), url, time)));
    System.err.println("bench: pgbench: " + Math.round(rates.getLast()) + " transactions/s");
  }

  /** The mean of what was measured. */
  Optional<Double> mean() {
    return mean(rates);
  }

  /** {@code figure} over the reference, with what it was before and after. */
  Figure under(Figure figure) {
    if (rates.isEmpty()) {
      return figure;
    }
    Map<String, Object> more = new LinkedHashMap<>(figure.more());
    more.put("referenceBefore", rates.getFirst());
    more.put("referenceAfter", rates.getLast());
    more.put("referenceDrifted", isDrifted(rates));
    return new Figure(figure.name(), figure.value(), figure.unit(), mean(), more);
  }

  /** Says so if the machine was not the same before and after: such figures are taken again. */
  void warn() {
    if (isDrifted(rates)) {
      System.err.printf(
          "bench: pgbench drifted from %.0f to %.0f; run again%n",
          rates.getFirst(), rates.getLast());
    }
  }

  static Optional<Double> mean(List<Double> rates) {
    var mean = rates.stream().mapToDouble(Double::doubleValue).average();
    return mean.isPresent()
        ? Optional.of(Math.round(mean.getAsDouble() * 10) / 10.0)
        : Optional.empty();
  }

  /** Whether the least and the most are more than a tenth apart. */
  static boolean isDrifted(List<Double> rates) {
    var all = rates.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return !rates.isEmpty() && all.getMax() - all.getMin() > all.getMax() * DRIFT;
  }
}
