package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Payments that begin at fixed times, whole: signed order, page, keypad, sealed password,
 * confirmation. The confirmation is due a fixed time after the order was; both calls are measured
 * from when they were due, so that waiting in front of a slow server counts.
 */
final class Rush {
  /** How long a payer takes from the order to the last digit. */
  static final Duration THINKING = Duration.ofSeconds(2);

  private final Stage stage;
  private final Schedule schedule;
  private final List<Duration> placed = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> paid = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger succeeded = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private Rush(Stage stage, Schedule schedule) {
    this.stage = stage;
    this.schedule = schedule;
  }

  /**
   * What a rush came to.
   *
   * @param succeeded payments that the cashier said are paid, warm-up included
   * @param failed all the others
   */
  record Result(Latencies place, Latencies pay, int succeeded, int failed, Schedule schedule) {
    Figure placeFigure() {
      return Figure.of("place", place, more(50));
    }

    Figure payFigure() {
      return Figure.of("pay", pay, more(150));
    }

    private Map<String, Object> more(int budgetMillis) {
      var more = new LinkedHashMap<String, Object>();
      more.put("budgetMillis", budgetMillis);
      more.put("perSecond", schedule.perSecond());
      more.put("seconds", schedule.counted().toSeconds());
      more.put("failed", failed);
      return more;
    }
  }

  static Result run(Stage stage, Schedule schedule) {
    var rush = new Rush(stage, schedule);
    var start = System.nanoTime() + Duration.ofMillis(100).toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < schedule.size(); i++) {
        var index = i;
        var due = start + schedule.dueNanos(i);
        await(due);
        threads.execute(() -> rush.pay(index, due));
      }
    }
    return new Result(
        Latencies.of(rush.placed),
        Latencies.of(rush.paid),
        rush.succeeded.get(),
        rush.failed.get(),
        schedule);
  }

  private void pay(int index, long due) {
    try {
      var user = stage.user(index);
      var order = stage.shop().order(stage.prefix() + "-" + index, user.mobileNo(), Wishes.FEN);
      var url = stage.merchant().orders().place(order).orThrow().payUrl();
      keep(placed, index, due);
      var page = stage.payer().open(URI.create(url.orElseThrow()));
      var typed = stage.payer().type(page, Payer.Source.BALANCE, user.paymentPassword());
      var confirmDue = due + THINKING.toNanos();
      await(confirmDue);
      var answer = stage.payer().confirm(typed);
      keep(paid, index, confirmDue);
      if (!(answer instanceof Payer.Answer.Paid)) {
        throw new IOException("the cashier answered " + answer);
      }
      succeeded.incrementAndGet();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void keep(List<Duration> times, int index, long due) {
    if (schedule.isCounted(index)) {
      times.add(Duration.ofNanos(System.nanoTime() - due));
    }
  }

  private void fail(Exception failure) {
    if (failed.getAndIncrement() == 0) {
      System.err.println("bench: the first failure: " + failure);
    }
  }

  static void await(long due) {
    for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
