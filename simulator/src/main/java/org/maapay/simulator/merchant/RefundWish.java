package org.maapay.simulator.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maapay.merchant.Amount;

/** A user's wish to get money back, and what became of it. */
record RefundWish(
    String refundNo,
    String orderNo,
    Amount amount,
    State state,
    Instant askedAt,
    @Nullable String note) {

  /** Where a wish stands. */
  enum State {
    /** Waits for the shop's review. */
    ASKED,
    /** Approved; the platform is at it. */
    APPROVED,
    DONE,
    FAILED,
    DECLINED
  }

  static RefundWish read(ResultSet row) throws SQLException {
    return new RefundWish(
        row.getString("refund_no"),
        row.getString("order_no"),
        Amount.ofFen(row.getLong("amount_fen")),
        State.valueOf(row.getString("state")),
        Tables.instant(row, "asked_at").orElseThrow(),
        row.getString("note"));
  }
}
