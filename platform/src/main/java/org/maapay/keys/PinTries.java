package org.maapay.keys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.database.Columns;
import org.maapay.database.Database;
import org.maapay.database.Look;
import org.maapay.database.SharedCommit;
import org.maapay.kernel.UserId;

/**
 * The tries of payment passwords, kept with the verifiers. A try is in flight from before its
 * comparison until its end is stored, and takes one of the tries that are left all the while; then
 * it is wrong, or given back. Each change is one statement: the row's lock puts parallel tries in a
 * line, each seeing the last.
 */
final class PinTries {
  static final int LIMIT = 5;
  static final Duration LOCK = Duration.ofHours(3);

  /** Older tries in flight have lost their process. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration WINDOW = Duration.ofHours(24);

  private static final String BEGIN =
      """
      UPDATE pin_verifier p
         SET in_flight = p.in_flight || b.now
        FROM unnest(?::integer[], ?::text[], ?::timestamptz[]) AS b (bucket, user_id, now)
       WHERE p.bucket = b.bucket AND p.user_id = b.user_id
         AND (p.locked_until IS NULL OR p.locked_until <= b.now)
         AND NOT EXISTS (SELECT FROM unnest(p.in_flight) t WHERE t <= b.now - ?::interval)
         AND cardinality(p.in_flight)
             < greatest(1, ? - (SELECT count(*) FROM unnest(p.tries) t WHERE t > b.now - ?::interval))
      RETURNING p.user_id, p.pepper, p.salt, p.verifier
      """;

  /**
   * A try that was given up as lost before its end came is wrong already, and not counted twice.
   */
  private static final String WRONG =
      """
      UPDATE pin_verifier p
         SET in_flight = p.in_flight[:array_position(p.in_flight, b.began) - 1]
                      || p.in_flight[array_position(p.in_flight, b.began) + 1:],
             tries = ARRAY(SELECT t FROM unnest(p.tries) t WHERE t > b.since) || b.began,
             locked_until = CASE
               WHEN (SELECT count(*) FROM unnest(p.tries) t WHERE t > b.since) >= ? - 1
               THEN ?::timestamptz END
        FROM (SELECT ?::timestamptz AS began, ?::timestamptz AS since) b
       WHERE p.bucket = ? AND p.user_id = ? AND p.salt = ? AND b.began = ANY (p.in_flight)
      RETURNING cardinality(p.tries)
      """;

  private static final String RIGHT =
      """
      UPDATE pin_verifier p
         SET tries = '{}', locked_until = NULL,
             in_flight = CASE WHEN b.began = ANY (p.in_flight)
               THEN p.in_flight[:array_position(p.in_flight, b.began) - 1]
                 || p.in_flight[array_position(p.in_flight, b.began) + 1:]
               ELSE p.in_flight END
        FROM unnest(?::integer[], ?::text[], ?::timestamptz[], ?::bytea[])
               AS b (bucket, user_id, began, salt)
       WHERE p.bucket = b.bucket AND p.user_id = b.user_id AND p.salt = b.salt
      """;

  private static final String GIVE_UP =
      """
      UPDATE pin_verifier p
         SET tries = ARRAY(SELECT t FROM unnest(p.tries || p.in_flight) WITH ORDINALITY AS u (t, n)
                            WHERE t > b.since AND (n <= cardinality(p.tries) OR t <= b.lost)),
             in_flight = ARRAY(SELECT t FROM unnest(p.in_flight) t WHERE t > b.lost),
             locked_until = CASE
               WHEN (SELECT count(*) FROM unnest(p.tries) t WHERE t > b.since)
                  + (SELECT count(*) FROM unnest(p.in_flight) t WHERE t <= b.lost AND t > b.since)
                    >= ?
               THEN ?::timestamptz ELSE p.locked_until END
        FROM (SELECT ?::timestamptz AS lost, ?::timestamptz AS since) b
       WHERE p.bucket = ? AND p.user_id = ?
         AND EXISTS (SELECT FROM unnest(p.in_flight) t WHERE t <= b.lost)
      """;

  private static final String STANDING =
      """
      SELECT (SELECT count(*) FROM unnest(tries) t WHERE t > ?)
             + (SELECT count(*) FROM unnest(in_flight) t WHERE t <= ? AND t > ?),
             CASE WHEN locked_until > ? THEN locked_until END
        FROM pin_verifier WHERE bucket = ? AND user_id = ?
      """;

  private final Database database;
  private final SharedCommit<Beginning, Optional<Begun>> beginnings;
  private final SharedCommit<Right, Boolean> rights;

  private record Beginning(UserId user, Instant at) {}

  private record Right(UserId user, Begun begun) {}

  /** A counted try: what to compare with, and the time by which its end finds it again. */
  record Begun(PinVerifier.Stored stored, Instant at) {}

  PinTries(Database database) {
    this.database = database;
    this.beginnings =
        SharedCommit.bucketed(database, Beginning::user, it -> it.user().bucket(), PinTries::begin);
    this.rights =
        SharedCommit.bucketed(database, Right::user, it -> it.user().bucket(), PinTries::right);
  }

