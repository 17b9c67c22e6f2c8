package org.maapay.bench.posting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.maapay.bench.Checkpoints;
import org.maapay.bench.Figure;
import org.maapay.bench.Machine;

/** One stretch of load, counted by the database itself. */
final class Measured {
  private static final String PAID = "SELECT count(*) FROM payment_order WHERE state = 'PAID'";
  private static final String WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn";

  private final Books books;
  private final long postmaster;
  private final Load load;
  private long paidBefore;
  private long paidAtStart;
  private long paidAtEnd;
  private long written;
  private Duration time = Duration.ZERO;
  private Work work = new Work(0, 0);
  private Times times = new Times();

  Measured(Books books, long postmaster, Load load) {
    this.books = books;
    this.postmaster = postmaster;
    this.load = load;
    this.paidBefore = books.number(PAID);
  }

  /** What a figure is read with. */
  record Conditions(
      int merchants, int accounts, long orders, int inFlight, int seconds, double reference) {}

  /** Waits through the warm-up, then measures; runs beside the load. */
  void run(Duration warmUp, Duration measured) {
    try {
      LockSupport.parkNanos(warmUp.toNanos());
      load.lap();
      paidAtStart = load.answers().paid();
      var writtenBefore = books.number(WRITTEN);
      var begun = System.nanoTime();
      var before = Work.now(postmaster);
      Checkpoints.passing(begun, measured, () -> books.sql("CHECKPOINT"));
      paidAtEnd = load.answers().paid();
      written = books.number(WRITTEN) - writtenBefore;
      time = Duration.ofNanos(System.nanoTime() - begun);
      work = Work.now(postmaster).since(before);
      times = load.lap();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the database says otherwise than the answers; call it when the load has ended. */
  List<String> disagreements() {
    var lines = new ArrayList<String>();
    var answers = load.answers();
    compare(lines, "orders paid", paidBefore + answers.paid(), books.number(PAID));
    compare(
        lines,
        "legs posted",
        2 * (paidBefore + answers.paid()),
        books.number("SELECT count(*) FROM transfer WHERE purpose = 'PAYMENT'"));
    compare(lines, "facts stored", answers.paid(), books.number("SELECT count(*) FROM outbox"));
    compare(lines, "odd answers", 0, answers.wrong());
    return lines;
  }

  private static void compare(List<String> lines, String what, long answered, long stored) {
    if (answered != stored) {
      lines.add(what + ": " + answered + " by the answers, " + stored + " in the database");
    }
  }

  void print(Path home, String url, String name, Conditions conditions, boolean save)
      throws IOException, SQLException {
    long items = Math.max(1, paidAtEnd - paidAtStart);
    double perSecond = items / (time.toNanos() / 1e9);
    var more = new LinkedHashMap<String, Object>();
    more.put("merchants", conditions.merchants());
    more.put("accounts", conditions.accounts());
    more.put("ordersBefore", conditions.orders());
    more.put("inFlight", conditions.inFlight());
    more.put("seconds", conditions.seconds());
    more.put("p50Millis", times.percentileMillis(50));
    more.put("p99Millis", times.percentileMillis(99));
    more.put("javaMicrosPerItem", round(work.javaMicros(items)));
    more.put("postgresMicrosPerItem", round(work.postgresMicros(items)));
    more.put("walBytesPerItem", written / items);
    more.put("repeated", load.answers().repeated());
    more.put("refused", load.answers().refused());
    var reference =
        conditions.reference() > 0 ? Optional.of(conditions.reference()) : Optional.<Double>empty();
    var figure = new Figure(name, round(perSecond), "payments/s", reference, more);
    figure.print(Machine.describe(home, url), home, save);
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
