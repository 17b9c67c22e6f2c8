package org.maapay.bench.posting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.maapay.bench.DemoFolder;
import org.maapay.bench.FreePorts;
import org.maapay.bench.PgBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maapay bench ledger}: payments posted inside the process. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Payments posted inside the process: order, number, attempt, both legs, fact; each submitted",
      "by itself, seven hundred in flight, checkpoints under way, books checked after. pgbench runs",
      "before and after on the same PostgreSQL; where the two differ by more than a tenth, run again."
    })
public final class LedgerBench implements Callable<Integer> {
  private static final int PG_SECONDS = 30;

  @Option(names = "--merchants", defaultValue = "100", description = "Merchants everybody pays.")
  private int merchants;

  @Option(names = "--accounts", defaultValue = "1000000", description = "Payers, all alike.")
  private int accounts;

  @Option(names = "--seconds", defaultValue = "60", description = "How long it is measured.")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "15", description = "Seconds before that.")
  private int warmUp;

  @Option(names = "--in-flight", defaultValue = "700", description = "Payments at once.")
  private int inFlight;

  @Option(names = "--orders", defaultValue = "0", description = "Paid orders stored before.")
  private long orders;

  @Option(names = "--name", description = "What the figure is called (default: ledger).")
  private String name = "ledger";

  @Option(names = "--no-reference", description = "Without pgbench, and so without a ratio.")
  private boolean noReference;

  @Option(names = "--save", description = "Appends the line to bench/results/NAME.jsonl.")
  private boolean save;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    var home = Path.of(System.getProperty("maapay.home", ".")).toAbsolutePath();
    try (var folder = DemoFolder.fresh()) {
      var random = new SplittableRandom(InstantSource.system().millis());
      try (var books = Books.open(folder.path(), FreePorts.block(FreePorts.DEMO, random))) {
        boolean right = measure(home, folder.path(), books);
        folder.ended(right);
        return right ? 0 : 1;
      }
    }
  }

  private boolean measure(Path home, Path folder, Books books)
      throws IOException, SQLException, InterruptedException {
    say("storing " + accounts + " accounts");
    var payers = new Payers(accounts);
    try (var connection = books.source().getConnection()) {
      payers.store(connection, books.persons());
    }
    var ids = books.merchants(merchants);
    if (orders > 0) {
      say("storing " + orders + " paid orders");
      new StoredOrders(books).store(orders, payers, ids);
    }
    double before = reference(books);
    var run = "L" + Long.toString(InstantSource.system().millis(), 36);
    var load = new Load(books, payers, ids, run);
    var measured = new Measured(books, postmaster(folder), load);
    say("measuring");
    load.run(inFlight, () -> measured.run(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds)));
    double after = reference(books);
    if (Math.abs(before - after) > Math.max(before, after) / 10) {
      say("pgbench drifted from " + Math.round(before) + " to " + Math.round(after));
    }
    return print(home, books, measured, (before + after) / 2);
  }

  private boolean print(Path home, Books books, Measured measured, double reference)
      throws IOException, SQLException {
    say("checking the books");
    var broken = books.broken();
    broken.forEach(promise -> System.err.println("bench: " + promise));
    var wrong = measured.disagreements();
    wrong.forEach(line -> System.err.println("bench: " + line));
    var conditions =
        new Measured.Conditions(merchants, accounts, orders, inFlight, seconds, reference);
    measured.print(home, books.url(), name, conditions, save);
    return broken.isEmpty() && wrong.isEmpty();
  }

  private double reference(Books books) throws IOException, SQLException, InterruptedException {
    if (noReference) {
      return 0;
    }
    var program = PgBench.findOrInstall();
    if (program.isEmpty()) {
      say("pgbench was not found (Debian: apt-get install postgresql); no ratio");
      return 0;
    }
    books.sql("CHECKPOINT");
    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    double saturated =
        PgBench.saturated(program.get(), books.url(), Duration.ofSeconds(PG_SECONDS));
    say("pgbench: " + Math.round(saturated) + " transactions/s");
    return saturated;
  }

  private static long postmaster(Path folder) throws IOException {
    List<String> lines =
        Files.readAllLines(folder.resolve("postgresql/postmaster.pid"), StandardCharsets.UTF_8);
    return Long.parseLong(lines.getFirst().strip());
  }

  private static void say(String what) {
    System.err.println("bench: " + what);
  }
}
