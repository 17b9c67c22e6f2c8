package org.maapay.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;

/** The merchants' own order numbers, each unique per merchant for ever. */
final class OrderNumbers {
  private OrderNumbers() {}

  /** A number that was used before: for which order, and whether for the same content. */
  record Earlier(PayOrderNo payOrderNo, boolean same) {}

  /** Claims the number for {@code no}; answers the earlier use if there is one. */
  static @Nullable Earlier claim(Connection tx, PlaceOrder wish, PayOrderNo no)
      throws SQLException {
    var content = OrderContent.of(wish);
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO order_number (bucket, merchant_id, merchant_order_no, pay_order_no, content)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)) {
      insert.setInt(1, wish.merchant().bucket().value());
      insert.setString(2, wish.merchant().value());
      insert.setString(3, wish.merchantOrderNo());
      insert.setString(4, no.value());
      insert.setBytes(5, content);
      return insert.executeUpdate() == 1 ? null : earlier(tx, wish, content);
    }
  }

  private static Earlier earlier(Connection tx, PlaceOrder wish, byte[] content)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT pay_order_no, content FROM order_number
             WHERE bucket = ? AND merchant_id = ? AND merchant_order_no = ?
            """)) {
      query.setInt(1, wish.merchant().bucket().value());
      query.setString(2, wish.merchant().value());
      query.setString(3, wish.merchantOrderNo());
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("a number that conflicts is there");
        }
        return new Earlier(
            new PayOrderNo(row.getString(1)), Arrays.equals(row.getBytes(2), content));
      }
    }
  }

  static Optional<PayOrderNo> find(Connection tx, MerchantId merchant, String merchantOrderNo)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT pay_order_no FROM order_number
             WHERE bucket = ? AND merchant_id = ? AND merchant_order_no = ?
            """)) {
      query.setInt(1, merchant.bucket().value());
      query.setString(2, merchant.value());
      query.setString(3, merchantOrderNo);
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(new PayOrderNo(row.getString(1))) : Optional.empty();
      }
    }
  }
}