  /** Counts a try and commits; empty if none may be compared now. */
  Optional<Begun> begin(UserId user, Instant now) {
    return beginnings.ask(new Beginning(user, now));
  }

  private static List<Optional<Begun>> begin(Connection tx, List<Beginning> all)
      throws SQLException {
    try (var update = tx.prepareStatement(BEGIN)) {
      var sorted = inOneOrder(all, Beginning::user);
      owners(update, sorted, Beginning::user);
      update.setArray(3, new Columns<>(tx, sorted).instants(Beginning::at));
      update.setString(4, PATIENCE.toString());
      update.setInt(5, LIMIT);
      update.setString(6, WINDOW.toString());
      var found = new HashMap<String, PinVerifier.Stored>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          found.put(
              row.getString(1),
              new PinVerifier.Stored(row.getInt(2), row.getBytes(3), row.getBytes(4)));
        }
      }
      return all.stream()
          .map(one ->
              Optional.ofNullable(found.get(one.user().value()))
                  .map(stored -> new Begun(stored, one.at())))
          .toList();
    }
  }

  /** The try was wrong; how many are left. The last one locks. */
  int wrong(UserId user, Begun begun, Instant now) {
    return database
        .write(tx -> wrong(tx, user, begun, now))
        .map(counted -> Math.max(0, LIMIT - counted))
        .orElseGet(() -> standing(user, now).triesLeft());
  }

  private static Optional<Integer> wrong(Connection tx, UserId user, Begun begun, Instant now)
      throws SQLException {
    try (var update = tx.prepareStatement(WRONG)) {
      update.setInt(1, LIMIT);
      update.setTimestamp(2, Timestamp.from(now.plus(LOCK)));
      update.setTimestamp(3, Timestamp.from(begun.at()));
      update.setTimestamp(4, Timestamp.from(now.minus(WINDOW)));
      owner(update, 5, user);
      update.setBytes(7, begun.stored().salt());
      try (var row = update.executeQuery()) {
        return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
      }
    }
  }

  /** The try was right: it is given back, and the wrong ones before it are forgotten. */
  void right(UserId user, Begun begun) {
    rights.ask(new Right(user, begun));
  }

  private static List<Boolean> right(Connection tx, List<Right> all) throws SQLException {
    try (var update = tx.prepareStatement(RIGHT)) {
      var sorted = inOneOrder(all, Right::user);
      owners(update, sorted, Right::user);
      var columns = new Columns<>(tx, sorted);
      update.setArray(3, columns.instants(one -> one.begun().at()));
      update.setArray(4, columns.octets(one -> one.begun().stored().salt()));
      update.executeUpdate();
      return all.stream().map(_ -> true).toList();
    }
  }

  /** Tries whose process died become wrong ones; whether there were any. */
  boolean giveUpLost(UserId user, Instant now) {
    return database.write(tx -> {
      try (var update = tx.prepareStatement(GIVE_UP)) {
        update.setInt(1, LIMIT);
        update.setTimestamp(2, Timestamp.from(now.plus(LOCK)));
        update.setTimestamp(3, Timestamp.from(now.minus(PATIENCE)));
        update.setTimestamp(4, Timestamp.from(now.minus(WINDOW)));
        owner(update, 5, user);
        return update.executeUpdate() > 0;
      }
    });
  }

  PinStanding standing(UserId user, Instant now) {
    return database.read(tx -> lookStanding(user, now).in(tx));
  }

  /** After a lock has run out one try is left, and the next wrong one locks again. */
  static Look<PinStanding> lookStanding(UserId user, Instant now) {
    var since = Timestamp.from(now.minus(WINDOW));
    var lost = Timestamp.from(now.minus(PATIENCE));
    return new Look<>(
        STANDING,
        List.of(since, lost, since, Timestamp.from(now), user.bucket().value(), user.value()),
        PinTries::standing);
  }

  private static PinStanding standing(ResultSet row) throws SQLException {
    if (!row.next()) {
      return new PinStanding(false, 0, Optional.empty());
    }
    var lockedUntil = Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant);
    int left = lockedUntil.isPresent() ? 0 : Math.max(1, LIMIT - row.getInt(1));
    return new PinStanding(true, left, lockedUntil);
  }

  /**
   * Tries begin and end at once, of the same users too: who locks rows in one order never waits in
   * a ring.
   */
  private static <T> List<T> inOneOrder(List<T> all, Function<T, UserId> user) {
    return all.stream().sorted(Comparator.comparing(one -> user.apply(one).value())).toList();
  }

  private static <T> void owners(PreparedStatement statement, List<T> all, Function<T, UserId> user)
      throws SQLException {
    var columns = new Columns<>(statement.getConnection(), all);
    statement.setArray(1, columns.integers(one -> user.apply(one).bucket().value()));
    statement.setArray(2, columns.texts(one -> user.apply(one).value()));
  }

  private static void owner(PreparedStatement statement, int first, UserId user)
      throws SQLException {
    statement.setInt(first, user.bucket().value());
    statement.setString(first + 1, user.value());
  }
}
