package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Payers who pay one order after the other, as fast as they are answered. */
final class Crew {
  private static final long FEN = 1;

  private final Stage stage;
  private final AtomicInteger orders = new AtomicInteger();
  private final AtomicInteger succeeded = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private Crew(Stage stage) {
    this.stage = stage;
  }

  /** A figure and how many payments were acknowledged on the way to it. */
  record Result(Figure figure, int succeeded) {}

  /** One payment alone on an idle machine: from the signed order to {@code PAID}, whole. */
  static Result single(Stage stage, int warmUp, int counted) throws IOException {
    var crew = new Crew(stage);
    var whole = new ArrayList<Duration>();
    var confirming = new ArrayList<Duration>();
    for (int i = 0; i < warmUp + counted; i++) {
      var began = System.nanoTime();
      var typed = crew.type();
      var confirmed = System.nanoTime();
      crew.confirm(typed);
      if (i >= warmUp) {
        whole.add(Duration.ofNanos(System.nanoTime() - began));
        confirming.add(Duration.ofNanos(System.nanoTime() - confirmed));
      }
    }
    var confirm = Latencies.of(confirming);
    var all = Latencies.of(whole);
    var figure =
        Figure.of(
            "single",
            all,
            Map.of(
                "confirmP50Millis", confirm.percentileMillis(50),
                "confirmP99Millis", confirm.percentileMillis(99),
                "failed", crew.failed.get()));
    var median = all.percentileMillis(50);
    return new Result(
        new Figure("single", median, "ms", Optional.empty(), figure.more()), crew.succeeded.get());
  }

  /** Whole payments per second of {@code clients} payers at once. */
  static Result throughput(Stage stage, int clients, Duration warmUp, Duration counted) {
    var crew = new Crew(stage);
    var start = System.nanoTime() + warmUp.toNanos();
    var end = start + counted.toNanos();
    var within = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(Thread.ofVirtual().start(() -> crew.work(start, end, within)));
    }
    for (var thread : threads) {
      join(thread);
    }
    var perSecond = Math.round(within.get() * 10_000.0 / counted.toMillis()) / 10.0;
    var more = Map.<String, Object>of("clients", clients, "failed", crew.failed.get());
    var figure = new Figure("throughput", perSecond, "payments/s", Optional.empty(), more);
    return new Result(figure, crew.succeeded.get());
  }

  private void work(long start, long end, AtomicInteger within) {
    while (System.nanoTime() < end) {
      try {
        confirm(type());
        var now = System.nanoTime();
        if (now >= start && now < end) {
          within.incrementAndGet();
        }
      } catch (IOException | RuntimeException e) {
        failed.incrementAndGet();
      }
    }
  }

  private Payer.Typed type() throws IOException {
    var index = orders.getAndIncrement();
    var user = stage.user(index);
    var order = stage.shop().order(stage.prefix() + "-" + index, user.mobileNo(), FEN);
    var placed = stage.merchant().orders().place(order).orThrow();
    var page = stage.payer().open(URI.create(placed.payUrl().orElseThrow()));
    return stage.payer().type(page, Payer.Source.BALANCE, user.paymentPassword());
  }

  private void confirm(Payer.Typed typed) throws IOException {
    if (!(stage.payer().confirm(typed) instanceof Payer.Answer.Paid)) {
      throw new IOException("it was not paid");
    }
    succeeded.incrementAndGet();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
