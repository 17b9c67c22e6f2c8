package org.maapay.notification;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;

/**
 * The callbacks that were given up: no attempt of the schedule was accepted. They are seen here and
 * put back into the schedule, from its beginning; their bytes stay as stored, and a sender signs
 * them anew. Methods join the caller's transaction.
 */
public final class DeadNotices {
  private static final String LIST =
      """
      SELECT n.notification_id, n.merchant_id, n.pay_order_no, n.ordinal, n.kind, n.url, n.attempts,
             n.next_at, a.status, a.answer
        FROM notification n LEFT JOIN notification_attempt a
          ON a.bucket = n.bucket AND a.pay_order_no = n.pay_order_no AND a.ordinal = n.ordinal
         AND a.attempt_no = n.attempts
       WHERE n.state = 'DEAD'
      """;

  private static final String AFTER = " AND (n.next_at, n.pay_order_no, n.ordinal) > (?, ?, ?)";
  private static final String IN_ORDER = " ORDER BY n.next_at, n.pay_order_no, n.ordinal LIMIT ?";

  private static final String COUNT =
      "SELECT count(*), max(n.next_at) FROM notification n WHERE n.state = 'DEAD'";

  /** What is not given up at the moment of the write, because somebody else was first, stays. */
  private static final String RESEND =
      """
      UPDATE notification n SET state = 'PENDING', next_at = ?, resent_after = n.attempts
        FROM (SELECT n.bucket, n.pay_order_no, n.ordinal FROM notification n
               WHERE n.state = 'DEAD' AND n.next_at <= ?
      """;

  private static final String RESEND_REST =
      """
               ORDER BY n.next_at LIMIT ? FOR UPDATE SKIP LOCKED) dead
       WHERE n.bucket = dead.bucket AND n.pay_order_no = dead.pay_order_no
         AND n.ordinal = dead.ordinal AND n.state = 'DEAD'
      """;

  /**
   * Which callbacks are meant: those that answer to everything that is given.
   *
   * @param since given up at this moment or later
   */
  public record Which(
      @Nullable UUID id,
      @Nullable PayOrderNo order,
      @Nullable MerchantId merchant,
      @Nullable Instant since) {}

  /** Where a list goes on. */
  public record After(Instant endedAt, PayOrderNo order, int ordinal) {}

  /**
   * A callback that was given up, as it may be shown.
   *
   * @param host of its URL, whose path and query are the merchant's own business
   * @param attempts how often it was sent, ever
   * @param status of the last answer; none if nobody answered
   * @param answer the beginning of the last answer, or why there was none
   */
  public record Dead(
      UUID id,
      MerchantId merchant,
      PayOrderNo order,
      int ordinal,
      String kind,
      String host,
      int attempts,
      Instant endedAt,
      @Nullable Integer status,
      String answer) {
    /** The place of the list after this one. */
    public After key() {
      return new After(endedAt, order, ordinal);
    }
  }

  /** How many there are, and when the last of them was given up; empty if there is none. */
  public record Extent(long count, Instant last) {}

  /** Up to {@code most} callbacks that were given up, first one first. */
  public List<Dead> list(Connection tx, Which which, @Nullable After after, int most)
      throws SQLException {
    var conditions = new Conditions(which);
    if (after != null) {
      conditions.add(
          AFTER, Timestamp.from(after.endedAt()), after.order().value(), after.ordinal());
    }
    try (var query = tx.prepareStatement(LIST + conditions.sql + IN_ORDER)) {
      query.setInt(conditions.bind(query, 1), most);
      var dead = new ArrayList<Dead>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          dead.add(dead(row));
        }
      }
      return dead;
    }
  }

  /** What there is to send again. */
  public Optional<Extent> extent(Connection tx, Which which) throws SQLException {
    var conditions = new Conditions(which);
    try (var query = tx.prepareStatement(COUNT + conditions.sql)) {
      conditions.bind(query, 1);
      try (var row = query.executeQuery()) {
        row.next();
        var count = row.getLong(1);
        return count == 0
            ? Optional.empty()
            : Optional.of(new Extent(count, row.getTimestamp(2).toInstant()));
      }
    }
  }

  /**
   * Puts up to {@code most} callbacks back into the schedule, due at {@code now}. Those that were
   * accepted, or wait already, are never among them; two who call at once share them.
   *
   * @param last those that are given up after this moment stay, so that whoever calls until nothing
   *     is left comes to an end
   * @return how many were put back
   */
  public int resend(Connection tx, Which which, Instant last, Instant now, int most)
      throws SQLException {
    var conditions = new Conditions(which);
    try (var update = tx.prepareStatement(RESEND + conditions.sql + RESEND_REST)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setTimestamp(2, Timestamp.from(last));
      update.setInt(conditions.bind(update, 3), most);
      return update.executeUpdate();
    }
  }

  /** In which states the callbacks are that {@code which} names, each once. */
  public List<String> states(Connection tx, Which which) throws SQLException {
    var conditions = new Conditions(which);
    var sql = "SELECT DISTINCT n.state FROM notification n WHERE true";
    try (var query = tx.prepareStatement(sql + conditions.sql + " ORDER BY n.state")) {
      conditions.bind(query, 1);
      var states = new ArrayList<String>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          states.add(row.getString(1));
        }
      }
      return states;
    }
  }

  private static Dead dead(ResultSet row) throws SQLException {
    var answer = row.getString(10);
    return new Dead(
        row.getObject(1, UUID.class),
        new MerchantId(row.getString(2)),
        new PayOrderNo(row.getString(3)),
        row.getInt(4),
        row.getString(5),
        host(row.getString(6)),
        row.getInt(7),
        row.getTimestamp(8).toInstant(),
        row.getObject(9, Integer.class),
        answer == null ? "" : answer);
  }

  private static String host(String url) {
    var host = URI.create(url).getHost();
    return host == null ? "?" : host;
  }

  /** The conditions of {@link Which} as SQL and its arguments. */
  private static final class Conditions {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    Conditions(Which which) {
      if (which.id() != null) {
        add(" AND n.notification_id = ?", which.id());
      }
      if (which.order() != null) {
        var order = which.order();
        add(" AND n.bucket = ? AND n.pay_order_no = ?", order.bucket().value(), order.value());
      }
      if (which.merchant() != null) {
        add(" AND n.merchant_id = ?", which.merchant().value());
      }
      if (which.since() != null) {
        add(" AND n.next_at >= ?", Timestamp.from(which.since()));
      }
    }

    void add(String condition, Object... values) {
      sql.append(condition);
      arguments.addAll(List.of(values));
    }

    /** Returns the position after the last argument. */
    int bind(PreparedStatement statement, int first) throws SQLException {
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(first + i, arguments.get(i));
      }
      return first + arguments.size();
    }
  }
}
