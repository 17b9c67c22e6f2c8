package org.maapay.refund;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.order.ClientNumbers;
import org.maapay.order.ClientNumbers.Earlier;
import org.maapay.order.ClientNumbers.Kind;
import org.maapay.posting.Entry;
import org.maapay.posting.Sheet;

/** The stored refunds: written by entries, once when they begin and once when they end. */
final class RefundRows {
  private static final Sheet<Row> SHEET =
      Sheet.<Row>of("refund", row -> row.refund().no().bucket())
          .text("no", row -> row.refund().no().value())
          .text("order", row -> row.refund().order().value())
          .text("merchant", row -> row.refund().merchant().value())
          .text("number", row -> row.refund().merchantRefundNo())
          .bigint("amount", row -> row.refund().amount().fen())
          .text("user", row -> row.refund().payer().value())
          .text("method", row -> row.refund().method())
          .text("state", row -> row.refund().state().name())
          .text("reason", Row::reason)
          .instant("created", row -> row.refund().createdAt())
          .instant("ended", Row::endedAt)
          .instant("ask_at", Row::askAt);

  private static final String SELECT =
      """
      SELECT refund_order_no, pay_order_no, merchant_id, merchant_refund_no, amount, user_id,
             method, state, created_at
        FROM refund WHERE bucket = ? AND refund_order_no = ?\
      """;
  private static final String CLAIM_DUE =
      """
      WITH due AS MATERIALIZED (
        SELECT bucket, refund_order_no FROM refund
         WHERE state = 'PROCESSING' AND ask_at <= ?
         ORDER BY ask_at LIMIT ? FOR UPDATE SKIP LOCKED)
      UPDATE refund r SET ask_at = ?, asked = r.asked + 1
        FROM due
       WHERE r.bucket = due.bucket AND r.refund_order_no = due.refund_order_no
      RETURNING r.refund_order_no
      """;

  private record Row(
      Refund refund, @Nullable String reason, @Nullable Instant endedAt, @Nullable Instant askAt) {}

  /** Adds a refund and the number it goes by; {@code NUMBER_TAKEN} if that was used before. */
  static void begun(Entry.Builder entry, RefundWish wish, Refund refund, @Nullable Instant askAt) {
    ClientNumbers.claim(
        entry,
        Kind.REFUND,
        wish.merchant(),
        key(wish, refund.order()),
        refund.no().value(),
        content(wish, refund.order()));
    entry.add(SHEET, new Row(refund, null, askAt == null ? refund.createdAt() : null, askAt));
  }

  /** Adds the end of a refund that is on its way; {@code STALE} if it had ended before. */
  static void ended(Entry.Builder entry, Refund refund, @Nullable String reason, Instant at) {
    entry.add(SHEET, new Row(refund, reason, at, null));
  }

  Optional<Earlier> earlier(Connection tx, RefundWish wish, PayOrderNo order) throws SQLException {
    return ClientNumbers.find(
        tx, Kind.REFUND, wish.merchant(), key(wish, order), content(wish, order));
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
    return ClientNumbers.target(tx, Kind.REFUND, merchant, merchantRefundNo)
        .map(RefundOrderNo::new);
  }

  /** Takes refunds that are due to be asked about; nobody else takes them until {@code again}. */
  List<RefundOrderNo> claimDue(Connection tx, Instant now, Instant again, int most)
      throws SQLException {
    try (var update = tx.prepareStatement(CLAIM_DUE)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setInt(2, most);
      update.setTimestamp(3, Timestamp.from(again));
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
