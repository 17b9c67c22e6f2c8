package org.maapay.risk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.maapay.database.Look;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;

/**
 * What payers said of requests. A payer is the keyed index of his number. Every method joins the
 * caller's transaction; saying something twice has no second effect.
 */
public final class RequestBlocks {
  private static final String OF_ORDER =
      """
      SELECT 1 FROM payment_order o
        JOIN request_block b
          ON b.bucket = o.bucket AND b.merchant_id = o.merchant_id
         AND b.mobile_index = o.mobile_index
       WHERE o.bucket = ? AND o.pay_order_no = ?
      """;

  /** The order is not the payer's. */
  public void report(Connection tx, MerchantId merchant, PayOrderNo order, Instant at)
      throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO request_report (bucket, pay_order_no, merchant_id, reported_at)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)) {
      insert.setInt(1, order.bucket().value());
      insert.setString(2, order.value());
      insert.setString(3, merchant.value());
      insert.setTimestamp(4, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  /** The payer wants no more requests of the merchant; he said so at {@code order}. */
  public void block(Connection tx, MerchantId merchant, byte[] payer, PayOrderNo order, Instant at)
      throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO request_block (bucket, merchant_id, mobile_index, pay_order_no, blocked_at)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)) {
      insert.setInt(1, merchant.bucket().value());
      insert.setString(2, merchant.value());
      insert.setBytes(3, payer);
      insert.setString(4, order.value());
      insert.setTimestamp(5, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  /** The payer takes requests of the merchant again. */
  public void lift(Connection tx, MerchantId merchant, byte[] payer) throws SQLException {
    try (var delete =
        tx.prepareStatement(
            "DELETE FROM request_block WHERE bucket = ? AND merchant_id = ? AND mobile_index = ?")) {
      delete.setInt(1, merchant.bucket().value());
      delete.setString(2, merchant.value());
      delete.setBytes(3, payer);
      delete.executeUpdate();
    }
  }

  /** Whether some payer wants none of the merchant's requests. */
  boolean hasAny(Connection tx, MerchantId merchant) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT 1 FROM request_block WHERE bucket = ? AND merchant_id = ? LIMIT 1")) {
      query.setInt(1, merchant.bucket().value());
      query.setString(2, merchant.value());
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Whether the payer of {@code order} wants no requests of its merchant, asked with others. */
  public Look<Boolean> look(PayOrderNo order) {
    return new Look<>(OF_ORDER, List.of(order.bucket().value(), order.value()), ResultSet::next);
  }

  /** Whether the payer wants none of the merchant's requests. */
  public boolean isBlocked(Connection tx, MerchantId merchant, byte[] payer) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT 1 FROM request_block
             WHERE bucket = ? AND merchant_id = ? AND mobile_index = ?
            """)) {
      query.setInt(1, merchant.bucket().value());
      query.setString(2, merchant.value());
      query.setBytes(3, payer);
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }
}
