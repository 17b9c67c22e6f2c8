package org.maapay.mandate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;

/**
 * Why password-free orders were not debited, with the order. Of those that were, or may yet be, the
 * use tells: nothing is stored here. Methods join the caller's transaction.
 */
public final class Verdicts {
  private static final String PUT =
      """
      INSERT INTO password_free_answer
        (bucket, pay_order_no, verdict, limit_per_payment, limit_per_day)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (bucket, pay_order_no) DO NOTHING
      """;

  /** Stores a verdict; the first one stays. */
  public void put(Connection tx, PayOrderNo order, Verdict verdict) throws SQLException {
    try (var insert = tx.prepareStatement(PUT)) {
      insert.setInt(1, order.bucket().value());
      insert.setString(2, order.value());
      insert.setString(3, verdict.outcome().name());
      var limits = verdict.limits();
      money(insert, 4, limits == null ? null : limits.perPayment());
      money(insert, 5, limits == null ? null : limits.perDay());
      insert.executeUpdate();
    }
  }

  /** Why the order was not debited; empty if it was, or nobody has said. */
  public Optional<Verdict> find(Connection tx, PayOrderNo order) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT verdict, limit_per_payment, limit_per_day FROM password_free_answer
             WHERE bucket = ? AND pay_order_no = ?
            """)) {
      query.setInt(1, order.bucket().value());
      query.setString(2, order.value());
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var perPayment = row.getLong(2);
        var limits =
            row.wasNull() ? null : new Limits(new Money(perPayment), new Money(row.getLong(3)));
        return Optional.of(new Verdict(Verdict.Outcome.valueOf(row.getString(1)), limits));
      }
    }
  }

  private static void money(PreparedStatement statement, int index, @Nullable Money amount)
      throws SQLException {
    if (amount == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, amount.fen());
    }
  }
}
