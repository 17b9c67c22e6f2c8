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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maapay.merchant.Amount;

/** Measures the wanted figures one after the other and looks into the books afterwards. */
final class Figures implements AutoCloseable {
  static final List<String> NAMES =
      List.of(
          "pgbench",
          "single",
          "payment",
          "notice",
          "direct-debit",
          "place",
          "pay",
          "result-to-handset",
          "chatbot",
          "cashier-size",
          "cashier-paint");

  private static final int FEW_CLIENTS = 4;
  private static final int USUAL_RATE = 100;

  /** Orders by chatbot a second: about seven tenths of what two cores do, simulator included. */
  private static final int CHATBOT_RATE = 40;

  /** The same for a demo without a crowd: one message of a person never overtakes another. */
  private static final int FIVE_HANDSETS_TAKE = 20;

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
  private final LeanHttp load = new LeanHttp();
  private final NoticeSink sink = new NoticeSink();
  private Optional<PgBench.Limits> limits = Optional.empty();
  private final List<Figure> held = new ArrayList<>();
  private double most;
  private int acknowledged;
  private boolean right = true;

  /** What is asked for. */
  record Options(Set<String> names, Load load, boolean save) {
    /** Whether a figure is wanted that is divided by what pgbench does before and after. */
    boolean isReferenceWanted() {
      return isMostWanted() || names.contains("direct-debit");
    }

    /** Whether it must be known what the server takes at most. */
    boolean isMostWanted() {
      return names.contains("payment") || (names.contains("notice") && load.rate().isEmpty());
    }
  }

  /**
   * How the load is.
   *
   * @param clients how many pay at once where the server is not to rest
   * @param rate how many payments a second begin at fixed times
   */
  record Load(int clients, Optional<Integer> rate, Duration warmUp, Duration counted) {}

  /**
   * What was measured.
   *
   * @param held figures that are printed when their reference is known
   * @param right whether nothing failed and the books agree
   */
  record Taken(List<Figure> held, Map<String, Object> machine, boolean right) {}

  Figures(Path home, DemoFacts facts, Options options) throws IOException, SQLException {
    this.home = home;
    this.facts = facts;
    this.options = options;
    this.machine = Machine.describe(home, facts.databaseUrl());
    check(sink);
  }

  /** Lets {@code sink} check what it is told, as a merchant does who knows his orders. */
  private void check(NoticeSink sink) {
    sink.readWith(
        facts
            .merchantClient(http)
            .noticeUrl(sink.url())
            .orderBook(
                no -> no.startsWith(run) ? Optional.of(Amount.ofFen(Wishes.FEN)) : Optional.empty())
            .build()
            .notices());
  }

  /** Takes every wanted figure; prints those that need no reference. */
  Taken take() throws IOException, SQLException, InterruptedException {
    if (wants("pgbench")) {
      reference();
    }
    if (wants("single")) {
      var result = Single.measure(stage("s"), 2_000, 500);
      acknowledged += result.acknowledged();
      print(result.figure());
    }
    if (options.isMostWanted()) {
      var stage = stage("p");
      most = saturate("payment", stage, new WholePayment(stage));
    }
    if (wants("notice")) {
      notice();
    }
    if (wants("direct-debit")) {
      var stage = stage("d");
      saturate("direct-debit", stage, new DirectDebit(stage));
    }
    if (wants("place") || wants("pay")) {
      rush();
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
    return new Taken(List.copyOf(held), machine, right);
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
    var time = Duration.ofSeconds(Math.min(options.load().counted().toSeconds(), 20));
    limits = Optional.of(PgBench.measure(program.get(), facts.databaseUrl(), pace(), time));
    print(limits.get().figure());
  }

  private void rush() throws IOException {
    warmUp(stage("w"));
    var schedule = schedule(pace());
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

  /** At the full rate a cold server would only pile up what it cannot do yet. */
  private void warmUp(Stage stage) {
    var loop = new ClosedLoop(new WholePayment(stage));
    loop.run(FEW_CLIENTS, () -> DemoProcess.pause(options.load().warmUp()));
    acknowledged += loop.count().paid();
  }

  private double saturate(String name, Stage stage, ClosedLoop.Item item)
      throws IOException, SQLException {
    var load = options.load();
    var plan = new Saturation.Plan(name, load.clients(), load.warmUp(), load.counted());
    var result = Saturation.measure(stage, plan, item);
    acknowledged += result.acknowledged();
    note(result.figure());
    held.add(result.figure());
    return result.figure().value();
  }

  private void notice() throws IOException, SQLException {
    var rate = options.load().rate();
    if (rate.isPresent()) {
      warmUp(stage("v"));
    }
    var schedule = schedule(rate.orElseGet(() -> NoticeDelay.rate(most)));
    var result = NoticeDelay.measure(stage("n"), schedule);
    acknowledged += result.acknowledged();
    print(result.figure());
  }

  /** Its orders end unpaid, so their notices are no business of the books' check. */
  private void chatbot() throws IOException, SQLException {
    try (var ends = new NoticeSink()) {
      check(ends);
      int usual = facts.payers().isEmpty() ? FIVE_HANDSETS_TAKE : CHATBOT_RATE;
      var schedule = schedule(options.load().rate().orElse(usual));
      for (var figure : ChatbotDelivery.measure(stage("m", ends), schedule)) {
        print(figure);
      }
    }
  }

  private Schedule schedule(int perSecond) {
    return new Schedule(perSecond, options.load().warmUp(), options.load().counted());
  }

  private int pace() {
    return options.load().rate().orElse(USUAL_RATE);
  }

  private void print(Figure figure) throws IOException {
    figure.print(machine, home, options.save());
    note(figure);
  }

  /** A figure with failures, or with work that did not end, is none. */
  private void note(Figure figure) {
    right &= !figure.more().containsKey("backlog");
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
    right &= sink.refused() == 0;
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
    var merchant = facts.merchantClient(load).build();
    return new Stage(home, facts, http, merchant, new Payer(facts, load), shop, run + "-" + name);
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
