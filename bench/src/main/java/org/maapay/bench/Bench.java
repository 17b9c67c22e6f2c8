package org.maapay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maapay.bench.crash.CrashTest;
import org.maapay.bench.posting.LedgerBench;
import org.maapay.keys.signing.Signatures;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program: {@code maapay bench [NAME…]} and {@code maapay bench crash}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {CrashTest.class, LedgerBench.class},
    description = {
      "Benchmarks: prints one JSON line per figure, times in milliseconds.",
      "Names: pgbench single place pay throughput result-to-handset chatbot cashier-size",
      "cashier-paint;",
      "all of them unless some are given. Where pgbench is found (Debian: package postgresql),",
      "figures are divided by what the same PostgreSQL does here. Exit 1 if something failed or",
      "the books disagree."
    })
public final class Bench implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "NAME", description = "What to measure.")
  private List<String> names = List.of();

  @Option(
      names = "--base",
      paramLabel = "demo.json",
      description = "Measures a running demo (default: one of its own, fresh).")
  private @Nullable Path base;

  @Option(
      names = "--rate",
      defaultValue = "100",
      description = "Payments per second of place and pay (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "How long each load lasts (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--payers",
      defaultValue = "20000",
      description =
          "Users of its own demo who pay, one after the other (default: ${DEFAULT-VALUE}).")
  private int payers;

  @Option(names = "--save", description = "Appends the lines to bench/results/NAME.jsonl.")
  private boolean save;

  public static void main(String[] arguments) {
    Signatures.provider(); // Payers and merchants here share two cores with the server.
    var line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler((failure, _, _) -> {
      System.err.println("bench: " + failure.getMessage());
      return 1;
    });
    System.exit(line.execute(spelledOut(arguments)));
  }

  /** Figures that are another one with its options set. */
  private static String[] spelledOut(String[] arguments) {
    var meant =
        switch (arguments.length == 0 ? "" : arguments[0]) {
          case "ledger-hot" -> List.of("ledger", "--name", "ledger-hot", "--merchants", "1");
          case "growth" -> List.of("ledger", "--name", "growth", "--orders", "10000000");
          default -> List.<String>of();
        };
    if (meant.isEmpty()) {
      return arguments;
    }
    return Stream.concat(meant.stream(), Stream.of(arguments).skip(1)).toArray(String[]::new);
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    var wanted = new TreeSet<>(names.isEmpty() ? Figures.NAMES : names);
    if (!Figures.NAMES.containsAll(wanted)) {
      System.err.println("bench: there is no such figure; the names are " + Figures.NAMES);
      return 2;
    }
    var home = Path.of(System.getProperty("maapay.home", ".")).toAbsolutePath();
    var options = new Figures.Options(wanted, rate, seconds, save);
    var running = base;
    if (running != null) {
      return measure(home, DemoFacts.read(running), options) ? 0 : 1;
    }
    try (var folder = DemoFolder.fresh()) {
      var port =
          FreePorts.block(FreePorts.DEMO, new SplittableRandom(new SecureRandom().nextLong()));
      boolean right;
      try (var demo = DemoProcess.start(home, folder.path(), port, payers)) {
        right = measure(home, demo.facts(), options);
      }
      folder.ended(right);
      return right ? 0 : 1;
    }
  }

  private static boolean measure(Path home, DemoFacts facts, Figures.Options options)
      throws IOException, SQLException, InterruptedException {
    try (var figures = new Figures(home, facts, options)) {
      return figures.print();
    }
  }
}
