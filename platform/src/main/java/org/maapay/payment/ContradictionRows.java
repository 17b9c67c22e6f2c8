package org.maapay.payment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.order.AttemptNo;

/** The stored contradictions. Every method joins the caller's transaction and never commits. */
final class ContradictionRows {
  private static final String COLUMNS =
      "pay_order_no, attempt_no, kind, user_id, method, amount, receipt, state, noted_at";
  private static final String CLAIM_DUE =
      """
      WITH due AS MATERIALIZED (
        SELECT bucket, pay_order_no, attempt_no, kind FROM contradiction
         WHERE state = 'RETURNING' AND ask_at <= ?
         ORDER BY ask_at LIMIT ? FOR UPDATE SKIP LOCKED)
      UPDATE contradiction c SET ask_at = ?, asked = c.asked + 1
        FROM due
       WHERE c.bucket = due.bucket AND c.pay_order_no = due.pay_order_no
         AND c.attempt_no = due.attempt_no AND c.kind = due.kind
      RETURNING c.pay_order_no, c.attempt_no, c.kind, c.user_id, c.method, c.amount, c.receipt,
                c.state, c.noted_at
      """;

  /** What contradicts. The stored names are these. */
  enum Kind {
    LATE_SUCCESS,
    SECOND_SUCCESS,
    LATE_DECLINE
  }

  /** How far a case is. The stored names are these. */
  enum State {
    RETURNING,
    RETURNED,
    OPEN,
    SETTLED
  }

  record Case(
      PayOrderNo order,
      AttemptNo no,
      Kind kind,
      UserId payer,
      String method,
      Money amount,
      @Nullable String receipt,
      State state,
      Instant at) {}

  /** Stores a case; false if it was noted before: an attempt succeeds late or second, once. */
  boolean insert(Connection tx, Case noted, @Nullable Instant askAt) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            "INSERT INTO contradiction (bucket, "
                + COLUMNS
                + ", ask_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setInt(1, noted.payer().bucket().value());
      insert.setString(2, noted.order().value());
      insert.setInt(3, noted.no().value());
      insert.setString(4, noted.kind().name());
      insert.setString(5, noted.payer().value());
      insert.setString(6, noted.method());
      insert.setLong(7, noted.amount().fen());
      insert.setString(8, noted.receipt());
      insert.setString(9, noted.state().name());
      insert.setTimestamp(10, Timestamp.from(noted.at()));
      insert.setTimestamp(11, askAt == null ? null : Timestamp.from(askAt));
      return insert.executeUpdate() == 1;
    }
  }

  /** Ends a case whose money is on its way back; false if it had ended before. */
  boolean end(Connection tx, Case noted, State state, Instant at) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            UPDATE contradiction SET state = ?, ended_at = ?, ask_at = NULL
             WHERE bucket = ? AND pay_order_no = ? AND attempt_no = ? AND kind = ?
               AND state = 'RETURNING'
            """)) {
      update.setString(1, state.name());
      update.setTimestamp(2, Timestamp.from(at));
      update.setInt(3, noted.payer().bucket().value());
      update.setString(4, noted.order().value());
      update.setInt(5, noted.no().value());
      update.setString(6, noted.kind().name());
      return update.executeUpdate() == 1;
    }
  }

  /** Takes cases that are due to be asked about; nobody else takes them until {@code again}. */
  List<Case> claimDue(Connection tx, Instant now, Instant again, int most) throws SQLException {
    try (var update = tx.prepareStatement(CLAIM_DUE)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setInt(2, most);
      update.setTimestamp(3, Timestamp.from(again));
      var due = new ArrayList<Case>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          due.add(read(row));
        }
      }
      return due;
    }
  }

  private static Case read(ResultSet row) throws SQLException {
    return new Case(
        new PayOrderNo(row.getString(1)),
        new AttemptNo(row.getInt(2)),
        Kind.valueOf(row.getString(3)),
        new UserId(row.getString(4)),
        row.getString(5),
        new Money(row.getLong(6)),
        row.getString(7),
        State.valueOf(row.getString(8)),
        row.getTimestamp(9).toInstant());
  }
}
