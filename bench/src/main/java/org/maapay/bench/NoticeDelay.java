package org.maapay.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * How long after a payment's result its callback is accepted, while payments begin at fixed times.
 * One whose callback was not accepted at all counts as failed.
 */
final class NoticeDelay {
  /** Of what the machine takes at most. */
  static final double SHARE_OF_MOST = 0.7;

  private static final int BUDGET_MILLIS = 300;
  private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(30);

  private NoticeDelay() {}

  /** A figure, and how many payments were acknowledged on the way to it. */
  record Result(Figure figure, int acknowledged) {}

  /** The rate at which a server is asked that takes {@code most} a second. */
  static int rate(double most) {
    return Math.max(1, (int) Math.round(most * SHARE_OF_MOST));
  }

  static Result measure(Stage stage, Schedule schedule) throws SQLException, IOException {
    var counted = new Counted(stage.books(), stage.prefix());
    long waiting = counted.backlog();
    var window =
        Counted.Window.after(
            InstantSource.system().instant(),
            schedule.warmUp().plus(Rush.THINKING),
            schedule.counted());
    var before = Busy.now();
    var rush = Rush.run(stage, schedule);
    double share = Busy.now().shareSince(before);
    counted.isDrained(waiting, ACCEPTED_WITHIN);
    var orders = counted.paidIn(window);
    var figure = figure(orders, schedule, rush.failed()).with("processorShare", share);
    return new Result(figure, rush.succeeded());
  }

  static Figure figure(Counted.Orders orders, Schedule schedule, int failed) {
    var delays = Latencies.of(orders.delays());
    var more = new LinkedHashMap<String, Object>();
    more.put("p50Millis", delays.percentileMillis(50));
    more.put("p99Millis", delays.percentileMillis(99));
    more.put("p999Millis", delays.percentileMillis(99.9));
    more.put("maxMillis", delays.percentileMillis(100));
    more.put("count", delays.count());
    more.put("perSecond", schedule.perSecond());
    more.put("seconds", schedule.counted().toSeconds());
    more.put("budgetMillis", BUDGET_MILLIS);
    more.put("failed", failed + orders.paid() - orders.accepted());
    return new Figure("notice", delays.percentileMillis(99.9), "ms", Optional.empty(), more);
  }
}
