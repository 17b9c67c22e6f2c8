package org.maapay.order;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.user.MobileSeal;

/** The stored payment orders. Every method joins the caller's transaction and never commits. */
public final class PaymentOrders {
  private static final String INSERT =
      """
      INSERT INTO payment_order
        (bucket, pay_order_no, merchant_id, merchant_order_no, transaction_type, business_type,
         merchant_name, order_date, amount, mobile_index, mobile_seal, goods_no, goods_name,
         goods_description, notify_url, refund_notify_url, return_url, chatbot_id, store_no, ext,
         created_at, expires_at, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN')
      """;
  private static final String MOVE =
      """
      UPDATE payment_order
         SET state = ?, attempt_no = ?, ended_at = ?, payer = ?, method = ?, version = version + 1
       WHERE bucket = ? AND pay_order_no = ? AND version = ?
      """;
  private static final String RESERVE_REFUND =
      """
      UPDATE payment_order SET refunding = refunding + ?, version = version + 1
       WHERE bucket = ? AND pay_order_no = ? AND state = 'PAID'
         AND amount - refunded - refunding >= ?
      RETURNING version
      """;
  private static final String END_REFUND =
      """
      UPDATE payment_order
         SET refunding = refunding - ?, refunded = refunded + ?, version = version + 1
       WHERE bucket = ? AND pay_order_no = ?
      RETURNING version
      """;

  private final OrderRows rows;
  private final MobileSeal seal;

  public PaymentOrders(MobileSeal seal) {
    this.seal = seal;
    this.rows = new OrderRows(seal);
  }

  /** Stores a new order; its merchant number is claimed by {@link OrderNumbers}. */
  void insert(Connection tx, PaymentOrder order) throws SQLException {
    var wish = order.wish();
    try (var insert = tx.prepareStatement(INSERT)) {
      insert.setInt(1, order.payOrderNo().bucket().value());
      insert.setString(2, order.payOrderNo().value());
      insert.setString(3, wish.merchant().value());
      insert.setString(4, wish.merchantOrderNo());
      insert.setString(5, wish.transactionType().name());
      insert.setString(6, wish.businessType().name());
      insert.setString(7, wish.merchantName());
      insert.setObject(8, wish.orderDate().date());
      insert.setLong(9, wish.amount().fen());
      insert.setBytes(10, seal.index(wish.mobile()));
      insert.setBytes(11, seal.seal(wish.mobile()));
      insert.setString(12, wish.goods().no());
      insert.setString(13, wish.goods().name());
      insert.setString(14, wish.goods().description());
      terms(insert, wish.terms());
      insert.setTimestamp(21, Timestamp.from(order.createdAt()));
      insert.setTimestamp(22, Timestamp.from(order.expiresAt()));
      insert.executeUpdate();
    }
  }

  /**
   * Stores {@code to} unless another change was stored since {@code order} was read.
   *
   * @return false if one was: read the order again and decide again
   */
  public boolean move(
      Connection tx,
      PaymentOrder order,
      OrderState to,
      @Nullable UserId payer,
      @Nullable String method)
      throws SQLException {
    try (var update = tx.prepareStatement(MOVE)) {
      update.setString(1, OrderRows.code(to));
      update.setInt(2, to.lastAttempt().value());
      setInstant(update, 3, OrderRows.endedAt(to));
      update.setString(4, payer == null ? null : payer.value());
      update.setString(5, method);
      update.setInt(6, order.payOrderNo().bucket().value());
      update.setString(7, order.payOrderNo().value());
      update.setInt(8, order.version());
      return update.executeUpdate() == 1;
    }
  }

  /** The order as it stands, without waiting for anybody. */
  public Optional<PaymentOrder> find(Connection tx, PayOrderNo no) throws SQLException {
    return rows.one(tx, "bucket = ? AND pay_order_no = ?", no.bucket(), no.value());
  }

  /** The order, locked until the caller's transaction ends. */
  public Optional<PaymentOrder> lock(Connection tx, PayOrderNo no) throws SQLException {
    return rows.one(
        tx, "bucket = ? AND pay_order_no = ? FOR NO KEY UPDATE", no.bucket(), no.value());
  }

  /** The merchant's order with its own number. */
  public Optional<PaymentOrder> find(Connection tx, MerchantId merchant, String merchantOrderNo)
      throws SQLException {
    var no = OrderNumbers.find(tx, merchant, merchantOrderNo);
    return no.isEmpty() ? Optional.empty() : find(tx, no.get());
  }

  /** Numbers of open orders whose time is over at {@code now}, longest over first. */
  public List<PayOrderNo> due(Connection tx, Instant now, int most) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT pay_order_no FROM payment_order
             WHERE state = 'OPEN' AND expires_at <= ? ORDER BY expires_at LIMIT ?
            """)) {
      query.setTimestamp(1, Timestamp.from(now));
      query.setInt(2, most);
      var due = new ArrayList<PayOrderNo>();
      try (var found = query.executeQuery()) {
        while (found.next()) {
          due.add(new PayOrderNo(found.getString(1)));
        }
      }
      return due;
    }
  }

  /**
   * Sets {@code amount} of a paid order aside for a refund.
   *
   * @return the order's new version; empty if less than that is left, or it is not paid
   */
  public Optional<Integer> reserveRefund(Connection tx, PayOrderNo no, Money amount)
      throws SQLException {
    try (var update = tx.prepareStatement(RESERVE_REFUND)) {
      update.setLong(1, amount.fen());
      update.setInt(2, no.bucket().value());
      update.setString(3, no.value());
      update.setLong(4, amount.fen());
      try (var found = update.executeQuery()) {
        return found.next() ? Optional.of(found.getInt(1)) : Optional.empty();
      }
    }
  }

  /** Ends a refund that was reserved; returns the order's new version. */
  public int endRefund(Connection tx, PayOrderNo no, Money amount, boolean refunded)
      throws SQLException {
    try (var update = tx.prepareStatement(END_REFUND)) {
      update.setLong(1, amount.fen());
      update.setLong(2, refunded ? amount.fen() : 0);
      update.setInt(3, no.bucket().value());
      update.setString(4, no.value());
      try (var found = update.executeQuery()) {
        if (!found.next()) {
          throw new IllegalStateException("a refund that was reserved has its order");
        }
        return found.getInt(1);
      }
    }
  }

  private static void terms(PreparedStatement insert, Terms terms) throws SQLException {
    insert.setString(15, terms.notifyUrl());
    insert.setString(16, terms.refundNotifyUrl());
    insert.setString(17, terms.returnUrl());
    insert.setString(18, terms.chatbotId());
    insert.setString(19, terms.storeNo());
    insert.setString(20, terms.ext());
  }

  private static void setInstant(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    if (at == null) {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setTimestamp(index, Timestamp.from(at));
    }
  }
}
