package org.maapay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * How many items a second a demo takes from clients who do not let it rest. What counts is an order
 * that the database says was paid within the time, and whose callback was accepted at the latest
 * five seconds after the last client stopped.
 */
final class Saturation {
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(5);
  private static final int MEMORY_BUDGET_MEGABYTES = 700;

  private final Stage stage;
  private final Plan plan;
  private final ClosedLoop loop;
  private final Counted counted;
  private final InstantSource clock = InstantSource.system();
  private Counted.Window window = new Counted.Window(Instant.EPOCH, Instant.EPOCH);
  private Usage usage = new Usage(0, 0, 0);
  private Footprint footprint = new Footprint(0, 0, 0);
  private double resident;
  private Queue<Duration> times = new ConcurrentLinkedQueue<>();

  private Saturation(Stage stage, Plan plan, ClosedLoop.Item item) {
    this.stage = stage;
    this.plan = plan;
    this.loop = new ClosedLoop(item);
    this.counted = new Counted(stage.books(), stage.prefix());
  }

  /** How it is measured, and what the figure is called. */
  record Plan(String name, int clients, Duration warmUp, Duration counted) {}

  /** A figure, and how many payments were acknowledged on the way to it. */
  record Result(Figure figure, int acknowledged) {}

  static Result measure(Stage stage, Plan plan, ClosedLoop.Item item)
      throws IOException, SQLException {
    return new Saturation(stage, plan, item).measure();
  }

  private Result measure() throws IOException, SQLException {
    long waiting = counted.backlog();
    loop.run(plan.clients(), this::watch);
    var stopped = System.nanoTime();
    boolean drained = counted.isDrained(waiting, DRAINED_WITHIN);
    var drain = Duration.ofNanos(System.nanoTime() - stopped);
    var orders = counted.paidIn(window);
    var more = more(orders);
    more.put("drainMillis", drain.toMillis());
    if (!drained) {
      more.put("backlog", counted.backlog() - waiting);
    }
    var perSecond = Math.round(orders.accepted() / window.seconds() * 10) / 10.0;
    var figure = new Figure(plan.name(), perSecond, "payments/s", Optional.empty(), more);
    return new Result(figure, loop.count().paid());
  }

  /** Runs beside the load. */
  private void watch() {
    try {
      LockSupport.parkNanos(plan.warmUp().toNanos());
      loop.lap();
      var from = clock.instant();
      var begun = System.nanoTime();
      var stood = Footprint.now(stage.books());
      var before = Usage.now(stage.facts());
      Checkpoints.passing(begun, plan.counted(), stage.books()::checkpoint);
      usage = Usage.now(stage.facts()).since(before);
      footprint = Footprint.now(stage.books()).since(stood);
      window = new Counted.Window(from, clock.instant());
      times = loop.lap();
      resident = Processes.residentMegabytes(stage.facts().processId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not say how large it is", e);
    }
  }

  private Map<String, Object> more(Counted.Orders orders) throws IOException {
    var count = loop.count();
    var whole = Latencies.of(times);
    var more = new LinkedHashMap<String, Object>();
    more.put("clients", plan.clients());
    more.put("seconds", plan.counted().toSeconds());
    more.put("p50Millis", whole.percentileMillis(50));
    more.put("p99Millis", whole.percentileMillis(99));
    more.put("paid", orders.paid());
    more.put("accepted", orders.accepted());
    more.put("refused", count.refused());
    more.put("failed", count.failed());
    more.put("javaMicrosPerItem", Usage.microsEach(usage.server(), orders.paid()));
    more.put("postgresMicrosPerItem", Usage.microsEach(usage.postgres(), orders.paid()));
    more.put("generatorMicrosPerItem", Usage.microsEach(usage.own(), orders.paid()));
    more.putAll(footprint.each(orders.paid()));
    more.put("residentMegabytes", resident);
    more.put("residentPeakMegabytes", Processes.peakMegabytes(stage.facts().processId()));
    more.put("residentBudgetMegabytes", MEMORY_BUDGET_MEGABYTES);
    return more;
  }
}
