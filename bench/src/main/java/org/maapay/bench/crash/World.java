package org.maapay.bench.crash;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.bench.Books;
import org.maapay.bench.DemoFacts.User;
import org.maapay.bench.DemoProcess;
import org.maapay.bench.FreePorts;
import org.maapay.bench.Payer;
import org.maapay.bench.Shop;
import org.maapay.merchant.Amount;
import org.maapay.merchant.MaaPay;

/** The demo that is killed and started again, and the parties around it that live on. */
final class World implements AutoCloseable {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final long RICH_FEN = 100_00;

  private final Place place;
  private final String prefix;
  private final NoticeReceiver receiver;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final Map<String, Story> stories = new ConcurrentHashMap<>();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final MaaPay platform;
  private final Shop shop;
  private final Client client;
  private final boolean cards;
  private final Map<User, Long> opening;
  private final long openingTotal;
  private DemoProcess demo;

  private record Place(Path home, Path data, int port) {
    DemoProcess startDemo() throws IOException {
      return DemoProcess.start(home, data, port);
    }
  }

  private World(Place place, NoticeReceiver receiver, DemoProcess demo)
      throws IOException, SQLException {
    this.place = place;
    this.prefix = "C" + Long.toString(InstantSource.system().millis(), 36);
    this.receiver = receiver;
    this.demo = demo;
    var facts = demo.facts();
    this.platform =
        facts
            .merchantClient(http)
            .noticeUrl(receiver.url())
            .orderBook(
                no -> Optional.ofNullable(stories.get(no)).map(s -> Amount.ofFen(s.wish().fen())))
            .build();
    receiver.readWith(platform.notices());
    var today = LocalDate.ofInstant(InstantSource.system().instant(), CHINA);
    this.shop = new Shop(facts.merchant().name(), receiver.url(), today);
    this.client = new Client(platform, new Payer(facts, http), shop, faults);
    this.cards = answers(facts.places().bank());
    this.opening = shown("open");
    this.openingTotal = books().usersFen();
  }

  static World start(Path home, Path data, SplittableRandom random)
      throws IOException, SQLException {
    var place = new Place(home, data, FreePorts.block(FreePorts.DEMO + 1, random.split()));
    var receiver = NoticeReceiver.open(place.port() + FreePorts.DEMO);
    try {
      var demo = place.startDemo();
      try {
        return new World(place, receiver, demo);
      } catch (IOException | SQLException | RuntimeException | Error e) {
        demo.close();
        throw e;
      }
    } catch (IOException | SQLException | RuntimeException | Error e) {
      receiver.close();
      throw e;
    }
  }

  /** What happens to the demo. */
  enum Crash {
    SERVER,
    DATABASE,
    BOTH
  }

  void crash(Crash crash) {
    if (crash != Crash.DATABASE) {
      demo.kill();
    }
    if (crash != Crash.SERVER && !demo.killDatabase()) {
      throw new IllegalStateException("PostgreSQL was not found; nothing was killed");
    }
  }

  /** Starts the demo again; a server that lost its database is stopped as an operator would. */
  void restart() throws IOException {
    demo.close();
    demo = place.startDemo();
  }

  /** Lets {@code count} clients loose. */
  Crowd crowd(int count, int round, SplittableRandom random) {
    var payers = demo.facts().usersWith(RICH_FEN);
    var choice = new Crowd.Choice(prefix + "-" + round, payers, cards);
    return Crowd.start(count, client, choice, stories, random);
  }

  Client client() {
    return client;
  }

  /** Every order of every round. */
  Map<String, Story> stories() {
    return Map.copyOf(stories);
  }

  NoticeReceiver receiver() {
    return receiver;
  }

  Books books() {
    return new Books(place.home(), demo.facts().databaseUrl());
  }

  Map<String, Observed> orders() throws SQLException {
    return new OrderBooks(books(), receiver::paidNotices).read(prefix + "-");
  }

  /** How much has no outcome yet; counts an unreachable database as much. */
  long unsettled() {
    try {
      return new OrderBooks(books(), receiver::paidNotices).unsettled();
    } catch (SQLException e) {
      return Long.MAX_VALUE;
    }
  }

  /** What the platform answered and may never answer. */
  List<String> faults() {
    var all = new ArrayList<>(receiver.faults());
    synchronized (faults) {
      all.addAll(faults);
    }
    return all;
  }

  /** Compares what users own with what must be left, user by user and in all. */
  List<String> balanceDifferences(Map<String, Observed> books, int round)
      throws IOException, SQLException {
    var expected = Balances.expected(opening, stories.values(), books);
    var different = Balances.differences(expected, shown("r" + round));
    var moved = sum(expected) - sum(opening);
    var total = books().usersFen() - openingTotal;
    if (total != moved) {
      different.add("all users' money changed by " + total + " fen instead of " + moved);
    }
    return different;
  }

  @Override
  public void close() {
    receiver.close();
    demo.close();
    http.close();
  }

  private Map<User, Long> shown(String name) throws IOException {
    var facts = demo.facts();
    var payer = new Payer(facts, http);
    var no = prefix + name;
    return Balances.shown(platform, payer, shop, facts.usersWith(RICH_FEN), no);
  }

  private static long sum(Map<User, Long> balances) {
    return balances.values().stream().mapToLong(Long::longValue).sum();
  }

  private static boolean answers(URI place) {
    try (var socket = new Socket(place.getHost(), place.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
