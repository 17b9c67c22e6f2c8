package org.maapay.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.order.AttemptNo;
import org.maapay.posting.Entry;
import org.maapay.posting.Sheet;

/**
 * How attempts ended: one row each in the payer's bucket, written once. That one runs, and when to
 * ask about it, stands with its order.
 */
public final class PaymentAttempts {
  /** How an attempt ended. The stored names are these. */
  public enum State {
    SUCCEEDED,
    DECLINED
  }

  /**
   * A running attempt that somebody must ask about.
   *
   * @param asked how often it was asked about, this time included
   */
  record Due(PayOrderNo order, AttemptNo no, int asked) {}

  /** How an attempt ended, as the payer may be told. */
  public record Ended(State state, @Nullable String reason) {}

  private record Row(
      PaymentAttempt attempt,
      State state,
      @Nullable String reason,
      @Nullable String receipt,
      Instant at) {}

  private static final Sheet<Row> SHEET =
      Sheet.<Row>of("attempt", row -> row.attempt().payer().bucket())
          .text("order", row -> row.attempt().order().payOrderNo().value())
          .integer("number", row -> row.attempt().no().value())
          .text("user", row -> row.attempt().payer().value())
          .text("method", row -> row.attempt().method())
          .bigint("amount", row -> row.attempt().order().wish().amount().fen())
          .text("state", row -> row.state().name())
          .text("reason", Row::reason)
          .text("receipt", Row::receipt)
          .instant("ended", Row::at);

  private static final String POSTPONE =
      """
      UPDATE payment_order SET ask_at = ?
       WHERE bucket = ? AND pay_order_no = ? AND state = 'PAYING' AND attempt_no = ?
      """;
  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT bucket, pay_order_no FROM payment_order
         WHERE state = 'PAYING' AND ask_at <= ?
         ORDER BY ask_at LIMIT ? FOR UPDATE SKIP LOCKED)
      UPDATE payment_order o SET ask_at = ?, asked = o.asked + 1
        FROM due
       WHERE o.bucket = due.bucket AND o.pay_order_no = due.pay_order_no
      RETURNING o.pay_order_no, o.attempt_no, o.asked
      """;

  /**
   * Adds the success of {@code attempt} to an entry; {@code STALE} if it had ended before.
   *
   * @param receipt the institution's own number for it; not stored where it is ours
   */
  static void succeeded(Entry.Builder entry, PaymentAttempt attempt, String receipt, Instant at) {
    var foreign = receipt.equals(attempt.charge().number()) ? null : receipt;
    entry.add(SHEET, new Row(attempt, State.SUCCEEDED, null, foreign, at));
  }

  /** Adds the refusal of {@code attempt}, which fences it; {@code STALE} if it had ended before. */
  static void declined(Entry.Builder entry, PaymentAttempt attempt, String reason, Instant at) {
    entry.add(SHEET, new Row(attempt, State.DECLINED, reason, null, at));
  }

  /** Says when to ask again about an attempt that runs; one that ended stays ended. */
  void postpone(Connection tx, PayOrderNo order, AttemptNo no, Instant askAt) throws SQLException {
    try (var update = tx.prepareStatement(POSTPONE)) {
      update.setTimestamp(1, Timestamp.from(askAt));
      update.setInt(2, order.bucket().value());
      update.setString(3, order.value());
      update.setInt(4, no.value());
      update.executeUpdate();
    }
  }

  /** Takes attempts that are due to be asked about; nobody else takes them until {@code again}. */
  List<Due> claimDue(Connection tx, Instant now, Instant again, int most) throws SQLException {
    try (var update = tx.prepareStatement(CLAIM)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setInt(2, most);
      update.setTimestamp(3, Timestamp.from(again));
      var due = new ArrayList<Due>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          due.add(
              new Due(
                  new PayOrderNo(row.getString(1)), new AttemptNo(row.getInt(2)), row.getInt(3)));
        }
      }
      return due;
    }
  }

  /** The latest orders that {@code payer} paid, of those placed on {@code from} or later. */
  public List<PayOrderNo> paidBy(Connection tx, UserId payer, BusinessDay from, int most)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT pay_order_no FROM payment_attempt
             WHERE bucket = ? AND pay_order_no >= ? AND user_id = ? AND state = 'SUCCEEDED'
             ORDER BY ended_at DESC LIMIT ?
            """)) {
      query.setInt(1, payer.bucket().value());
      query.setString(2, from.toString());
      query.setString(3, payer.value());
      query.setInt(4, most);
      var paid = new ArrayList<PayOrderNo>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          paid.add(new PayOrderNo(rows.getString(1)));
        }
      }
      return paid;
    }
  }

  /** How attempt {@code no} of {@code payer} ended; empty while it runs. */
  public Optional<Ended> find(Connection tx, UserId payer, PayOrderNo order, AttemptNo no)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT state, reason FROM payment_attempt
             WHERE bucket = ? AND pay_order_no = ? AND attempt_no = ?
            """)) {
      query.setInt(1, payer.bucket().value());
      query.setString(2, order.value());
      query.setInt(3, no.value());
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Ended(State.valueOf(row.getString(1)), row.getString(2)))
            : Optional.empty();
      }
    }
  }
}
