package org.maapay.user;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;
import org.maapay.keys.BlindIndex;
import org.maapay.keys.FieldCipher;

/**
 * Everybody whose mobile number was ever heard of, whether he has an account or not. The number is
 * sealed once under the person's own key and found by a keyed index that nobody can compute without
 * the vault; everything else in the database refers to a person by the index.
 */
public final class Persons {
  private static final String FIELD = "mobile";
  private static final String REMEMBER =
      """
      INSERT INTO person (mobile_index, mobile_seal) VALUES (?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String OWN =
      """
      INSERT INTO person AS p (mobile_index, mobile_seal, user_id) VALUES (?, ?, ?)
      ON CONFLICT (mobile_index) DO UPDATE SET user_id = EXCLUDED.user_id WHERE p.user_id IS NULL
      """;

  private final Database database;
  private final BlindIndex index;
  private final FieldCipher cipher;
  private final RecentNumbers recent;

  public Persons(Database database, BlindIndex index, FieldCipher cipher, InstantSource clock) {
    this.database = database;
    this.index = index;
    this.cipher = cipher;
    this.recent = new RecentNumbers(clock);
  }

  /** The same sixteen octets for the same number, and nothing more. */
  public byte[] index(MobileNumber mobile) {
    return index.of(FIELD, mobile.digits());
  }

  /** Keeps the number of somebody a merchant just named: it is asked for within seconds. */
  public void heard(byte[] index, MobileNumber mobile) {
    recent.keep(index, mobile);
  }

  /** Stores the person with number {@code mobile}, unless he is known; commits by itself. */
  public void remember(MobileNumber mobile) {
    var where = index(mobile);
    var sealed = seal(where, mobile);
    database.run(tx -> {
      try (var insert = tx.prepareStatement(REMEMBER)) {
        insert.setBytes(1, where);
        insert.setBytes(2, sealed);
        insert.executeUpdate();
      }
    });
  }

  /** The number of the person at {@code index}. */
  public MobileNumber number(Connection tx, byte[] index) throws SQLException {
    var known = recent.find(index);
    if (known != null) {
      return known;
    }
    var sealed =
        sealed(tx, index)
            .orElseThrow(() -> new IllegalStateException("a person that is referred to is known"));
    var digits = cipher.open(subject(index), FIELD, sealed);
    var number = new MobileNumber(new String(digits, StandardCharsets.US_ASCII));
    recent.keep(index, number);
    return number;
  }

  /** Gives the person with number {@code mobile} his account; one number has one. */
  void own(Connection tx, MobileNumber mobile, UserId user) throws SQLException {
    var where = index(mobile);
    try (var upsert = tx.prepareStatement(OWN)) {
      upsert.setBytes(1, where);
      upsert.setBytes(2, seal(where, mobile));
      upsert.setString(3, user.value());
      if (upsert.executeUpdate() == 0) {
        throw new SQLException("this number has an account", "23505");
      }
    }
  }

  /** The name of a person's key: the index of his number. */
  static String subject(byte[] index) {
    return "mobile:" + HexFormat.of().formatHex(index);
  }

  private byte[] seal(byte[] where, MobileNumber mobile) {
    return cipher.seal(subject(where), FIELD, mobile.digits().getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<byte[]> sealed(Connection tx, byte[] index) throws SQLException {
    try (var query = tx.prepareStatement("SELECT mobile_seal FROM person WHERE mobile_index = ?")) {
      query.setBytes(1, index);
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }
}
