package org.maapay.simulator.bank;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.simulator.bank.BankConfig.Account;
import org.maapay.simulator.bank.Movement.Direction;
import org.maapay.simulator.store.Database;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The stored accounts and movements: one movement a number, whatever arrives how often. */
final class Movements {
  private static final String ACCOUNTS =
      """
      CREATE TABLE IF NOT EXISTS bank_account (
        agreement_no text PRIMARY KEY,
        bank text NOT NULL,
        last4 text NOT NULL,
        type text NOT NULL,
        balance_fen bigint NOT NULL CHECK (balance_fen >= 0))
      """;
  private static final String MOVEMENTS =
      """
      CREATE TABLE IF NOT EXISTS bank_movement (
        direction text NOT NULL,
        number text NOT NULL,
        agreement_no text,
        amount_fen bigint,
        done boolean NOT NULL,
        clearing_no text,
        reason text,
        at timestamptz NOT NULL,
        PRIMARY KEY (direction, number))
      """;
  private static final String CLAIM =
      """
      INSERT INTO bank_movement (direction, number, agreement_no, amount_fen, done, reason, at)
      VALUES (?, ?, ?, ?, false, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String MOVE =
      """
      UPDATE bank_account SET balance_fen = balance_fen + ?
       WHERE agreement_no = ? AND balance_fen + ? >= 0
      """;
  private static final String SETTLE =
      """
      UPDATE bank_movement SET done = true, clearing_no = ?, reason = NULL
       WHERE direction = ? AND number = ?
      """;

  private final Database database;

  Movements(Database database, List<Account> accounts) throws SQLException {
    this.database = database;
    database.define(ACCOUNTS, MOVEMENTS);
    try (var connection = database.connection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO bank_account VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      for (var account : accounts) {
        insert.setString(1, account.agreementNo());
        insert.setString(2, account.bank());
        insert.setString(3, account.last4());
        insert.setString(4, account.type());
        insert.setLong(5, account.balanceFen());
        insert.executeUpdate();
      }
    }
  }

  /** What is asked of a card's bank. */
  record Wish(Direction direction, String number, String agreementNo, long amountFen) {}

  /**
   * Moves the money unless the number was used before.
   *
   * @param refusal declines it for this reason whatever the balance
   * @param at when its outcome may be told
   */
  Movement book(Wish wish, @Nullable String refusal, Instant at) throws SQLException {
    try (var tx = database.connection()) {
      tx.setAutoCommit(false);
      try {
        if (claim(tx, wish, refusal == null ? "CARD_REFUSED" : refusal, at) && refusal == null) {
          move(tx, wish);
        }
        tx.commit();
      } finally {
        tx.rollback();
        tx.setAutoCommit(true);
      }
    }
    return find(wish.direction(), wish.number())
        .orElseThrow(() -> new IllegalStateException("a booked movement is there"));
  }

  /** Keeps {@code number} as refused unless it was used before; tells whether it was not. */
  boolean fence(Direction direction, String number, Instant at) throws SQLException {
    try (var connection = database.connection()) {
      return claim(connection, new Wish(direction, number, "", 0), "FENCED", at);
    }
  }

  Optional<Movement> find(Direction direction, String number) throws SQLException {
    try (var connection = database.connection();
        var query =
            connection.prepareStatement(
                "SELECT * FROM bank_movement WHERE direction = ? AND number = ?")) {
      query.setString(1, direction.name());
      query.setString(2, number);
      try (var rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Movement(
                    direction,
                    number,
                    rows.getBoolean("done"),
                    rows.getString("clearing_no"),
                    rows.getString("reason"),
                    rows.getObject("at", OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }

  /** The accounts as people may see them. */
  ArrayNode balances() throws SQLException {
    var balances = JsonNodeFactory.instance.arrayNode();
    try (var connection = database.connection();
        var query = connection.prepareStatement("SELECT * FROM bank_account ORDER BY bank, last4");
        var rows = query.executeQuery()) {
      while (rows.next()) {
        balances
            .addObject()
            .put("bank", rows.getString("bank"))
            .put("last4", rows.getString("last4"))
            .put("type", rows.getString("type"))
            .put("balanceFen", rows.getLong("balance_fen"));
      }
    }
    return balances;
  }

  /** A claimed number counts as declined until the money has moved in the same transaction. */
  private static boolean claim(Connection tx, Wish wish, String reason, Instant at)
      throws SQLException {
    try (var insert = tx.prepareStatement(CLAIM)) {
      insert.setString(1, wish.direction().name());
      insert.setString(2, wish.number());
      insert.setString(3, wish.agreementNo());
      insert.setLong(4, wish.amountFen());
      insert.setString(5, reason);
      insert.setObject(6, at.atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }

  private static void move(Connection tx, Wish wish) throws SQLException {
    long change = wish.direction() == Direction.DEBIT ? -wish.amountFen() : wish.amountFen();
    try (var update = tx.prepareStatement(MOVE)) {
      update.setLong(1, change);
      update.setString(2, wish.agreementNo());
      update.setLong(3, change);
      if (update.executeUpdate() == 1) {
        settle(tx, wish);
      } else {
        decline(tx, wish);
      }
    }
  }

  private static void settle(Connection tx, Wish wish) throws SQLException {
    try (var update = tx.prepareStatement(SETTLE)) {
      update.setString(1, clearingNo(wish));
      update.setString(2, wish.direction().name());
      update.setString(3, wish.number());
      update.executeUpdate();
    }
  }

  private static void decline(Connection tx, Wish wish) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            UPDATE bank_movement
               SET reason = CASE WHEN EXISTS (SELECT 1 FROM bank_account WHERE agreement_no = ?)
                                 THEN 'INSUFFICIENT_FUNDS' ELSE 'AGREEMENT_UNKNOWN' END
             WHERE direction = ? AND number = ?
            """)) {
      update.setString(1, wish.agreementNo());
      update.setString(2, wish.direction().name());
      update.setString(3, wish.number());
      update.executeUpdate();
    }
  }

  /** The house's own number for a movement. */
  private static String clearingNo(Wish wish) {
    return (wish.direction() == Direction.DEBIT ? "CD" : "CC") + wish.number();
  }
}
