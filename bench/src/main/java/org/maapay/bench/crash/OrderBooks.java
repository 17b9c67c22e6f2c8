package org.maapay.bench.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.maapay.bench.Books;
import org.maapay.bench.crash.Observed.Money;

/** Reads what the books say about the orders of one run. */
final class OrderBooks {
  private static final String ORDERS =
      """
      SELECT o.merchant_order_no, o.pay_order_no, o.amount, o.state,
             (SELECT count(*) FROM payment_attempt a
               WHERE a.pay_order_no = o.pay_order_no AND a.state = 'SUCCEEDED'),
             (SELECT count(*) FROM transfer t JOIN account d
                  ON d.bucket = t.bucket AND d.account_id = t.debit_account
               WHERE t.subject = o.pay_order_no AND t.purpose = 'PAYMENT'
                 AND d.kind = 'USER_BALANCE')
        FROM payment_order o WHERE o.merchant_order_no LIKE ? || '%'
      """;
  private static final String REFUNDS =
      """
      SELECT o.merchant_order_no, r.merchant_refund_no, r.refund_order_no, r.amount, r.state
        FROM refund r JOIN payment_order o ON o.pay_order_no = r.pay_order_no
       WHERE o.merchant_order_no LIKE ? || '%'
      """;

  private final Books books;
  private final ToIntFunction<String> notices;

  /**
   * @param notices how many notifications said that an order is paid
   */
  OrderBooks(Books books, ToIntFunction<String> notices) {
    this.books = books;
    this.notices = notices;
  }

  /** The orders whose number begins with {@code prefix}, by the merchant's number. */
  Map<String, Observed> read(String prefix) throws SQLException {
    try (var connection = books.connect()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      var refunds = refunds(connection, prefix);
      var orders = new HashMap<String, Observed>();
      try (var query = connection.prepareStatement(ORDERS)) {
        query.setString(1, prefix);
        try (var row = query.executeQuery()) {
          while (row.next()) {
            var no = row.getString(1);
            orders.put(
                no,
                new Observed(
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4),
                    row.getInt(5),
                    row.getInt(6),
                    notices.applyAsInt(no),
                    refunds.getOrDefault(no, Map.of())));
          }
        }
      }
      return orders;
    }
  }

  /** What is neither here nor there: attempts and refunds without an outcome. */
  long unsettled() throws SQLException {
    return books.number(
        """
        SELECT (SELECT count(*) FROM refund WHERE state = 'PROCESSING')
             + (SELECT count(*) FROM transit)
             + (SELECT count(*) FROM payment_order WHERE state = 'PAYING')
        """);
  }

  private static Map<String, Map<String, Money>> refunds(Connection tx, String prefix)
      throws SQLException {
    var refunds = new HashMap<String, Map<String, Money>>();
    try (var query = tx.prepareStatement(REFUNDS)) {
      query.setString(1, prefix);
      try (var row = query.executeQuery()) {
        while (row.next()) {
          var refundNo = Optional.ofNullable(row.getString(2)).orElse("none");
          refunds
              .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
              .put(refundNo, new Money(row.getString(3), row.getLong(4), row.getString(5)));
        }
      }
    }
    return refunds;
  }
}
