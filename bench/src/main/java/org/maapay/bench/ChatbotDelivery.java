package org.maapay.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.maapay.merchant.TransactionType;

/**
 * How long after the commit of what it tells a message of the payment chatbot is with the operator:
 * the confirmation card after the order, the result after its end. The times are the platform's
 * own: what was committed, and when the operator had taken the message.
 */
final class ChatbotDelivery {
  /** From the order to its end; the card should be there long before. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** So many of a crowd have one. */
  private static final int HANDSETS = 500;

  private static final int BUDGET_MILLIS = 300;
  private static final String TIMES =
      """
      SELECT extract(epoch FROM m.ended_at - CASE m.kind WHEN 'CONFIRM' THEN o.created_at
                                                         ELSE o.ended_at END) * 1000000
        FROM payment_order o JOIN chatbot_message m ON m.pay_order_no = o.pay_order_no
       WHERE o.merchant_order_no LIKE ? AND m.kind = ? AND m.state IN ('SENT', 'DELIVERED')
         AND substr(o.merchant_order_no, ?)::integer >= ?
      """;

  private final Stage stage;
  private final Schedule schedule;
  private final List<DemoFacts.User> users;
  private double share;
  private final AtomicInteger failed = new AtomicInteger();

  private ChatbotDelivery(Stage stage, Schedule schedule) {
    this.stage = stage;
    this.schedule = schedule;
    var crowd = stage.facts().payers();
    this.users = crowd.isEmpty() ? stage.facts().usersWith(100_00) : crowd;
  }

  /** Places orders by chatbot on a schedule and ends each of them; a figure for card and result. */
  static List<Figure> measure(Stage stage, Schedule schedule) throws SQLException, IOException {
    var run = new ChatbotDelivery(stage, schedule);
    run.send();
    run.awaitAll();
    return List.of(run.figure("chatbot-card", "CONFIRM"), run.figure("chatbot-result", "CLOSED"));
  }

  private void send() throws IOException {
    var before = Busy.now();
    var start = System.nanoTime() + Duration.ofMillis(100).toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < schedule.size(); i++) {
        var index = i;
        var due = start + schedule.dueNanos(i);
        Rush.await(due);
        threads.execute(() -> order(index, due));
        if (!schedule.isCounted(i)) {
          before = Busy.now();
        }
      }
    }
    share = Busy.now().shareSince(before);
  }

  private void order(int index, long due) {
    try {
      var no = stage.prefix() + "-" + index;
      var mobile = users.get(index % Math.min(HANDSETS, users.size())).mobileNo();
      var orders = stage.merchant().orders();
      orders.place(stage.shop().order(no, mobile, 1, TransactionType.CHATBOT)).orThrow();
      Rush.await(due + BETWEEN.toNanos());
      orders.close(no, Optional.empty()).orThrow();
    } catch (RuntimeException e) {
      if (failed.getAndIncrement() == 0) {
        System.err.println("bench: the first failure: " + e);
      }
    }
  }

  private void awaitAll() throws SQLException {
    var waiting = // What is to be said stands in the outbox first.
        "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM chatbot_message"
            + " WHERE state = 'WAITING' AND valid_until > now())";
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (stage.books().number(waiting) > 0 && System.nanoTime() < deadline) {
      DemoProcess.pause(Duration.ofMillis(200));
    }
  }

  private Figure figure(String name, String kind) throws SQLException {
    var times = Latencies.of(times(kind));
    var more = new LinkedHashMap<String, Object>();
    more.put("budgetMillis", BUDGET_MILLIS);
    more.put("perSecond", schedule.perSecond());
    more.put("processorShare", share);
    more.put("seconds", schedule.counted().toSeconds());
    more.put("p50Millis", times.percentileMillis(50));
    more.put("p99Millis", times.percentileMillis(99));
    more.put("maxMillis", times.percentileMillis(100));
    more.put("count", times.count());
    more.put("failed", failed.get() + expected() - times.count());
    return new Figure(name, times.percentileMillis(99.9), "ms", Optional.empty(), Map.copyOf(more));
  }

  private int expected() {
    return Math.toIntExact(schedule.counted().toMillis() * schedule.perSecond() / 1_000);
  }

  private List<Duration> times(String kind) throws SQLException {
    try (Connection connection = stage.books().connect();
        var query = connection.prepareStatement(TIMES)) {
      var numbers = stage.prefix() + "-%";
      query.setString(1, numbers);
      query.setString(2, kind);
      query.setInt(3, numbers.length());
      query.setInt(4, schedule.size() - expected());
      var times = new ArrayList<Duration>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          times.add(Duration.ofNanos(rows.getLong(1) * 1_000));
        }
      }
      return times;
    }
  }
}
