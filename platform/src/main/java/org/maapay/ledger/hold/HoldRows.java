package org.maapay.ledger.hold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.Money;
import org.maapay.ledger.hold.Hold.State;

/**
 * The rows of hold and hold_step, and what they hold of an account. Each guard is one conditional
 * UPDATE; whoever comes second with the same number waits for the first, then finds its row or
 * breaks its key. The hold is locked before its account, by everybody.
 */
final class HoldRows {
  private static final String SELECT =
      """
      SELECT account_id, amount, posted, reason, subject, held_at, expires_at, state
        FROM hold WHERE bucket = ? AND hold_id = ?
      """;
  private static final String PLACE =
      """
      WITH taken AS (
        UPDATE account SET held = held + ?
         WHERE bucket = ? AND account_id = ? AND balance - held >= ?
           AND NOT EXISTS (SELECT FROM hold WHERE bucket = ? AND hold_id = ?)
        RETURNING bucket, account_id)
      INSERT INTO hold (bucket, hold_id, account_id, amount, reason, subject, held_at, expires_at)
      SELECT bucket, ?, account_id, ?, ?, ?, ?::timestamptz, ?::timestamptz FROM taken
      """;
  private static final String TAKE =
      """
      WITH part AS (
        UPDATE hold
           SET posted = posted + ?,
               state = CASE WHEN posted + ? = amount THEN 'POSTED' ELSE state END,
               ended_at = CASE WHEN posted + ? = amount THEN ?::timestamptz END
         WHERE bucket = ? AND hold_id = ? AND state = 'PENDING' AND amount - posted >= ?
           AND (expires_at IS NULL OR expires_at > ?)
           AND NOT EXISTS (SELECT FROM hold_step WHERE bucket = ? AND hold_id = ? AND step_id = ?)
        RETURNING bucket, account_id, amount - posted AS remainder, subject),
      freed AS (
        UPDATE account a SET held = a.held - ? FROM part p
         WHERE a.bucket = p.bucket AND a.account_id = p.account_id)
      SELECT account_id, remainder, subject FROM part
      """;

  /** The clock ends what is past its end, anybody else what is not. */
  private static final String END =
      """
      WITH ended AS (
        UPDATE hold SET state = ?, ended_at = ?
         WHERE bucket = ? AND hold_id = ? AND state = 'PENDING'
           AND coalesce(expires_at <= ?, false) = ?
           AND NOT EXISTS (SELECT FROM hold_step WHERE bucket = ? AND hold_id = ? AND step_id = ?)
        RETURNING bucket, hold_id, account_id, amount - posted AS remainder),
      noted AS (
        INSERT INTO hold_step (bucket, hold_id, step_id, kind, amount, stepped_at)
        SELECT bucket, hold_id, ?, ?, remainder, ?::timestamptz FROM ended),
      freed AS (
        UPDATE account a SET held = a.held - e.remainder FROM ended e
         WHERE a.bucket = e.bucket AND a.account_id = e.account_id)
      SELECT remainder FROM ended
      """;

  private static final String DUE =
      """
      SELECT bucket, hold_id FROM hold
       WHERE state = 'PENDING' AND expires_at <= ? AND bucket % ? = ? ORDER BY expires_at LIMIT ?
      """;

  /** What a step did. The stored names are these. */
  enum Kind {
    POST,
    VOID,
    EXPIRE
  }

  /**
   * A step as it is stored.
   *
   * @param to who got the money; null if nobody
   */
  record Step(Kind kind, Money amount, @Nullable AccountId to) {}

  /** A part that was taken off a hold and off what is held of {@code account}. */
  record Taken(AccountId account, Money left, String subject) {}

