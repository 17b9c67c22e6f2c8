package org.maapay.ledger.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.maapay.kernel.Money;

/** The looks at the reserve, kept for ever. Every method joins the caller's transaction. */
public final class ReserveChecks {
  /**
   * One statement sees one moment, while money moves. A second leg that stands is no longer in
   * transit, though its row there may go a moment later.
   */
  private static final String LOOK =
      """
      INSERT INTO reserve_check (checked_at, kind, balance)
      SELECT ?::timestamptz, kind, sum(balance)::bigint FROM account GROUP BY kind
      UNION ALL
      SELECT ?::timestamptz, ?::text, coalesce(sum(amount), 0)::bigint FROM transit w
       WHERE NOT EXISTS (
         SELECT FROM transfer t
          WHERE t.bucket = (w.credit_account >> 48)::smallint AND t.transfer_id = w.transfer_id)
      """;

  private static final String LAST =
      """
      SELECT checked_at, kind, balance FROM reserve_check
       WHERE checked_at = (SELECT max(checked_at) FROM reserve_check)
      """;

  /** Looks now and keeps what it finds. */
  public ReserveCheck look(Connection tx, Instant now) throws SQLException {
    try (var insert = tx.prepareStatement(LOOK)) {
      insert.setTimestamp(1, Timestamp.from(now));
      insert.setTimestamp(2, Timestamp.from(now));
      insert.setString(3, ReserveCheck.IN_TRANSIT);
      insert.executeUpdate();
    }
    return last(tx).orElseThrow();
  }

  /** What the latest look found; empty if nobody has looked yet. */
  public Optional<ReserveCheck> last(Connection tx) throws SQLException {
    var balances = new HashMap<String, Money>();
    var at = Instant.MIN;
    try (var query = tx.prepareStatement(LAST);
        var row = query.executeQuery()) {
      while (row.next()) {
        at = row.getTimestamp(1).toInstant();
        balances.put(row.getString(2), new Money(row.getLong(3)));
      }
    }
    return balances.isEmpty() ? Optional.empty() : Optional.of(new ReserveCheck(at, balances));
  }
}
