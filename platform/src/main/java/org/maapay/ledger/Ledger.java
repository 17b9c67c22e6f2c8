package org.maapay.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.Posting.Insufficient;
import org.maapay.ledger.Posting.Posted;
import org.maapay.ledger.Posting.Repeated;

/**
 * The books. Every method joins the caller's transaction and never commits. The guard against
 * overdrawing is one conditional UPDATE, the guard against doubling the transfer's key.
 */
public final class Ledger {
  private static final String SEEN = "SELECT 1 FROM transfer WHERE bucket = ? AND transfer_id = ?";
  private static final String TAKE =
      """
      UPDATE account SET balance = balance - ?
       WHERE bucket = ? AND account_id = ?
         AND (kind IN ('IN_TRANSIT', 'BANK_RESERVE') OR balance >= ?)
      """;
  private static final String GIVE =
      "UPDATE account SET balance = balance + ? WHERE bucket = ? AND account_id = ?";
  private static final String WRITE =
      """
      INSERT INTO transfer
        (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject, posted_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /**
   * Posts {@code movements}, all or none. Only the first may be refused for lack of money: the
   * others pass on what it brought, or come from accounts that may go below zero.
   */
  public Posting post(Connection tx, List<Movement> movements, Instant at) throws SQLException {
    var legs = movements.stream().flatMap(movement -> movement.legs().stream()).toList();
    if (wasPosted(tx, legs.getFirst())) {
      return new Repeated();
    }
    for (int i = 0; i < legs.size(); i++) {
      var leg = legs.get(i);
      if (!take(tx, leg)) {
        if (i > 0) {
          throw new IllegalStateException("only the first leg may lack money: " + leg.purpose());
        }
        balance(tx, leg.debit()); // Fails for an account that was never opened: a bug of ours.
        return new Insufficient(leg.debit());
      }
      give(tx, leg);
      write(tx, leg, at);
    }
    return new Posted();
  }

  /** Opens {@code account} unless it exists, with the accounts its bucket needs. */
  public void open(Connection tx, AccountId account, AccountKind kind) throws SQLException {
    for (var own : BucketAccount.values()) {
      insert(tx, own.in(account.bucket()), own.kind());
    }
    insert(tx, account, kind);
  }

  /** What {@code account} holds: credits minus debits. */
  public Money balance(Connection tx, AccountId account) throws SQLException {
    try (var query =
        tx.prepareStatement("SELECT balance FROM account WHERE bucket = ? AND account_id = ?")) {
      query.setInt(1, account.bucket().value());
      query.setLong(2, account.value());
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("an account that was opened exists");
        }
        return new Money(rows.getLong(1));
      }
    }
  }

  private static void insert(Connection tx, AccountId account, AccountKind kind)
      throws SQLException {
    try (var insert =
        tx.prepareStatement(
            "INSERT INTO account (bucket, account_id, kind) VALUES (?, ?, ?) ON CONFLICT DO"
                + " NOTHING")) {
      insert.setInt(1, account.bucket().value());
      insert.setLong(2, account.value());
      insert.setString(3, kind.name());
      insert.executeUpdate();
    }
  }

  private static boolean wasPosted(Connection tx, Transfer leg) throws SQLException {
    try (var query = tx.prepareStatement(SEEN)) {
      query.setInt(1, leg.bucket().value());
      query.setObject(2, leg.id().value());
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static boolean take(Connection tx, Transfer leg) throws SQLException {
    try (var update = tx.prepareStatement(TAKE)) {
      update.setLong(1, leg.amount().fen());
      update.setInt(2, leg.bucket().value());
      update.setLong(3, leg.debit().value());
      update.setLong(4, leg.amount().fen());
      return update.executeUpdate() == 1;
    }
  }

  private static void give(Connection tx, Transfer leg) throws SQLException {
    try (var update = tx.prepareStatement(GIVE)) {
      update.setLong(1, leg.amount().fen());
      update.setInt(2, leg.bucket().value());
      update.setLong(3, leg.credit().value());
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("the account that receives money exists");
      }
    }
  }

  private static void write(Connection tx, Transfer leg, Instant at) throws SQLException {
    try (var insert = tx.prepareStatement(WRITE)) {
      insert.setInt(1, leg.bucket().value());
      insert.setObject(2, leg.id().value());
      insert.setLong(3, leg.debit().value());
      insert.setLong(4, leg.credit().value());
      insert.setLong(5, leg.amount().fen());
      insert.setString(6, leg.purpose().name());
      insert.setString(7, leg.subject());
      insert.setTimestamp(8, Timestamp.from(at));
      insert.executeUpdate();
    }
  }
}
