package org.maapay.server.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.user.Users.Opening;

/**
 * Opens many accounts with the same balance in three statements. What the books hold afterwards is
 * what the ledger would have written movement by movement.
 */
final class OpeningBalances {
  private static final String ACCOUNTS =
      """
      INSERT INTO account (bucket, account_id, kind, balance)
      SELECT * FROM unnest(?::smallint[], ?::bigint[], ?::text[], ?::bigint[])
      ON CONFLICT DO NOTHING
      """;

  /** The accounts in transit pass on what they get: only the reserves change. */
  private static final String RESERVES =
      """
      UPDATE account a SET balance = a.balance - r.amount
        FROM (SELECT t.bucket, t.debit_account, sum(t.amount)::bigint AS amount
                FROM unnest(?::smallint[], ?::bigint[], ?::bigint[])
                       AS t (bucket, debit_account, amount)
               GROUP BY 1, 2) r
       WHERE a.bucket = r.bucket AND a.account_id = r.debit_account
      """;

  private static final String TRANSFERS =
      """
      INSERT INTO transfer
        (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject, posted_at)
      SELECT t.bucket, t.transfer_id, t.debit, t.credit, c.amount, c.purpose, t.subject, c.posted_at
        FROM (SELECT ?::bigint AS amount, ?::text AS purpose, ?::timestamptz AS posted_at) c,
             unnest(?::smallint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[])
               AS t (bucket, transfer_id, debit, credit, subject)
      """;

  private OpeningBalances() {}

  /** Joins the caller's transaction. */
  static void give(Connection tx, List<Opening> openings, Money amount, Instant at)
      throws SQLException {
    accounts(tx, openings, amount);
    var movements = openings.stream().map(one -> movement(one, amount)).toList();
    reserves(tx, movements);
    transfers(tx, movements.stream().flatMap(one -> one.legs().stream()).toList(), amount, at);
  }

  private static Movement movement(Opening one, Money amount) {
    var reserve = BucketAccount.BANK_RESERVE.in(one.id().bucket());
    return new Movement(
        one.id().value(), "opening", reserve, one.account(), amount, Purpose.OPENING);
  }

  private static void accounts(Connection tx, List<Opening> openings, Money amount)
      throws SQLException {
    var ids = new ArrayList<AccountId>();
    var kinds = new ArrayList<String>();
    var balances = new ArrayList<Long>();
    var buckets = new TreeSet<Integer>();
    for (var one : openings) {
      if (buckets.add(one.id().bucket().value())) {
        for (var own : BucketAccount.values()) {
          ids.add(own.in(one.id().bucket()));
          // Named as its kind.
          kinds.add(own.name());
          balances.add(0L);
        }
      }
      ids.add(one.account());
      kinds.add(AccountKind.USER_BALANCE.name());
      balances.add(amount.fen());
    }
    try (var insert = tx.prepareStatement(ACCOUNTS)) {
      insert.setArray(1, tx.createArrayOf("smallint", buckets(ids)));
      insert.setArray(2, tx.createArrayOf("bigint", numbers(ids)));
      insert.setArray(3, tx.createArrayOf("text", kinds.toArray()));
      insert.setArray(4, tx.createArrayOf("bigint", balances.toArray()));
      insert.executeUpdate();
    }
  }

  private static void reserves(Connection tx, List<Movement> movements) throws SQLException {
    var from = movements.stream().map(Movement::from).toList();
    try (var update = tx.prepareStatement(RESERVES)) {
      update.setArray(1, tx.createArrayOf("smallint", buckets(from)));
      update.setArray(2, tx.createArrayOf("bigint", numbers(from)));
      update.setArray(
          3,
          tx.createArrayOf("bigint", movements.stream().map(one -> one.amount().fen()).toArray()));
      update.executeUpdate();
    }
  }

  private static void transfers(Connection tx, List<Transfer> legs, Money amount, Instant at)
      throws SQLException {
    try (var insert = tx.prepareStatement(TRANSFERS)) {
      insert.setLong(1, amount.fen());
      insert.setString(2, Purpose.OPENING.name());
      insert.setTimestamp(3, Timestamp.from(at));
      insert.setArray(
          4,
          tx.createArrayOf(
              "smallint", legs.stream().map(leg -> leg.debit().bucket().value()).toArray()));
      insert.setArray(
          5, tx.createArrayOf("uuid", legs.stream().map(leg -> leg.id().value()).toArray()));
      insert.setArray(
          6, tx.createArrayOf("bigint", legs.stream().map(leg -> leg.debit().value()).toArray()));
      insert.setArray(
          7, tx.createArrayOf("bigint", legs.stream().map(leg -> leg.credit().value()).toArray()));
      insert.setArray(8, tx.createArrayOf("text", legs.stream().map(Transfer::subject).toArray()));
      insert.executeUpdate();
    }
  }

  private static Object[] buckets(List<AccountId> ids) {
    return ids.stream().map(id -> id.bucket().value()).toArray();
  }

  private static Object[] numbers(List<AccountId> ids) {
    return ids.stream().map(AccountId::value).toArray();
  }
}