  Optional<Hold> find(Connection tx, HoldId id) throws SQLException {
    try (var query = tx.prepareStatement(SELECT)) {
      bind(query, id.bucket().value(), id.value());
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(hold(id, row)) : Optional.empty();
      }
    }
  }

  /** False if the number is used, or the account has less that is free, or there is none. */
  boolean place(Connection tx, PlaceHold wish, Instant now) throws SQLException {
    var bucket = wish.account().bucket().value();
    var fen = wish.amount().fen();
    try (var insert = tx.prepareStatement(PLACE)) {
      bind(insert, fen, bucket, wish.account().value(), fen, bucket, wish.client(), wish.client());
      insert.setLong(8, fen);
      insert.setString(9, wish.reason().name());
      insert.setString(10, wish.subject());
      insert.setTimestamp(11, Timestamp.from(now));
      var end = wish.expiresAt();
      insert.setTimestamp(12, end == null ? null : Timestamp.from(end));
      return insert.executeUpdate() == 1;
    }
  }

  /** Empty if the hold is over at {@code now}, has less left, or knows the step. */
  Optional<Taken> take(Connection tx, PostHold part, Instant now) throws SQLException {
    var id = part.hold();
    var fen = part.amount().fen();
    var at = Timestamp.from(now);
    var bucket = id.bucket().value();
    try (var update = tx.prepareStatement(TAKE)) {
      bind(update, fen, fen, fen, at, bucket, id.value(), fen, at);
      bindFrom(update, 9, bucket, id.value(), part.client(), fen);
      try (var row = update.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Taken(
                    new AccountId(row.getLong(1)), new Money(row.getLong(2)), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  /** Notes that {@code part} became {@code transfer}. */
  void note(Connection tx, PostHold part, UUID transfer, Instant now) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO hold_step
              (bucket, hold_id, step_id, kind, amount, credit_account, transfer_id, stepped_at)
            VALUES (?, ?, ?, 'POST', ?, ?, ?, ?)
            """)) {
      bind(
          insert,
          part.hold().bucket().value(),
          part.hold().value(),
          part.client(),
          part.amount().fen(),
          part.to().value(),
          transfer,
          Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /** Frees what is left and returns it; empty if the hold is over or knows the step. */
  Optional<Money> voidRest(Connection tx, VoidHold wish, Instant now) throws SQLException {
    return end(tx, wish.hold(), wish.client(), Kind.VOID, State.VOIDED, now);
  }

  /** Frees what is left and returns it; empty unless the hold is past its end and not over. */
  Optional<Money> expire(Connection tx, HoldId id, Instant now) throws SQLException {
    return end(tx, id, id.value(), Kind.EXPIRE, State.EXPIRED, now);
  }

  private static Optional<Money> end(
      Connection tx, HoldId id, UUID step, Kind kind, State state, Instant now)
      throws SQLException {
    var at = Timestamp.from(now);
    var bucket = id.bucket().value();
    boolean isDue = kind == Kind.EXPIRE;
    try (var update = tx.prepareStatement(END)) {
      bind(update, state.name(), at, bucket, id.value(), at, isDue, bucket, id.value());
      bindFrom(update, 9, step, step, kind.name(), at);
      try (var row = update.executeQuery()) {
        return row.next() ? Optional.of(new Money(row.getLong(1))) : Optional.empty();
      }
    }
  }

  /** The step of {@code hold} that a client calls {@code client}. */
  Optional<Step> step(Connection tx, HoldId hold, UUID client) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT kind, amount, credit_account FROM hold_step
             WHERE bucket = ? AND hold_id = ? AND step_id = ?
            """)) {
      bind(query, hold.bucket().value(), hold.value(), client);
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var to = row.getObject(3, Long.class);
        return Optional.of(
            new Step(
                Kind.valueOf(row.getString(1)),
                new Money(row.getLong(2)),
                to == null ? null : new AccountId(to)));
      }
    }
  }

  /** Up to {@code most} that are past their end in lane {@code lane} of {@code lanes}. */
  List<HoldId> due(Connection tx, int lane, int lanes, Instant now, int most) throws SQLException {
    try (var query = tx.prepareStatement(DUE)) {
      bind(query, Timestamp.from(now), lanes, lane, most);
      var found = new ArrayList<HoldId>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          found.add(new HoldId(new Bucket(row.getInt(1)), row.getObject(2, UUID.class)));
        }
      }
      return found;
    }
  }

  private static Hold hold(HoldId id, ResultSet row) throws SQLException {
    var end = row.getTimestamp(7);
    return new Hold(
        id,
        new AccountId(row.getLong(1)),
        new Money(row.getLong(2)),
        new Money(row.getLong(3)),
        HoldReason.valueOf(row.getString(4)),
        row.getString(5),
        row.getTimestamp(6).toInstant(),
        end == null ? null : end.toInstant(),
        State.valueOf(row.getString(8)));
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    bindFrom(statement, 1, values);
  }

  private static void bindFrom(PreparedStatement statement, int from, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(from + i, values[i]);
    }
  }
}
