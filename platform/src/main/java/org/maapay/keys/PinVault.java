package org.maapay.keys;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.database.Look;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;

/**
 * Judges payment passwords (6.5-8e). A try is counted, and committed, before it is compared:
 * however many come at once, and whatever dies in between, no more than five wrong ones within a
 * rolling day are compared before the password locks for three hours. A correct one clears the
 * count. Right ones at once never lock it: beyond the tries that are left they are asked to come
 * again. Passwords come as octets, one per digit; the caller wipes them.
 */
public final class PinVault {
  private static final String STORE =
      """
      INSERT INTO pin_verifier AS p (bucket, user_id, pepper, salt, verifier, changed_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (bucket, user_id) DO UPDATE
        SET pepper = EXCLUDED.pepper, salt = EXCLUDED.salt, verifier = EXCLUDED.verifier,
            changed_at = EXCLUDED.changed_at, tries = '{}', in_flight = '{}', locked_until = NULL
      """;

  private final PinVerifier verifier;
  private final PinTries tries;
  private final Database database;
  private final InstantSource clock;

  PinVault(KeyRing ring, Database database, InstantSource clock) {
    this.verifier = new PinVerifier(ring);
    this.tries = new PinTries(database);
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
   * Stores many users' first payment passwords in one commit, each of which {@link #accepts} took.
   */
  public void storeAll(Map<UserId, byte[]> pins) {
    database.run(tx -> {
      try (var insert = tx.prepareStatement(STORE)) {
        for (var one : pins.entrySet()) {
          bind(insert, one.getKey(), verifier.make(one.getKey(), one.getValue()));
          insert.addBatch();
        }
        insert.executeBatch();
      }
    });
  }

  /** Whether {@code pin} may be somebody's payment password. */
  public static boolean accepts(byte[] pin, Optional<MobileNumber> mobile) {
    return WeakPins.isSixDigits(pin) && !WeakPins.isTooEasy(pin, mobile);
  }

  /**
   * Judges {@code pin}; commits by itself, so it is never called inside a transaction. Each call
   * that is compared is a try.
   */
  public Verdict verify(UserId user, byte[] pin) {
    // As exact as the database keeps it: the try is found again by its time.
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var begun = tries.begin(user, now);
    if (begun.isEmpty() && tries.giveUpLost(user, now)) {
      begun = tries.begin(user, now);
    }
    if (begun.isEmpty()) {
      return refusal(tries.standing(user, now));
    }
    var one = begun.get();
    if (!verifier.matches(user, one.stored(), pin)) {
      return new Verdict.Wrong(tries.wrong(user, one, now));
    }
    tries.right(user, one);
    return new Verdict.Correct();
  }

  private static Verdict refusal(PinStanding standing) {
    if (!standing.set()) {
      return new Verdict.NotSet();
    }
    return standing.lockedUntil().<Verdict>map(Verdict.Locked::new).orElseGet(Verdict.Busy::new);
  }

  /** Whether there is a password, and how many tries are left; counts nothing. */
  public PinStanding standing(UserId user) {
    return tries.standing(user, clock.instant());
  }

  /** The same, to be asked with others. */
  public Look<PinStanding> lookStanding(UserId user) {
    return PinTries.lookStanding(user, clock.instant());
  }

  private void store(UserId user, PinVerifier.Stored made) {
    database.run(tx -> {
      try (var insert = tx.prepareStatement(STORE)) {
        bind(insert, user, made);
        insert.executeUpdate();
      }
    });
  }

  private void bind(PreparedStatement insert, UserId user, PinVerifier.Stored made)
      throws SQLException {
    insert.setInt(1, user.bucket().value());
    insert.setString(2, user.value());
    insert.setInt(3, made.pepper());
    insert.setBytes(4, made.salt());
    insert.setBytes(5, made.verifier());
    insert.setTimestamp(6, Timestamp.from(clock.instant()));
  }
}
