package org.maapay.order;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Look;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.order.OrderState.Closed;
import org.maapay.order.OrderState.Open;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.OrderState.Paying;
import org.maapay.user.Persons;

/** How a row of payment_order reads. */
final class OrderRows {
  private static final String COLUMNS =
      """
      SELECT o.pay_order_no, o.merchant_id, o.merchant_order_no, o.transaction_type,
             o.business_type, o.merchant_name, o.order_date, o.amount, o.mobile_index, o.goods_no,
             o.goods_name, o.goods_description, o.notify_url, o.refund_notify_url, o.return_url,
             o.chatbot_id, o.store_no, o.ext, o.created_at, o.expires_at, o.state, o.attempt_no,
             o.ended_at, o.payer, o.method, o.refunded, o.refunding, o.version
      """;
  private static final String SELECT =
      COLUMNS
          + """
            FROM payment_order o WHERE o.bucket = ? AND o.pay_order_no = ?
          """;

  /** A look-up, not a join: a planner who knows no numbers yet would read all people for it. */
  private static final String SELECT_HELD =
      COLUMNS
          + """
            , (SELECT p.user_id FROM person p WHERE p.mobile_index = o.mobile_index) AS holder
            FROM payment_order o WHERE o.bucket = ? AND o.pay_order_no = ?
          """;

  private static final String SELECT_MANY =
      COLUMNS
          + """
            FROM unnest(?::integer[], ?::text[]) AS n(bucket, no)
            JOIN payment_order o ON o.bucket = n.bucket AND o.pay_order_no = n.no
          """;

  private final Persons persons;

  OrderRows(Persons persons) {
    this.persons = persons;
  }

  /** The orders of that many numbers; those nobody stored are left out. */
  List<PaymentOrder> find(Connection tx, List<PayOrderNo> nos) throws SQLException {
    try (var query = tx.prepareStatement(SELECT_MANY)) {
      var buckets = nos.stream().map(no -> no.bucket().value()).toArray();
      query.setArray(1, tx.createArrayOf("int4", buckets));
      query.setArray(2, tx.createArrayOf("text", nos.stream().map(PayOrderNo::value).toArray()));
      var found = new ArrayList<PaymentOrder>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          found.add(order(tx, row));
        }
      }
      return found;
    }
  }

  Look<Optional<PaymentOrder>> look(PayOrderNo no) {
    return new Look<>(
        SELECT,
        List.of(no.bucket().value(), no.value()),
        row ->
            row.next()
                ? Optional.of(order(row.getStatement().getConnection(), row))
                : Optional.empty());
  }

  Look<Optional<PaymentOrders.Held>> lookHeld(PayOrderNo no) {
    return new Look<>(
        SELECT_HELD,
        List.of(no.bucket().value(), no.value()),
        row -> row.next() ? Optional.of(held(row)) : Optional.empty());
  }

  private PaymentOrders.Held held(ResultSet row) throws SQLException {
    var order = order(row.getStatement().getConnection(), row);
    return new PaymentOrders.Held(
        order, Optional.ofNullable(row.getString("holder")).map(UserId::new));
  }

  /** The stored names; they outlive any class name, so they are written out here. */
  static String code(OrderState state) {
    return switch (state) {
      case Open _ -> "OPEN";
      case Paying _ -> "PAYING";
      case Paid _ -> "PAID";
      case Closed _ -> "CLOSED";
    };
  }

  static @Nullable String payer(PaymentOrder order) {
    var payer = order.payer();
    return payer == null ? null : payer.value();
  }

  static @Nullable Instant endedAt(OrderState state) {
    return switch (state) {
      case Open _, Paying _ -> null;
      case Paid(_, var at) -> at;
      case Closed(_, var at) -> at;
    };
  }

  private PaymentOrder order(Connection tx, ResultSet row) throws SQLException {
    var createdAt = instant(row, "created_at");
    var expiresAt = instant(row, "expires_at");
    var payer = row.getString("payer");
    return new PaymentOrder(
        new PayOrderNo(row.getString("pay_order_no")),
        wish(tx, row, Duration.between(createdAt, expiresAt)),
        createdAt,
        expiresAt,
        state(row),
        payer == null ? null : new UserId(payer),
        row.getString("method"),
        new Money(row.getLong("refunded")),
        new Money(row.getLong("refunding")),
        row.getInt("version"));
  }

  private PlaceOrder wish(Connection tx, ResultSet row, Duration payableFor) throws SQLException {
    return new PlaceOrder(
        new MerchantId(row.getString("merchant_id")),
        row.getString("merchant_order_no"),
        row.getString("merchant_name"),
        new BusinessDay(row.getObject("order_date", LocalDate.class)),
        new Money(row.getLong("amount")),
        persons.number(tx, row.getBytes("mobile_index")),
        TransactionType.valueOf(row.getString("transaction_type")),
        BusinessType.valueOf(row.getString("business_type")),
        new Goods(
            row.getString("goods_no"),
            row.getString("goods_name"),
            row.getString("goods_description")),
        new Terms(
            row.getString("notify_url"),
            row.getString("refund_notify_url"),
            row.getString("return_url"),
            payableFor,
            row.getString("chatbot_id"),
            row.getString("store_no"),
            row.getString("ext")));
  }

  private static OrderState state(ResultSet row) throws SQLException {
    var attempt = new AttemptNo(row.getInt("attempt_no"));
    return switch (row.getString("state")) {
      case "OPEN" -> new Open(attempt);
      case "PAYING" -> new Paying(attempt);
      case "PAID" -> new Paid(attempt, instant(row, "ended_at"));
      case "CLOSED" -> new Closed(attempt, instant(row, "ended_at"));
      case String other -> throw new IllegalStateException("no such stored state: " + other);
    };
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
