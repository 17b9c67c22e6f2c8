package org.maapay.mandate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.maapay.database.Columns;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.mandate.MandateState.Active;
import org.maapay.mandate.Reservation.NoMandate;
import org.maapay.mandate.Reservation.OverDay;
import org.maapay.mandate.Reservation.OverPayment;
import org.maapay.mandate.Reservation.Reserved;

/**
 * What payers let merchants spend, in the payer's bucket. The day's limit is guarded by one
 * conditional UPDATE, so that no number of debits at once exceeds it. Every method joins the
 * caller's transaction.
 */
public final class Allowances {
  private static final Duration LOOK_AFTER = Duration.ofMinutes(1);

  private static final String STORE =
      """
      INSERT INTO mandate_allowance
        (bucket, mandate_no, user_id, merchant_id, method, limit_per_payment, limit_per_day, state,
         used_day, used, signed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
      """;
  private static final String OPEN = STORE + "ON CONFLICT DO NOTHING";
  private static final String END =
      STORE + "ON CONFLICT (bucket, mandate_no) DO UPDATE SET state = 'REVOKED'";
  private static final String STORED =
      "SELECT 1 FROM mandate_allowance WHERE bucket = ? AND mandate_no = ?";

  /**
   * Many at once, of each allowance at most one. A node whose day is behind counts on the day that
   * another node has begun. What an order took is looked up for each by itself, so that it is found
   * by its key however small the table was when the plan was made.
   */
  private static final String RESERVE =
      """
      WITH spent AS (
        UPDATE mandate_allowance a
           SET used = CASE WHEN a.used_day >= w.day THEN a.used ELSE 0 END + w.fen,
               used_day = greatest(a.used_day, w.day)
          FROM (SELECT *, ?::date AS day
                  FROM unnest(?::integer[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                    AS u (bucket, user_id, merchant_id, no, fen)) w
         WHERE a.bucket = w.bucket AND a.user_id = w.user_id AND a.merchant_id = w.merchant_id
           AND a.state = 'ACTIVE' AND a.limit_per_payment >= w.fen
           AND CASE WHEN a.used_day >= w.day THEN a.used ELSE 0 END + w.fen <= a.limit_per_day
           AND (SELECT count(*) FROM mandate_use u
                 WHERE u.bucket = w.bucket AND u.pay_order_no = w.no) = 0
        RETURNING a.bucket, w.no, w.fen, a.mandate_no, a.used_day, a.method, a.limit_per_payment,
                  a.limit_per_day),
      noted AS (
        INSERT INTO mandate_use
          (bucket, pay_order_no, mandate_no, amount, used_day, state, reserved_at, look_at)
        SELECT bucket, no, mandate_no, fen, used_day, 'RESERVED', ?, ? FROM spent)
      SELECT method, limit_per_payment, limit_per_day, no FROM spent
      """;

  private static final String RESERVED =
      """
      SELECT a.method, a.limit_per_payment, a.limit_per_day
        FROM mandate_use u JOIN mandate_allowance a
          ON a.bucket = u.bucket AND a.mandate_no = u.mandate_no
       WHERE u.bucket = ? AND u.pay_order_no = ? AND u.state = 'RESERVED'
      """;
  private static final String LIMITS =
      """
      SELECT limit_per_payment, limit_per_day FROM mandate_allowance
       WHERE bucket = ? AND user_id = ? AND merchant_id = ? AND state = 'ACTIVE'
      """;

