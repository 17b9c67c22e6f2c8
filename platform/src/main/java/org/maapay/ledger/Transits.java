package org.maapay.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.Money;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.posting.Entry;
import org.maapay.posting.Sheet;

/**
 * Money whose first leg is posted and whose second leg is to be posted in another lane. What waits
 * here is what is in transit; nothing when idle.
 */
public final class Transits {
  private static final Sheet<Waiting> SHEET =
      Sheet.<Waiting>of("transit", waiting -> waiting.from())
          .uuid("id", waiting -> waiting.leg().id().value())
          .bigint("credit", waiting -> waiting.leg().credit().value())
          .bigint("amount", waiting -> waiting.leg().amount().fen())
          .text("purpose", waiting -> waiting.leg().purpose().name())
          .text("subject", waiting -> waiting.leg().subject())
          .integer("attempt", Waiting::attempt)
          .instant("posted", Waiting::at);

  /**
   * A second leg that waits.
   *
   * @param from the bucket of the first leg, where the row lies
   * @param attempt which attempt of an order it completes; 0 if none
   */
  public record Waiting(Bucket from, Transfer leg, int attempt, Instant at) {}

  /** Adds the first leg of {@code movement} and the row that brings the second. */
  public static void add(Entry.Builder entry, Movement movement, int attempt, Instant at) {
    Ledger.addDebit(entry, movement, at);
    entry.add(SHEET, new Waiting(movement.from().bucket(), movement.creditLeg(), attempt, at));
  }

  /** Up to {@code most} of those that wait in lane {@code lane} of {@code lanes}, oldest first. */
  public List<Waiting> waiting(Connection tx, int lane, int lanes, int most) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT bucket, transfer_id, credit_account, amount, purpose, subject, attempt_no,
                   posted_at
              FROM transit WHERE bucket % ? = ? ORDER BY posted_at LIMIT ?
            """)) {
      query.setInt(1, lanes);
      query.setInt(2, lane);
      query.setInt(3, most);
      var found = new ArrayList<Waiting>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          var credit = new AccountId(row.getLong(3));
          found.add(
              new Waiting(
                  new Bucket(row.getInt(1)),
                  new Transfer(
                      new TransferId(row.getObject(2, UUID.class)),
                      BucketAccount.IN_TRANSIT.in(credit.bucket()),
                      credit,
                      new Money(row.getLong(4)),
                      Purpose.valueOf(row.getString(5)),
                      row.getString(6)),
                  row.getInt(7),
                  row.getTimestamp(8).toInstant()));
        }
      }
      return found;
    }
  }

  /** Forgets those whose second leg stands; all of one lane. */
  public void arrived(Connection tx, List<Waiting> arrived) throws SQLException {
    try (var delete =
        tx.prepareStatement("DELETE FROM transit WHERE bucket = ? AND transfer_id = ?")) {
      for (var waiting : arrived) {
        delete.setInt(1, waiting.from().value());
        delete.setObject(2, waiting.leg().id().value());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /** How much waits that was posted up to {@code upTo}. */
  public Money onItsWay(Connection tx, Instant upTo) throws SQLException {
    try (var query =
        tx.prepareStatement("SELECT coalesce(sum(amount), 0) FROM transit WHERE posted_at <= ?")) {
      query.setTimestamp(1, Timestamp.from(upTo));
      try (var row = query.executeQuery()) {
        row.next();
        return new Money(row.getLong(1));
      }
    }
  }
}
