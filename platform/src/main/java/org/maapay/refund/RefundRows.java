package org.maapay.refund;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.kernel.UserId;

/** The stored refunds. Every method joins the caller's transaction and never commits. */
final class RefundRows {
  private static final String SELECT =
      """
      SELECT refund_order_no, pay_order_no, merchant_id, merchant_refund_no, amount, user_id,
             method, state, created_at
        FROM refund WHERE bucket = ? AND refund_order_no = ?\
      """;
  private static final String CLAIM_DUE =
      """
      UPDATE refund r SET ask_at = ?, asked = r.asked + 1
        FROM (SELECT bucket, refund_order_no FROM refund
               WHERE state = 'PROCESSING' AND ask_at <= ?
               ORDER BY ask_at LIMIT ? FOR UPDATE SKIP LOCKED) due
       WHERE r.bucket = due.bucket AND r.refund_order_no = due.refund_order_no
      RETURNING r.refund_order_no
      """;

  /** An earlier refund under the same key, and whether it was the same. */
  record Earlier(RefundOrderNo no, boolean same) {}

  @Nullable Earlier earlier(Connection tx, RefundWish wish, PayOrderNo order) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT refund_order_no, content FROM refund_number
             WHERE bucket = ? AND merchant_id = ? AND refund_key = ?
            """)) {
      query.setInt(1, order.bucket().value());
      query.setString(2, wish.merchant().value());
      query.setString(3, key(wish, order));
      try (var row = query.executeQuery()) {
        return row.next()
            ? new Earlier(
                new RefundOrderNo(row.getString(1)),
                Arrays.equals(row.getBytes(2), content(wish, order)))
            : null;
      }
    }
  }

  void insert(Connection tx, RefundWish wish, Refund refund, @Nullable Instant askAt)
      throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO refund_number (bucket, merchant_id, refund_key, refund_order_no, content)
            VALUES (?, ?, ?, ?, ?)
            """)) {
      insert.setInt(1, refund.no().bucket().value());
      insert.setString(2, wish.merchant().value());
      insert.setString(3, key(wish, refund.order()));
      insert.setString(4, refund.no().value());
      insert.setBytes(5, content(wish, refund.order()));
      insert.executeUpdate();
    }
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO refund (bucket, refund_order_no, pay_order_no, merchant_id,
              merchant_refund_no, amount, user_id, method, state, created_at, ask_at, ended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setInt(1, refund.no().bucket().value());
      insert.setString(2, refund.no().value());
      insert.setString(3, refund.order().value());
      insert.setString(4, refund.merchant().value());
      insert.setString(5, refund.merchantRefundNo());
      insert.setLong(6, refund.amount().fen());
      insert.setString(7, refund.payer().value());
      insert.setString(8, refund.method());
      insert.setString(9, refund.state().name());
      insert.setTimestamp(10, Timestamp.from(refund.createdAt()));
      insert.setTimestamp(11, askAt == null ? null : Timestamp.from(askAt));
      insert.setTimestamp(12, askAt == null ? Timestamp.from(refund.createdAt()) : null);
      insert.executeUpdate();
    }
  }

  /** Ends a refund that is on its way; false if it had ended before. */
  boolean end(
      Connection tx, RefundOrderNo no, Refund.State state, @Nullable String reason, Instant at)
      throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            UPDATE refund SET state = ?, reason = ?, ended_at = ?, ask_at = NULL
             WHERE bucket = ? AND refund_order_no = ? AND state = 'PROCESSING'
            """)) {
      update.setString(1, state.name());
      update.setString(2, reason);
      update.setTimestamp(3, Timestamp.from(at));
      update.setInt(4, no.bucket().value());
      update.setString(5, no.value());
      return update.executeUpdate() == 1;
    }
  }

  Optional<Refund> find(Connection tx, RefundOrderNo no) throws SQLException {
    try (var query = tx.prepareStatement(SELECT)) {
      query.setInt(1, no.bucket().value());
      query.setString(2, no.value());
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(refund(row)) : Optional.empty();
      }
    }
  }

  Optional<RefundOrderNo> find(Connection tx, MerchantId merchant, String merchantRefundNo)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT refund_order_no FROM refund_number
             WHERE bucket = ? AND merchant_id = ? AND refund_key = ?
            """)) {
      query.setInt(1, merchant.bucket().value());
      query.setString(2, merchant.value());
      query.setString(3, merchantRefundNo);
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(new RefundOrderNo(row.getString(1))) : Optional.empty();
      }
    }
  }

  /** Takes refunds that are due to be asked about; nobody else takes them until {@code again}. */
  List<RefundOrderNo> claimDue(Connection tx, Instant now, Instant again, int most)
      throws SQLException {
    try (var update = tx.prepareStatement(CLAIM_DUE)) {
      update.setTimestamp(1, Timestamp.from(again));
      update.setTimestamp(2, Timestamp.from(now));
      update.setInt(3, most);
      var due = new ArrayList<RefundOrderNo>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          due.add(new RefundOrderNo(row.getString(1)));
        }
      }
      return due;
    }
  }

  /** A merchant's own number, or one that no merchant can choose since it holds a sharp. */
  private static String key(RefundWish wish, PayOrderNo order) {
    var own = wish.merchantRefundNo();
    return own != null ? own : "#" + order.value() + "#" + wish.amount().fen();
  }

  private static byte[] content(RefundWish wish, PayOrderNo order) {
    return (order.value() + "/" + wish.amount().fen()).getBytes(StandardCharsets.US_ASCII);
  }

  private static Refund refund(ResultSet row) throws SQLException {
    return new Refund(
        new RefundOrderNo(row.getString("refund_order_no")),
        new PayOrderNo(row.getString("pay_order_no")),
        new MerchantId(row.getString("merchant_id")),
        row.getString("merchant_refund_no"),
        new Money(row.getLong("amount")),
        new UserId(row.getString("user_id")),
        row.getString("method"),
        Refund.State.valueOf(row.getString("state")),
        row.getTimestamp("created_at").toInstant());
  }
}