  /**
   * Follows a mandate that was signed, or signed and ended; in any order and as often as one likes,
   * since what has ended never opens again. False if the payer's earlier mandate with that merchant
   * must end first.
   */
  boolean follow(Connection tx, Mandate mandate) throws SQLException {
    if (!(mandate.state() instanceof Active)) {
      return stored(tx, END, mandate, "REVOKED");
    }
    if (stored(tx, OPEN, mandate, "ACTIVE")) {
      return true;
    }
    try (var query = tx.prepareStatement(STORED)) {
      bind(query, signer(mandate).bucket().value(), mandate.no().value());
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static boolean stored(Connection tx, String sql, Mandate mandate, String state)
      throws SQLException {
    var wish = mandate.wish();
    var signedAt = Objects.requireNonNull(mandate.signedAt());
    try (var statement = tx.prepareStatement(sql)) {
      bind(
          statement,
          signer(mandate).bucket().value(),
          mandate.no().value(),
          signer(mandate).value(),
          wish.merchant().value(),
          Objects.requireNonNull(mandate.method()),
          wish.limits().perPayment().fen(),
          wish.limits().perDay().fen(),
          state,
          BusinessDay.of(signedAt).date(),
          Timestamp.from(signedAt));
      return statement.executeUpdate() == 1;
    }
  }

  private static UserId signer(Mandate mandate) {
    return Objects.requireNonNull(mandate.signer());
  }

  /** What an order wants to take. */
  public record Spending(UserId payer, MerchantId merchant, PayOrderNo order, Money amount) {
    /** The same for all that take from one allowance. */
    public Object allowance() {
      return List.of(payer, merchant);
    }
  }

  /**
   * Counts each of {@code wanted} on the day of {@code now}, if there is room; else changes
   * nothing. What was counted for an order already is not counted again. What is counted is counted
   * by one statement.
   *
   * @param wanted of allowances that all differ
   */
  public List<Reservation> reserve(Connection tx, List<Spending> wanted, Instant now)
      throws SQLException {
    var counted = count(tx, wanted, now);
    var all = new ArrayList<Reservation>();
    for (var spending : wanted) {
      var reserved = counted.get(spending.order().value());
      all.add(reserved == null ? refusal(tx, spending) : reserved);
    }
    return all;
  }

  /**
   * By the order's number; in one order everywhere, so that two nodes never wait for each other.
   */
  private static Map<String, Reservation> count(Connection tx, List<Spending> wanted, Instant now)
      throws SQLException {
    var sorted = new ArrayList<>(wanted);
    sorted.sort(Comparator.comparing(it -> it.payer().value() + it.merchant().value()));
    try (var update = tx.prepareStatement(RESERVE)) {
      var columns = new Columns<>(tx, sorted);
      update.setObject(1, BusinessDay.of(now).date());
      update.setArray(2, columns.integers(it -> it.payer().bucket().value()));
      update.setArray(3, columns.texts(it -> it.payer().value()));
      update.setArray(4, columns.texts(it -> it.merchant().value()));
      update.setArray(5, columns.texts(it -> it.order().value()));
      update.setArray(6, columns.bigints(it -> it.amount().fen()));
      update.setTimestamp(7, Timestamp.from(now));
      update.setTimestamp(8, Timestamp.from(now.plus(LOOK_AFTER)));
      var counted = new HashMap<String, Reservation>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          counted.put(row.getString(4), new Reserved(limits(row, 2), row.getString(1)));
        }
      }
      return counted;
    }
  }

  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static Optional<Reservation> reserved(PreparedStatement query) throws SQLException {
    try (var row = query.executeQuery()) {
      return row.next()
          ? Optional.of(new Reserved(limits(row, 2), row.getString(1)))
          : Optional.empty();
    }
  }

  /** Why nothing was counted. Read after the decision: it explains, it does not decide. */
  private static Reservation refusal(Connection tx, Spending spending) throws SQLException {
    try (var query = tx.prepareStatement(RESERVED)) {
      bind(query, spending.payer().bucket().value(), spending.order().value());
      var before = reserved(query);
      if (before.isPresent()) {
        return before.get();
      }
    }
    try (var query = tx.prepareStatement(LIMITS)) {
      query.setInt(1, spending.payer().bucket().value());
      query.setString(2, spending.payer().value());
      query.setString(3, spending.merchant().value());
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          return new NoMandate();
        }
        var limits = limits(row, 1);
        return spending.amount().compareTo(limits.perPayment()) > 0
            ? new OverPayment(limits)
            : new OverDay(limits);
      }
    }
  }

  /**
   * An active mandate as its payer sees it.
   *
   * @param usedToday what counts on the day asked about
   */
  public record Standing(MandateNo mandate, Limits limits, Money usedToday, Instant signedAt) {}

  /** What the user has signed and not ended, newest first. */
  public List<Standing> of(Connection tx, UserId user, Instant now) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT mandate_no, limit_per_payment, limit_per_day,
                   CASE WHEN used_day >= ? THEN used ELSE 0 END, signed_at
              FROM mandate_allowance
             WHERE bucket = ? AND user_id = ? AND state = 'ACTIVE' ORDER BY signed_at DESC
            """)) {
      query.setObject(1, BusinessDay.of(now).date());
      query.setInt(2, user.bucket().value());
      query.setString(3, user.value());
      var all = new ArrayList<Standing>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          all.add(
              new Standing(
                  new MandateNo(row.getString(1)),
                  limits(row, 2),
                  new Money(row.getLong(4)),
                  row.getTimestamp(5).toInstant()));
        }
      }
      return all;
    }
  }

  static Limits limits(ResultSet row, int from) throws SQLException {
    return new Limits(new Money(row.getLong(from)), new Money(row.getLong(from + 1)));
  }
}
