package org.maapay.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.order.AttemptNo;

/** The stored attempts. Every method joins the caller's transaction and never commits. */
public final class PaymentAttempts {
  /** What is stored of an attempt. The stored names are these. */
  public enum State {
    RUNNING,
    UNKNOWN,
    SUCCEEDED,
    DECLINED
  }

  /**
   * An attempt that somebody must ask about.
   *
   * @param asked how often it was asked about before
   */
  record Open(PayOrderNo order, AttemptNo no, UserId payer, String method, int asked) {}

  /** How an attempt ended, as the payer may be told. */
  public record Ended(State state, @Nullable String reason) {}

  private static final String INSERT =
      """
      INSERT INTO payment_attempt
        (bucket, pay_order_no, attempt_no, user_id, method, amount, state, reason, receipt,
         begun_at, ended_at, ask_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String END =
      """
      UPDATE payment_attempt
         SET state = ?, reason = ?, receipt = ?, ended_at = ?, ask_at = NULL
       WHERE bucket = ? AND pay_order_no = ? AND attempt_no = ?
         AND state IN ('RUNNING', 'UNKNOWN')
      """;
  private static final String POSTPONE =
      """
      UPDATE payment_attempt SET state = 'UNKNOWN', ask_at = ?
       WHERE bucket = ? AND pay_order_no = ? AND attempt_no = ?
         AND state IN ('RUNNING', 'UNKNOWN')
      """;
  private static final String CLAIM =
      """
      UPDATE payment_attempt a SET ask_at = ?, asked = a.asked + 1
        FROM (SELECT bucket, pay_order_no, attempt_no FROM payment_attempt
               WHERE state IN ('RUNNING', 'UNKNOWN') AND ask_at <= ?
               ORDER BY ask_at LIMIT ? FOR UPDATE SKIP LOCKED) due
       WHERE a.bucket = due.bucket AND a.pay_order_no = due.pay_order_no
         AND a.attempt_no = due.attempt_no
      RETURNING a.pay_order_no, a.attempt_no, a.user_id, a.method, a.asked
      """;

  /** Stores an attempt that runs; if nothing is heard it is asked about at {@code askAt}. */
  void begin(Connection tx, PaymentAttempt attempt, Instant at, Instant askAt) throws SQLException {
    insert(tx, attempt, State.RUNNING, null, null, at, null, askAt);
  }

  /** Stores an attempt that begins and ends in one. */
  void insertEnded(
      Connection tx,
      PaymentAttempt attempt,
      State state,
      @Nullable String reason,
      @Nullable String receipt,
      Instant at)
      throws SQLException {
    insert(tx, attempt, state, reason, receipt, at, at, null);
  }

  /** Ends a running or unknown attempt; false if it had ended before. */
  boolean end(
      Connection tx,
      PaymentAttempt attempt,
      State state,
      @Nullable String reason,
      @Nullable String receipt,
      Instant at)
      throws SQLException {
    try (var update = tx.prepareStatement(END)) {
      update.setString(1, state.name());
      update.setString(2, reason);
      update.setString(3, receipt);
      update.setTimestamp(4, Timestamp.from(at));
      update.setInt(5, attempt.payer().bucket().value());
      update.setString(6, attempt.order().payOrderNo().value());
      update.setInt(7, attempt.no().value());
      return update.executeUpdate() == 1;
    }
  }

  /** Marks an attempt whose outcome nobody knows, to be asked about at {@code askAt}. */
  void postpone(Connection tx, PaymentAttempt attempt, Instant askAt) throws SQLException {
    try (var update = tx.prepareStatement(POSTPONE)) {
      update.setTimestamp(1, Timestamp.from(askAt));
      update.setInt(2, attempt.payer().bucket().value());
      update.setString(3, attempt.order().payOrderNo().value());
      update.setInt(4, attempt.no().value());
      update.executeUpdate();
    }
  }

  /** Takes attempts that are due to be asked about; nobody else takes them until {@code again}. */
  List<Open> claimDue(Connection tx, Instant now, Instant again, int most) throws SQLException {
    try (var update = tx.prepareStatement(CLAIM)) {
      update.setTimestamp(1, Timestamp.from(again));
      update.setTimestamp(2, Timestamp.from(now));
      update.setInt(3, most);
      var due = new ArrayList<Open>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          due.add(
              new Open(
                  new PayOrderNo(row.getString(1)),
                  new AttemptNo(row.getInt(2)),
                  new UserId(row.getString(3)),
                  row.getString(4),
                  row.getInt(5)));
        }
      }
      return due;
    }
  }

  /** How attempt {@code no} of {@code payer} stands. */
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

  private static void insert(
      Connection tx,
      PaymentAttempt attempt,
      State state,
      @Nullable String reason,
      @Nullable String receipt,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable Instant askAt)
      throws SQLException {
    try (var insert = tx.prepareStatement(INSERT)) {
      insert.setInt(1, attempt.payer().bucket().value());
      insert.setString(2, attempt.order().payOrderNo().value());
      insert.setInt(3, attempt.no().value());
      insert.setString(4, attempt.payer().value());
      insert.setString(5, attempt.method());
      insert.setLong(6, attempt.order().wish().amount().fen());
      insert.setString(7, state.name());
      insert.setString(8, reason);
      insert.setString(9, receipt);
      insert.setTimestamp(10, Timestamp.from(begunAt));
      insert.setTimestamp(11, endedAt == null ? null : Timestamp.from(endedAt));
      insert.setTimestamp(12, askAt == null ? null : Timestamp.from(askAt));
      insert.executeUpdate();
    }
  }
}
