package org.maapay.simulator.merchant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Notice.RefundNumbers;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.merchant.RefundWish.State;

/** The shop's refunds, from the wish to the end. */
final class RefundWishes {
  private static final String CREATE =
      """
      WITH tapped AS (
        UPDATE one_time SET used_by = ? WHERE ref = ? AND used_by IS NULL RETURNING ref)
      INSERT INTO refund_wish (refund_no, order_no, amount_fen, state, asked_at, look_at)
      SELECT ?, ?, ?, 'ASKED', ?, ? FROM tapped
      """;

  private final Tables tables;
  private final InstantSource clock;

  RefundWishes(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /** Writes a wish down for {@code ref}, unless that was used before. */
  boolean create(String ref, String refundNo, ShopOrder order, Amount amount) {
    var now = clock.instant();
    return tables.change(CREATE, refundNo, ref, refundNo, order.orderNo(), amount.fen(), now, now)
        == 1;
  }

  Optional<RefundWish> find(String refundNo) {
    return tables.one(RefundWish::read, "SELECT * FROM refund_wish WHERE refund_no = ?", refundNo);
  }

  Optional<RefundWish> find(RefundNumbers numbers) {
    return tables.one(
        RefundWish::read,
        "SELECT * FROM refund_wish WHERE refund_no = ? OR refund_order_no = ?",
        numbers.merchantRefundNo().orElse(""),
        numbers.refundOrderNo());
  }

  /** The newest wishes, those that wait for a review first. */
  List<RefundWish> forReview() {
    return tables.list(
        RefundWish::read,
        "SELECT * FROM refund_wish ORDER BY (state = 'ASKED') DESC, asked_at DESC LIMIT 50");
  }

  /** What was refunded of an order, or is on its way, or was asked for. */
  Amount promised(String orderNo) {
    return tables
        .one(
            row -> Amount.ofFen(row.getLong(1)),
            """
            SELECT coalesce(sum(amount_fen), 0)::bigint FROM refund_wish
             WHERE order_no = ? AND state IN ('ASKED', 'APPROVED', 'DONE')
            """,
            orderNo)
        .orElseThrow();
  }

  boolean approve(String refundNo) {
    return tables.change(
            "UPDATE refund_wish SET state = 'APPROVED', look_at = ? WHERE refund_no = ? AND state = 'ASKED'",
            clock.instant().plusSeconds(10),
            refundNo)
        == 1;
  }

  void made(String refundNo, String refundOrderNo) {
    tables.change(
        "UPDATE refund_wish SET refund_order_no = ? WHERE refund_no = ?", refundOrderNo, refundNo);
  }

  /** The wish is fulfilled and counts in its order. */
  void done(String refundNo) {
    tables.change(
        """
        WITH done AS (
          UPDATE refund_wish SET state = 'DONE'
           WHERE refund_no = ? AND state = 'APPROVED' RETURNING order_no, amount_fen)
        UPDATE shop_order SET refunded_fen = refunded_fen + done.amount_fen
          FROM done WHERE shop_order.order_no = done.order_no
        """,
        refundNo);
  }

  boolean end(String refundNo, State from, State to, String note) {
    return tables.change(
            "UPDATE refund_wish SET state = ?, note = ? WHERE refund_no = ? AND state = ?",
            to.name(),
            note,
            refundNo,
            from.name())
        == 1;
  }

  void lookAgain(String refundNo, Instant at) {
    tables.change("UPDATE refund_wish SET look_at = ? WHERE refund_no = ?", at, refundNo);
  }

  void told(String refundNo) {
    tables.change("UPDATE refund_wish SET told = state WHERE refund_no = ?", refundNo);
  }

  /** The wishes that should have ended by now, and those whose end was not told yet. */
  List<RefundWish> due() {
    return tables.list(
        RefundWish::read,
        """
        SELECT * FROM refund_wish
         WHERE look_at <= ? AND state <> 'ASKED' AND told IS DISTINCT FROM state
         ORDER BY look_at LIMIT 100
        """,
        clock.instant());
  }

  /** The next thing this user types may be an amount for {@code ref}. */
  void expectAmount(PhoneNumber mobile, String ref) {
    tables.change(
        """
        INSERT INTO amount_asked VALUES (?, ?)
        ON CONFLICT (mobile) DO UPDATE SET ref = excluded.ref
        """,
        mobile.value(),
        ref);
  }

  Optional<String> expectedAmount(PhoneNumber mobile) {
    return tables.one(
        row -> row.getString(1), "SELECT ref FROM amount_asked WHERE mobile = ?", mobile.value());
  }

  void expectNoAmount(PhoneNumber mobile) {
    tables.change("DELETE FROM amount_asked WHERE mobile = ?", mobile.value());
  }
}
