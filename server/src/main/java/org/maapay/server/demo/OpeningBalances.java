package org.maapay.server.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.Money;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Posting;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.user.Users.Opening;

/** Opens many accounts with the same balance in a few statements. */
final class OpeningBalances {
  private static final String ACCOUNTS =
      """
      INSERT INTO account (bucket, account_id, kind)
      SELECT a.bucket, a.account_id, ? FROM unnest(?::smallint[], ?::bigint[])
        AS a (bucket, account_id)
      ON CONFLICT DO NOTHING
      """;

  private final Ledger ledger;

  OpeningBalances(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Joins the caller's transaction. */
  void give(Connection tx, List<Opening> openings, Money amount, Instant at) throws SQLException {
    openBuckets(tx, openings);
    openAccounts(tx, openings);
    var movements = openings.stream().map(one -> movement(one, amount)).toList();
    if (!(ledger.post(tx, movements, at) instanceof Posting.Posted)) {
      throw new IllegalStateException("new accounts have no balance yet");
    }
  }

  /** The first account in each bucket is opened with those the bucket needs. */
  private void openBuckets(Connection tx, List<Opening> openings) throws SQLException {
    var seen = new HashSet<Bucket>();
    for (var one : openings) {
      if (seen.add(one.id().bucket())) {
        ledger.open(tx, one.account(), AccountKind.USER_BALANCE);
      }
    }
  }

  private static void openAccounts(Connection tx, List<Opening> openings) throws SQLException {
    var accounts = openings.stream().map(Opening::account).toList();
    try (var insert = tx.prepareStatement(ACCOUNTS)) {
      insert.setString(1, AccountKind.USER_BALANCE.name());
      insert.setArray(
          2,
          tx.createArrayOf("smallint", accounts.stream().map(id -> id.bucket().value()).toArray()));
      insert.setArray(
          3, tx.createArrayOf("bigint", accounts.stream().map(id -> id.value()).toArray()));
      insert.executeUpdate();
    }
  }

  private static Movement movement(Opening one, Money amount) {
    var reserve = BucketAccount.BANK_RESERVE.in(one.id().bucket());
    return new Movement(
        one.id().value(), "opening", reserve, one.account(), amount, Purpose.OPENING);
  }
}
