package org.maapay.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measures the wanted figures one after the other and looks into the books afterwards. */
final class Figures implements AutoCloseable {
  static final List<String> NAMES =
      List.of(
          "pgbench",
          "single",
          "place",
          "pay",
          "throughput",
          "result-to-handset",
          "chatbot",
          "cashier-size",
          "cashier-paint");

  private static final int CLIENTS = 16;

  /** Orders a second for the five handsets: one message of a person never overtakes another. */
  private static final int HANDSETS_TAKE = 20;

  private static final Duration WARM_UP = Duration.ofSeconds(45);
  private static final Duration NOTIFIED_WITHIN = Duration.ofMinutes(1);
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final Path home;
  private final DemoFacts facts;
  private final Options options;
  private final Map<String, Object> machine;
  private final String run = "B" + Long.toString(InstantSource.system().millis(), 36);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final NoticeSink sink = new NoticeSink();
  private Optional<PgBench.Limits> limits = Optional.empty();
  private int acknowledged;
  private boolean right = true;

  /** What is asked for. */
  record Options(Set<String> names, int rate, int seconds, boolean save) {}

  Figures(Path home, DemoFacts facts, Options options) throws IOException, SQLException {
    this.home = home;
    this.facts = facts;
    this.options = options;
    this.machine = Machine.describe(home, facts.databaseUrl());
  }

  /** Prints every wanted figure; false if anything failed or the books disagree. */
  boolean print() throws IOException, SQLException, InterruptedException {
    if (wants("pgbench")) {
      reference();
    }
    if (wants("single")) {
      keep(Crew.single(stage("s"), 100, 200));
    }
    if (wants("place") || wants("pay")) {
      rush();
    }
    if (wants("throughput")) {
      var result =
          Crew.throughput(stage("t"), CLIENTS, WARM_UP, Duration.ofSeconds(options.seconds()));
      acknowledged += result.succeeded();
      print(result.figure().over(limits.map(PgBench.Limits::saturated)));
    }
    if (wants("result-to-handset")) {
      print(ResultToHandset.measure(stage("h"), 10));
    }
    if (wants("chatbot")) {
      chatbot();
    }
    if (wants("cashier-size")) {
      print(CashierSize.measure(http, payUrl("z"), keypadPage()));
    }
    if (wants("cashier-paint")) {
      print(CashierPaint.measure(home, payUrl("c")));
    }
    checkBooks();
    return right;
  }

  @Override
  public void close() {
    sink.close();
    http.close();
  }

  private boolean wants(String name) {
    return options.names().contains(name);
  }

  private void reference() throws IOException, SQLException {
    var program = PgBench.find();
    if (program.isEmpty()) {
      System.err.println(
          "bench: pgbench was not found (Debian: apt-get install postgresql); no ratios.");
      return;
    }
    var time = Duration.ofSeconds(Math.min(options.seconds(), 20));
    limits = Optional.of(PgBench.measure(program.get(), facts.databaseUrl(), options.rate(), time));
    print(limits.get().figure());
  }

  private void rush() throws IOException {
    // At the full rate a cold server would only pile up what it cannot do yet.
    acknowledged += Crew.throughput(stage("w"), 4, Duration.ZERO, WARM_UP).succeeded();
    var schedule = new Schedule(options.rate(), WARM_UP, Duration.ofSeconds(options.seconds()));
    var result = Rush.run(stage("r"), schedule);
    acknowledged += result.succeeded();
    right &= result.failed() == 0;
    var base = limits.map(limit -> limit.paced().percentileMillis(99));
    if (wants("place")) {
      print(result.placeFigure().over(base));
    }
    if (wants("pay")) {
      print(result.payFigure().over(base));
    }
  }

  /** Its orders end unpaid, so their notices are no business of the books' check. */
  private void chatbot() throws IOException, SQLException {
    try (var ends = new NoticeSink()) {
      int rate = Math.min(options.rate(), HANDSETS_TAKE);
      var schedule = new Schedule(rate, WARM_UP, Duration.ofSeconds(options.seconds()));
      for (var figure : ChatbotDelivery.measure(stage("m", ends), schedule)) {
        print(figure);
      }
    }
  }

  private void keep(Crew.Result result) throws IOException {
    acknowledged += result.succeeded();
    print(result.figure());
  }

  private void print(Figure figure) throws IOException {
    figure.print(machine, home, options.save());
    right &= !(figure.more().get("failed") instanceof Integer failed && failed > 0);
  }

  private void checkBooks() throws IOException, SQLException {
    var books = new Books(home, facts.databaseUrl());
    var paid =
        books.number(
            "SELECT count(*) FROM payment_order WHERE state = 'PAID' AND merchant_order_no LIKE '"
                + run
                + "-%'");
    if (paid != acknowledged) {
      right = false;
      System.err.printf("bench: %d payments acknowledged, %d booked%n", acknowledged, paid);
    }
    if (!isEverythingNotified()) {
      right = false;
      System.err.printf(
          "bench: %d payments acknowledged, %d notified%n", acknowledged, sink.count());
    }
    for (var promise : books.brokenPromises()) {
      right = false;
      System.err.println("bench: " + promise);
    }
  }

  private boolean isEverythingNotified() {
    var deadline = System.nanoTime() + NOTIFIED_WITHIN.toNanos();
    while (sink.count() < acknowledged && System.nanoTime() < deadline) {
      DemoProcess.pause(Duration.ofMillis(200));
    }
    return sink.count() == acknowledged;
  }

  private Stage stage(String name) {
    return stage(name, sink);
  }

  private Stage stage(String name, NoticeSink notices) {
    var day = LocalDate.ofInstant(InstantSource.system().instant(), CHINA);
    var shop = new Shop(facts.merchant().name(), notices.url(), day);
    var merchant = facts.merchantClient(http).build();
    return new Stage(home, facts, http, merchant, new Payer(facts, http), shop, run + "-" + name);
  }

  private URI payUrl(String name) {
    var stage = stage(name);
    var order = stage.shop().order(stage.prefix() + "-0", stage.user(0).mobileNo(), 12_50);
    var placed = stage.merchant().orders().place(order).orThrow();
    return URI.create(placed.payUrl().orElseThrow());
  }

  /** The keypad is served at the port after the cashier's. */
  private URI keypadPage() {
    var cashier = facts.places().cashier();
    return URI.create(
        "http://" + cashier.getHost() + ":" + (cashier.getPort() + 1) + "/keypad.html");
  }
}
