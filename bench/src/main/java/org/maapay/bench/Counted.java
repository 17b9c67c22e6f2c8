package org.maapay.bench;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database says of a load, the platform's clock being the only one. An order's end is read
 * just before the commit that stores it; a callback's acceptance is read when the platform has the
 * merchant's answer and writes it down. The time between the two is thus never too short: it holds
 * the commit before and the waiting to be written after.
 */
final class Counted {
  private static final String ACCEPTED =
      """
      SELECT o.ended_at, n.accepted_at
        FROM payment_order o LEFT JOIN notification n
          ON n.bucket = o.bucket AND n.pay_order_no = o.pay_order_no
         AND n.kind = 'ORDER_PAID' AND n.state = 'ACCEPTED'
       WHERE o.state = 'PAID' AND o.merchant_order_no LIKE ?
         AND o.ended_at >= ? AND o.ended_at < ?
      """;
  private static final String BACKLOG =
      """
      SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM transit)
           + (SELECT count(*) FROM notification WHERE state = 'PENDING')
      """;

  private final Books books;
  private final String prefix;

  Counted(Books books, String prefix) {
    this.books = books;
    this.prefix = prefix;
  }

  /** A stretch of time. */
  record Window(Instant from, Instant to) {
    /** The next {@code length}, after {@code delay}. */
    static Window after(Instant now, Duration delay, Duration length) {
      var from = now.plus(delay);
      return new Window(from, from.plus(length));
    }

    double seconds() {
      return Duration.between(from, to).toNanos() / 1e9;
    }
  }

  /**
   * The orders that were paid in a window.
   *
   * @param delays of those whose callback was accepted, from commit to acceptance
   */
  record Orders(int paid, List<Duration> delays) {
    Orders {
      delays = List.copyOf(delays);
    }

    int accepted() {
      return delays.size();
    }
  }

  Orders paidIn(Window window) throws SQLException {
    try (var connection = books.connect();
        var query = connection.prepareStatement(ACCEPTED)) {
      query.setString(1, prefix + "-%");
      query.setTimestamp(2, Timestamp.from(window.from()));
      query.setTimestamp(3, Timestamp.from(window.to()));
      int paid = 0;
      var delays = new ArrayList<Duration>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          paid++;
          var accepted = row.getTimestamp(2);
          if (accepted != null) {
            delays.add(Duration.between(row.getTimestamp(1).toInstant(), accepted.toInstant()));
          }
        }
      }
      return new Orders(paid, delays);
    }
  }

  /** Second legs, facts and callbacks that wait, of anybody. */
  long backlog() throws SQLException {
    return books.number(BACKLOG);
  }

  /** Waits until no more than {@code before} wait; false if that takes longer than allowed. */
  boolean isDrained(long before, Duration within) throws SQLException {
    var deadline = System.nanoTime() + within.toNanos();
    while (backlog() > before) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      DemoProcess.pause(Duration.ofMillis(100));
    }
    return true;
  }
}
