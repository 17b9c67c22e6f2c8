package org.maapay.mandate;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;

/**
 * What single orders took of an allowance, in the payer's bucket. A use counts from the moment it
 * is reserved; whether it stays is noted for many at once, a while after. Every method joins the
 * caller's transaction.
 */
public final class MandateUses {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final String FIND =
      """
      SELECT a.limit_per_payment, a.limit_per_day, u.state = 'GIVEN_BACK'
        FROM mandate_use u JOIN mandate_allowance a
          ON a.bucket = u.bucket AND a.mandate_no = u.mandate_no
       WHERE u.bucket = ? AND u.pay_order_no = ?
      """;
  private static final String GIVE_BACK =
      """
      WITH returned AS (
        UPDATE mandate_use SET state = 'GIVEN_BACK'
         WHERE bucket = ? AND pay_order_no = ? AND state = 'RESERVED'
        RETURNING bucket, mandate_no, amount, used_day)
      UPDATE mandate_allowance a SET used = a.used - r.amount
        FROM returned r
       WHERE a.bucket = r.bucket AND a.mandate_no = r.mandate_no AND a.used_day = r.used_day
      """;
  private static final String DUE =
      """
      SELECT u.pay_order_no, a.user_id, u.reserved_at
        FROM mandate_use u JOIN mandate_allowance a
          ON a.bucket = u.bucket AND a.mandate_no = u.mandate_no
       WHERE u.state = 'RESERVED' AND u.look_at <= ?
       ORDER BY u.look_at LIMIT ? FOR UPDATE OF u SKIP LOCKED
      """;
  private static final String TAKE =
      """
      UPDATE mandate_use u SET state = 'TAKEN'
        FROM unnest(?::integer[], ?::text[]) AS n(bucket, no)
       WHERE u.bucket = n.bucket AND u.pay_order_no = n.no AND u.state = 'RESERVED'
      """;
  private static final String WAIT =
      """
      UPDATE mandate_use u SET look_at = ?
        FROM unnest(?::integer[], ?::text[]) AS n(bucket, no)
       WHERE u.bucket = n.bucket AND u.pay_order_no = n.no
      """;

  /**
   * What an order took.
   *
   * @param givenBack whether the day has its room again
   */
  public record Use(Limits limits, boolean givenBack) {}

  /** What {@code order} took of an allowance of {@code payer}, if it took any. */
  public Optional<Use> find(Connection tx, UserId payer, PayOrderNo order) throws SQLException {
    try (var query = tx.prepareStatement(FIND)) {
      query.setInt(1, payer.bucket().value());
      query.setString(2, order.value());
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Use(Allowances.limits(row, 1), row.getBoolean(3)))
            : Optional.empty();
      }
    }
  }

  /** Nothing was and nothing will be debited: the day has its room again. Harmless if repeated. */
  public void giveBack(Connection tx, UserId payer, PayOrderNo order) throws SQLException {
    try (var update = tx.prepareStatement(GIVE_BACK)) {
      update.setInt(1, payer.bucket().value());
      update.setString(2, order.value());
      update.executeUpdate();
    }
  }

  /** A use of which it is not noted yet how its debit ended. */
  public record Unsettled(UserId payer, PayOrderNo order, Instant since) {}

  /** Uses to look after, those first that wait longest; nobody else gets them meanwhile. */
  public List<Unsettled> due(Connection tx, Instant now, int most) throws SQLException {
    try (var query = tx.prepareStatement(DUE)) {
      query.setTimestamp(1, Timestamp.from(now));
      query.setInt(2, most);
      var due = new ArrayList<Unsettled>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          due.add(
              new Unsettled(
                  new UserId(row.getString(2)),
                  new PayOrderNo(row.getString(1)),
                  row.getTimestamp(3).toInstant()));
        }
      }
      return due;
    }
  }

  /** The debits happened: these uses stay counted. */
  public void taken(Connection tx, List<Unsettled> uses) throws SQLException {
    try (var update = tx.prepareStatement(TAKE)) {
      update.setArray(1, buckets(tx, uses));
      update.setArray(2, orders(tx, uses));
      update.executeUpdate();
    }
  }

  /** Nobody can say yet: these are looked at again later. */
  public void waiting(Connection tx, List<Unsettled> uses, Instant now) throws SQLException {
    try (var update = tx.prepareStatement(WAIT)) {
      update.setTimestamp(1, Timestamp.from(now.plus(LOOK_AGAIN)));
      update.setArray(2, buckets(tx, uses));
      update.setArray(3, orders(tx, uses));
      update.executeUpdate();
    }
  }

  private static Array buckets(Connection tx, List<Unsettled> uses) throws SQLException {
    return tx.createArrayOf(
        "int4", uses.stream().map(use -> use.payer().bucket().value()).toArray(Integer[]::new));
  }

  private static Array orders(Connection tx, List<Unsettled> uses) throws SQLException {
    return tx.createArrayOf(
        "text", uses.stream().map(use -> use.order().value()).toArray(String[]::new));
  }
}
