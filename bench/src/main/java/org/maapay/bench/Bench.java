package org.maapay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maapay.bench.capacity.Capacity;
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
    usageHelpWidth = 100,
    subcommands = {CrashTest.class, LedgerBench.class, Capacity.class},
    description = {
      "Benchmarks: prints one JSON line per figure, times in milliseconds. All names below unless",
      "some are given. Exit 1 if something failed or the books disagree.",
      "",
      "  payment            whole payments by password a second, clients who do not rest (*)",
      "  direct-debit       orders debited at once within a mandate a second, likewise (*)",
      "  notice             result committed to callback accepted, at 70 %% of what payment takes",
      "  place, pay         placing an order, confirming a payment, at a fixed rate",
      "  single             one payment alone on an idle server: time beyond its commits",
      "  result-to-handset  result committed to its message shown on the handset",
      "  chatbot            order or result committed to the chatbot's message with the operator",
      "  cashier-size       what the cashier page weighs",
      "  cashier-paint      when the cashier page can be seen, in a browser",
      "  pgbench            what PostgreSQL's own benchmark does beside the idle server",
      "",
      "(*) divided by what pgbench (Debian: package postgresql) does on the same PostgreSQL before",
      "and after, with the server stopped; where the two differ by more than a tenth, run again.",
      "Inside the process: ledger, ledger-hot (one merchant), growth (on ten million orders).",
      "From users to machines: capacity.",
      ""
    })
public final class Bench implements Callable<Integer> {
  private static final int LONGEST_REFERENCE_SECONDS = 30;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "What to measure.")
  private List<String> names = List.of();

  @Option(
      names = "--base",
      paramLabel = "demo.json",
      description = "Measures a running demo (default: one of its own, fresh).")
  private @Nullable Path base;

  @Option(
      names = "--clients",
      defaultValue = "240",
      description = "Clients of payment and direct-debit (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--rate",
      description =
          "Payments per second of notice, place, pay and chatbot (default: 70 %% of the most, 100,"
              + " 100, 40).")
  private @Nullable Integer rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long each load is counted (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "90",
      description = "Seconds before that (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(names = "--no-reference", description = "Without pgbench before and after; no ratios.")
  private boolean noReference;

  @Option(
      names = "--payers",
      defaultValue = "20000",
      description =
          "Users of its own demo who pay, one after the other (default: ${DEFAULT-VALUE}).")
  private int payers;

  @Option(names = "--save", description = "Appends the lines to bench/results/NAME.jsonl.")
  private boolean save;

  public static void main(String[] arguments) {
    if (!isInside(arguments)) {
      shareProcessors();
    }
    Signatures.provider(); // Payers and merchants here share two cores with the server.
    var line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler((failure, _, _) -> {
      System.err.println("bench: " + failure.getMessage());
      return 1;
    });
    System.exit(line.execute(spelledOut(arguments)));
  }

  /** Whether what is measured runs inside this process, and not in the one it sends requests to. */
  private static boolean isInside(String[] arguments) {
    return arguments.length > 0
        && List.of("ledger", "ledger-hot", "growth", "crash", "capacity").contains(arguments[0]);
  }

  /**
   * Half of the processors for merchants and payers, who do half of the work at most: with more
   * they mostly wake one another. To be said before the first virtual thread runs.
   */
  private static void shareProcessors() {
    var half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(half));
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
    var load =
        new Figures.Load(
            clients,
            Optional.ofNullable(rate),
            Duration.ofSeconds(warmUp),
            Duration.ofSeconds(seconds));
    var options = new Figures.Options(wanted, load, save);
    var running = base;
    return (running == null ? ownDemo(home, options) : runningDemo(home, running, options)) ? 0 : 1;
  }

  private boolean runningDemo(Path home, Path running, Figures.Options options)
      throws IOException, SQLException, InterruptedException {
    var facts = DemoFacts.read(running);
    var reference = Reference.beside(facts.databaseUrl(), referenceTime());
    measure(reference, options);
    var taken = take(home, facts, options);
    measure(reference, options);
    return print(home, taken, reference);
  }

  private boolean ownDemo(Path home, Figures.Options options)
      throws IOException, SQLException, InterruptedException {
    try (var folder = DemoFolder.fresh()) {
      var port =
          FreePorts.block(FreePorts.DEMO, new SplittableRandom(new SecureRandom().nextLong()));
      var reference = Reference.alone(folder.path(), port, referenceTime());
      measure(reference, options);
      Figures.Taken taken;
      try (var demo = DemoProcess.start(home, folder.path(), port, payers)) {
        taken = take(home, demo.facts(), options);
      }
      measure(reference, options);
      folder.ended(taken.right());
      return print(home, taken, reference);
    }
  }

  private Duration referenceTime() {
    return Duration.ofSeconds(Math.min(seconds, LONGEST_REFERENCE_SECONDS));
  }

  private void measure(Reference reference, Figures.Options options)
      throws IOException, SQLException, InterruptedException {
    if (options.isReferenceWanted() && !noReference) {
      reference.measure();
    }
  }

  private static Figures.Taken take(Path home, DemoFacts facts, Figures.Options options)
      throws IOException, SQLException, InterruptedException {
    try (var figures = new Figures(home, facts, options)) {
      return figures.take();
    }
  }

  private boolean print(Path home, Figures.Taken taken, Reference reference) throws IOException {
    for (var figure : taken.held()) {
      reference.under(figure).print(taken.machine(), home, save);
    }
    reference.warn();
    return taken.right();
  }
}
