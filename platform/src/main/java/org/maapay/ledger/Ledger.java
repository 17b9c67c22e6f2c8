package org.maapay.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.maapay.database.Look;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.Posting.Insufficient;
import org.maapay.ledger.Posting.Repeated;
import org.maapay.posting.Entry;
import org.maapay.posting.PostBatch;
import org.maapay.posting.Sheet;

/**
 * The books. Money moves by the posting function alone: one conditional statement guards against
 * overdrawing, the transfer's key against doubling. Balances are kept, transfers never change.
 */
public final class Ledger {
  private static final int UNCHECKED = 0;
  private static final int GUARDED = 1;
  private static final int AGAIN = 2;

  private static final Sheet<Row> LEGS =
      Sheet.<Row>of("leg", row -> row.leg().bucket())
          .uuid("id", row -> row.leg().id().value())
          .bigint("debit", row -> row.leg().debit().value())
          .bigint("credit", row -> row.leg().credit().value())
          .bigint("amount", row -> row.leg().amount().fen())
          .text("purpose", row -> row.leg().purpose().name())
          .text("subject", row -> row.leg().subject())
          .instant("posted", Row::at)
          .integer("check", Row::check);

  /**
   * One leg as it is posted.
   *
   * @param check whether its account must hold enough, and whether it may have been posted before
   */
  private record Row(Transfer leg, Instant at, int check) {}

  /**
   * Adds both legs of {@code movement} to an entry. Only the first movement of an entry may be
   * refused for lack of money: others pass on what it brought, and what they lack is a bug that the
   * database refuses.
   */
  public static void add(Entry.Builder entry, Movement movement, Instant at) {
    addDebit(entry, movement, at);
    addLeg(entry, movement.creditLeg(), at, UNCHECKED);
  }

  /** Adds the leg that takes the money; the other one follows by {@link Transits}. */
  public static void addDebit(Entry.Builder entry, Movement movement, Instant at) {
    addLeg(entry, movement.debitLeg(), at, guard(entry, movement.from()));
  }

  /** Adds a second leg that may have been posted before: then the entry is {@code REPEATED}. */
  public static void addOnce(Entry.Builder entry, Transfer leg, Instant at) {
    addLeg(entry, leg, at, AGAIN);
  }

  /**
   * Posts {@code movements} in the caller's transaction, all or none; see {@link #add}.
   *
   * @throws SQLException also if a later movement lacks money, or an account was never opened
   */
  public Posting post(Connection tx, List<Movement> movements, Instant at) throws SQLException {
    var entry = Entry.builder();
    var first = true;
    for (var movement : movements) {
      int check = first ? AGAIN | guard(entry, movement.from()) : UNCHECKED;
      addLeg(entry, movement.debitLeg(), at, check);
      addLeg(entry, movement.creditLeg(), at, UNCHECKED);
      first = false;
    }
    return switch (PostBatch.post(tx, List.of(entry.build())).getFirst()) {
      case POSTED -> new Posting.Posted();
      case REPEATED -> new Repeated();
      case INSUFFICIENT -> new Insufficient(movements.getFirst().from());
      case PERSON_UNKNOWN, NUMBER_TAKEN, STALE ->
          throw new IllegalStateException("money alone is refused for money alone");
    };
  }

  /** Opens {@code account} unless it exists, with the accounts its bucket needs. */
  public void open(Connection tx, AccountId account, AccountKind kind) throws SQLException {
    for (var own : BucketAccount.values()) {
      if (own.kind().isPresent()) {
        insert(tx, own.in(account.bucket()), own.kind().get());
      }
    }
    insert(tx, account, kind);
  }

  /** What {@code account} holds: credits minus debits, held money included. */
  public Money balance(Connection tx, AccountId account) throws SQLException {
    return look("SELECT balance FROM account WHERE bucket = ? AND account_id = ?", account).in(tx);
  }

  /** What {@code account} may spend: its balance without what is held. */
  public Money free(Connection tx, AccountId account) throws SQLException {
    return lookFree(account).in(tx);
  }

  /** The same, to be asked with others. */
  public Look<Money> lookFree(AccountId account) {
    return look("SELECT balance - held FROM account WHERE bucket = ? AND account_id = ?", account);
  }

  private static Look<Money> look(String select, AccountId account) {
    return new Look<>(
        select,
        List.of(account.bucket().value(), account.value()),
        rows -> {
          if (!rows.next()) {
            throw new IllegalStateException("an account that was opened exists");
          }
          return new Money(rows.getLong(1));
        });
  }

  private static int guard(Entry.Builder entry, AccountId from) {
    if (BucketAccount.isUnlimited(from)) {
      return UNCHECKED;
    }
    entry.from(from);
    return GUARDED;
  }

  private static void addLeg(Entry.Builder entry, Transfer leg, Instant at, int check) {
    entry.add(LEGS, new Row(leg, at, check));
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
}
