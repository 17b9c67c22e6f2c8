package org.maapay.ledger.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.TransferId;
import org.maapay.ledger.statement.Statement.Ahead;
import org.maapay.ledger.statement.Statement.Missing;
import org.maapay.ledger.statement.Statement.Stated;

/**
 * Statements of accounts for any time past. The balance that is kept is the end of the history;
 * what was posted since is taken off it, so that yesterday costs a day's entries however long the
 * account has lived. A second leg that is still in transit has the time of its first one: it enters
 * the statement of that time when it arrives. Everything here reads; a caller who wants totals and
 * lines to agree while money moves reads them in one snapshot.
 */
public final class Statements {
  /** How far two clocks of ours are apart at most: who numbers and who posts may be two nodes. */
  private static final Duration SKEW = Duration.ofDays(1);

  /** Number 1 of a bucket is its account in transit, which these indexes leave out. */
  private static final String TOTALS =
      """
      WITH leg AS (
        SELECT posted_at, amount AS change FROM transfer
         WHERE bucket = ? AND credit_account = ? AND credit_account & 281474976710655 <> 1
           AND posted_at >= ?
        UNION ALL
        SELECT posted_at, -amount FROM transfer
         WHERE bucket = ? AND debit_account = ? AND debit_account & 281474976710655 <> 1
           AND posted_at >= ?),
      moved AS (
        SELECT coalesce(sum(change), 0)::bigint AS since_from,
               coalesce(sum(change) FILTER (WHERE posted_at >= ?), 0)::bigint AS since_to,
               coalesce(sum(change) FILTER (WHERE posted_at < ? AND change > 0), 0)::bigint AS came,
               coalesce(-sum(change) FILTER (WHERE posted_at < ? AND change < 0), 0)::bigint AS went
          FROM leg),
      held AS (
        SELECT coalesce(sum(h.amount - coalesce(s.freed, 0)), 0)::bigint AS held
          FROM hold h LEFT JOIN LATERAL (
            SELECT sum(amount) AS freed FROM hold_step s
             WHERE s.bucket = h.bucket AND s.hold_id = h.hold_id AND s.stepped_at < ?) s ON true
         WHERE h.bucket = ? AND h.account_id = ? AND h.held_at < ?)
      SELECT a.kind, a.balance - m.since_from, m.came, m.went, a.balance - m.since_to, h.held
        FROM account a CROSS JOIN moved m CROSS JOIN held h
       WHERE a.bucket = ? AND a.account_id = ?
      """;

  /** Nothing is posted for what is numbered later: months after the period are never opened. */
  private static final String LINES =
      """
      SELECT posted_at, transfer_id, change, purpose, subject FROM (
        (SELECT posted_at, transfer_id, amount AS change, purpose, subject FROM transfer
          WHERE bucket = ? AND credit_account = ? AND credit_account & 281474976710655 <> 1
            AND posted_at >= ? AND posted_at < ? AND transfer_id < ?
            AND (posted_at, transfer_id) > (?, ?)
          ORDER BY posted_at, transfer_id LIMIT ?)
        UNION ALL
        (SELECT posted_at, transfer_id, -amount, purpose, subject FROM transfer
          WHERE bucket = ? AND debit_account = ? AND debit_account & 281474976710655 <> 1
            AND posted_at >= ? AND posted_at < ? AND transfer_id < ?
            AND (posted_at, transfer_id) > (?, ?)
          ORDER BY posted_at, transfer_id LIMIT ?)) line
       ORDER BY posted_at, transfer_id LIMIT ?
      """;

  private static final String LATEST =
      """
      SELECT greatest(
        (SELECT max(posted_at) FROM transfer
          WHERE bucket = ? AND credit_account = ? AND credit_account & 281474976710655 <> 1),
        (SELECT max(posted_at) FROM transfer
          WHERE bucket = ? AND debit_account = ? AND debit_account & 281474976710655 <> 1))
      """;

  /** How {@code account} stood in {@code period}, asked at {@code now}; one statement. */
  public Statement of(Connection tx, AccountId account, Period period, Instant now)
      throws SQLException {
    if (account.equals(BucketAccount.IN_TRANSIT.in(account.bucket()))) {
      return new Missing();
    }
    try (var query = tx.prepareStatement(TOTALS)) {
      int bucket = account.bucket().value();
      long id = account.value();
      var from = Timestamp.from(period.from());
      var to = Timestamp.from(period.to());
      bind(query, bucket, id, from, bucket, id, from, to, to, to, to, bucket, id, to, bucket, id);
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          return new Missing();
        }
        return period.to().isAfter(now) ? new Ahead() : stated(account, period, row);
      }
    }
  }

  /**
   * Up to {@code most} lines of the period, the oldest first.
   *
   * @param after the key of the last line seen; null for the first page
   */
  public List<StatementLine> lines(
      Connection tx, AccountId account, Period period, @Nullable LineKey after, int most)
      throws SQLException {
    var lines = new ArrayList<StatementLine>();
    try (var query = tx.prepareStatement(LINES)) {
      int next = bindSide(query, 1, account, period, after, most);
      next = bindSide(query, next, account, period, after, most);
      query.setInt(next, most);
      try (var row = query.executeQuery()) {
        while (row.next()) {
          lines.add(line(row));
        }
      }
    }
    return lines;
  }

  /** When the latest entry of {@code account} was posted; empty if it has none. */
  public Optional<Instant> latest(Connection tx, AccountId account) throws SQLException {
    try (var query = tx.prepareStatement(LATEST)) {
      int bucket = account.bucket().value();
      bind(query, bucket, account.value(), bucket, account.value());
      try (var row = query.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
      }
    }
  }

  private static int bindSide(
      PreparedStatement query,
      int from,
      AccountId account,
      Period period,
      @Nullable LineKey after,
      int most)
      throws SQLException {
    var start = after == null ? period.from() : after.at();
    query.setInt(from, account.bucket().value());
    query.setLong(from + 1, account.value());
    query.setTimestamp(from + 2, Timestamp.from(start));
    query.setTimestamp(from + 3, Timestamp.from(period.to()));
    query.setObject(from + 4, TransferId.first(period.to().plus(SKEW)).value());
    query.setTimestamp(from + 5, Timestamp.from(start));
    query.setObject(from + 6, after == null ? new UUID(0, 0) : after.id().value());
    query.setInt(from + 7, most);
    return from + 8;
  }

  private static Stated stated(AccountId account, Period period, ResultSet row)
      throws SQLException {
    return new Stated(
        account,
        AccountKind.valueOf(row.getString(1)),
        period,
        new Money(row.getLong(2)),
        new Money(row.getLong(3)),
        new Money(row.getLong(4)),
        new Money(row.getLong(5)),
        new Money(row.getLong(6)));
  }

  private static StatementLine line(ResultSet row) throws SQLException {
    return new StatementLine(
        row.getTimestamp(1).toInstant(),
        new TransferId(row.getObject(2, UUID.class)),
        new Money(row.getLong(3)),
        Purpose.valueOf(row.getString(4)),
        row.getString(5));
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
