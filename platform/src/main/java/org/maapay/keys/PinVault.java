package org.maapay.keys;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;

/**
 * Judges payment passwords (6.5-8e). A try is counted, and committed, before it is compared:
 * however many come at once, and whatever dies in between, no more than {@value #TRIES} within a
 * rolling day are compared before the password locks for {@value #LOCK_HOURS} hours. A correct one
 * clears the count. Passwords come as octets, one per digit; the caller wipes them.
 */
public final class PinVault {
  static final int TRIES = 5;
  static final int LOCK_HOURS = 3;
  private static final Duration WINDOW = Duration.ofHours(24);

  /** One statement decides: the row's lock puts parallel tries in a line, each seeing the last. */
  private static final String COUNT =
      """
      UPDATE pin_verifier p
         SET tries = ARRAY(SELECT t FROM unnest(p.tries) t WHERE t > ?) || ?::timestamptz,
             locked_until = CASE
               WHEN (SELECT count(*) FROM unnest(p.tries) t WHERE t > ?) >= ? THEN ?::timestamptz
             END
       WHERE p.bucket = ? AND p.user_id = ? AND (p.locked_until IS NULL OR p.locked_until <= ?)
      RETURNING p.pepper, p.salt, p.verifier, cardinality(p.tries)
      """;

  private static final String CLEAR =
      """
      UPDATE pin_verifier SET tries = '{}', locked_until = NULL
       WHERE bucket = ? AND user_id = ? AND salt = ?
      """;
  private static final String STORE =
      """
      INSERT INTO pin_verifier AS p (bucket, user_id, pepper, salt, verifier, changed_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (bucket, user_id) DO UPDATE
        SET pepper = EXCLUDED.pepper, salt = EXCLUDED.salt, verifier = EXCLUDED.verifier,
            changed_at = EXCLUDED.changed_at, tries = '{}', locked_until = NULL
      """;
  private static final String STANDING =
      """
      SELECT (SELECT count(*) FROM unnest(tries) t WHERE t > ?),
             CASE WHEN locked_until > ? THEN locked_until END
        FROM pin_verifier WHERE bucket = ? AND user_id = ?
      """;

  private final PinVerifier verifier;
  private final Database database;
  private final InstantSource clock;

  private record Counted(PinVerifier.Stored stored, int tries) {}

  PinVault(KeyRing ring, Database database, InstantSource clock) {
    this.verifier = new PinVerifier(ring);
    this.database = database;
    this.clock = clock;
  }

  /**
   * Stores a user's payment password and clears the count of tries. Whoever calls has proved that
   * the user may do so.
   *
   * @param mobile the user's number, whose digits make a poor password
   */
  public PinSetting set(UserId user, byte[] pin, Optional<MobileNumber> mobile) {
    if (!WeakPins.isSixDigits(pin)) {
      return new PinSetting.Refused(PinSetting.Reason.NOT_SIX_DIGITS);
    }
    if (WeakPins.isTooEasy(pin, mobile)) {
      return new PinSetting.Refused(PinSetting.Reason.TOO_EASY);
    }
    store(user, verifier.make(user, pin));
    return new PinSetting.Stored();
  }

  /**
   * Judges {@code pin}; commits by itself, so it is never called inside a transaction. Each call is
   * a try.
   */
  public Verdict verify(UserId user, byte[] pin) {
    var now = clock.instant();
    var counted = count(user, now);
    if (counted.isEmpty()) {
      var standing = standing(user);
      return standing.set()
          ? new Verdict.Locked(standing.lockedUntil().orElse(now))
          : new Verdict.NotSet();
    }
    var stored = counted.get().stored();
    if (!verifier.matches(user, stored, pin)) {
      return new Verdict.Wrong(Math.max(0, TRIES - counted.get().tries()));
    }
    clear(user, stored);
    return new Verdict.Correct();
  }

  /** Whether there is a password, and how many tries are left; counts nothing. */
  public PinStanding standing(UserId user) {
    var now = clock.instant();
    return database.read(tx -> {
      try (var query = tx.prepareStatement(STANDING)) {
        query.setTimestamp(1, Timestamp.from(now.minus(WINDOW)));
        query.setTimestamp(2, Timestamp.from(now));
        query.setInt(3, user.bucket().value());
        query.setString(4, user.value());
        try (var row = query.executeQuery()) {
          return row.next() ? standing(row) : new PinStanding(false, 0, Optional.empty());
        }
      }
    });
  }

  /** After a lock has run out one try is left, and the next wrong one locks again. */
  private static PinStanding standing(ResultSet row) throws SQLException {
    var lockedUntil = Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant);
    int left = lockedUntil.isPresent() ? 0 : Math.max(1, TRIES - row.getInt(1));
    return new PinStanding(true, left, lockedUntil);
  }

  private Optional<Counted> count(UserId user, Instant now) {
    return database.write(tx -> count(tx, user, now));
  }

  private static Optional<Counted> count(Connection tx, UserId user, Instant now)
      throws SQLException {
    var windowStart = Timestamp.from(now.minus(WINDOW));
    try (var update = tx.prepareStatement(COUNT)) {
      update.setTimestamp(1, windowStart);
      update.setTimestamp(2, Timestamp.from(now));
      update.setTimestamp(3, windowStart);
      update.setInt(4, TRIES - 1);
      update.setTimestamp(5, Timestamp.from(now.plus(Duration.ofHours(LOCK_HOURS))));
      update.setInt(6, user.bucket().value());
      update.setString(7, user.value());
      update.setTimestamp(8, Timestamp.from(now));
      try (var row = update.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var stored = new PinVerifier.Stored(row.getInt(1), row.getBytes(2), row.getBytes(3));
        return Optional.of(new Counted(stored, row.getInt(4)));
      }
    }
  }

  private void clear(UserId user, PinVerifier.Stored stored) {
    database.run(tx -> {
      try (var update = tx.prepareStatement(CLEAR)) {
        update.setInt(1, user.bucket().value());
        update.setString(2, user.value());
        update.setBytes(3, stored.salt());
        update.executeUpdate();
      }
    });
  }

  private void store(UserId user, PinVerifier.Stored made) {
    database.run(tx -> {
      try (var insert = tx.prepareStatement(STORE)) {
        insert.setInt(1, user.bucket().value());
        insert.setString(2, user.value());
        insert.setInt(3, made.pepper());
        insert.setBytes(4, made.salt());
        insert.setBytes(5, made.verifier());
        insert.setTimestamp(6, Timestamp.from(clock.instant()));
        insert.executeUpdate();
      }
    });
  }
}
