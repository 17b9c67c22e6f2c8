package org.maapay.simulator.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.merchant.Amount;
import org.maapay.merchant.OrderQuery;
import org.maapay.messaging.PhoneNumber;

/** An order as the shop keeps it. */
record ShopOrder(
    String orderNo,
    Customer customer,
    String productNo,
    String title,
    Amount amount,
    LocalDate orderDate,
    PayWay way,
    State state,
    Instant createdAt,
    Instant expiresAt,
    @Nullable String payUrl,
    @Nullable String payOrderNo,
    @Nullable LocalDate createDate,
    @Nullable Instant paidAt,
    Amount refunded) {

  /** Where an order stands for the shop. */
  enum State {
    /** Written down, not placed with the platform yet. */
    NEW,
    /** Placed; the user can pay. */
    OPEN,
    PAID,
    CLOSED,
    /** The platform would not take it. */
    REFUSED
  }

  boolean passwordFree() {
    return way == PayWay.PASSWORD_FREE;
  }

  boolean inSdk() {
    return way == PayWay.SDK;
  }

  boolean inChatbot() {
    return way == PayWay.CHATBOT;
  }

  /** Whether the user chooses who takes the money. */
  boolean byChoice() {
    return way == PayWay.AGGREGATE;
  }

  boolean isPaid() {
    return state == State.PAID;
  }

  /** Whether it was paid without a password: then it never had a link. */
  boolean isDebited() {
    return passwordFree() && isPaid() && payUrl == null;
  }

  /** What is left to give back. */
  Amount refundable() {
    return Amount.ofFen(isPaid() ? amount.fen() - refunded.fen() : 0);
  }

  /** How to ask the platform about it; empty until it was placed. */
  Optional<OrderQuery> query() {
    return payOrderNo == null || createDate == null
        ? Optional.empty()
        : Optional.of(new OrderQuery(payOrderNo, createDate, orderNo, customer.mobile().value()));
  }

  static ShopOrder read(ResultSet row) throws SQLException {
    return new ShopOrder(
        row.getString("order_no"),
        new Customer(new PhoneNumber(row.getString("mobile")), row.getString("chatbot_id")),
        row.getString("product_no"),
        row.getString("title"),
        Amount.ofFen(row.getLong("amount_fen")),
        row.getObject("order_date", LocalDate.class),
        way(row),
        State.valueOf(row.getString("state")),
        Tables.instant(row, "created_at").orElseThrow(),
        Tables.instant(row, "expires_at").orElseThrow(),
        row.getString("pay_url"),
        row.getString("pay_order_no"),
        row.getObject("create_date", LocalDate.class),
        Tables.instant(row, "paid_at").orElse(null),
        Amount.ofFen(row.getLong("refunded_fen")));
  }

  /** Orders of before there was a payment chatbot have two marks instead. */
  private static PayWay way(ResultSet row) throws SQLException {
    var way = row.getString("way");
    if (way != null) {
      return PayWay.valueOf(way);
    }
    return row.getBoolean("password_free")
        ? PayWay.PASSWORD_FREE
        : row.getBoolean("in_sdk") ? PayWay.SDK : PayWay.PAGE;
  }
}
