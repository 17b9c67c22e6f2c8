package org.maapay.user;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;
import org.maapay.keys.FieldCipher;

/** The institution's users. Every method joins the caller's transaction and never commits. */
public final class Users {
  private static final String NAME = "name";

  private final Persons persons;
  private final FieldCipher cipher;

  public Users(Persons persons, FieldCipher cipher) {
    this.persons = persons;
    this.cipher = cipher;
  }

  /** Opens an account for the holder of {@code mobile}; one number has one account. */
  public void open(
      Connection tx, UserId id, MobileNumber mobile, String name, AccountId account, Instant at)
      throws SQLException {
    if (!account.equals(id.account())) {
      throw new IllegalArgumentException("a user's account follows from his number");
    }
    var index = persons.index(mobile);
    persons.own(tx, mobile, id);
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO payer (bucket, user_id, mobile_index, name_seal, account_id, opened_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)) {
      insert.setInt(1, id.bucket().value());
      insert.setString(2, id.value());
      insert.setBytes(3, index);
      insert.setBytes(
          4, cipher.seal(Persons.subject(index), NAME, name.getBytes(StandardCharsets.UTF_8)));
      insert.setLong(5, account.value());
      insert.setTimestamp(6, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  /** Who holds {@code mobile}. */
  public Optional<User> find(Connection tx, MobileNumber mobile) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT user_id FROM person WHERE mobile_index = ? AND user_id IS NOT NULL")) {
      query.setBytes(1, persons.index(mobile));
      try (var row = query.executeQuery()) {
        return row.next() ? find(tx, new UserId(row.getString(1)), mobile) : Optional.empty();
      }
    }
  }

  /** The user with the institution's number {@code id}. */
  public Optional<User> find(Connection tx, UserId id) throws SQLException {
    return find(tx, id, null);
  }

  private Optional<User> find(Connection tx, UserId id, @Nullable MobileNumber known)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT mobile_index, name_seal, account_id
              FROM payer WHERE bucket = ? AND user_id = ?
            """)) {
      query.setInt(1, id.bucket().value());
      query.setString(2, id.value());
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var index = row.getBytes(1);
        return Optional.of(
            new User(
                id,
                known == null ? persons.number(tx, index) : known,
                maskedName(index, row.getBytes(2)),
                new AccountId(row.getLong(3))));
      }
    }
  }

  private Optional<String> maskedName(byte[] index, byte @Nullable [] sealed) {
    if (sealed == null) {
      return Optional.empty();
    }
    var name =
        new String(cipher.open(Persons.subject(index), NAME, sealed), StandardCharsets.UTF_8);
    var last = name.offsetByCodePoints(name.length(), -1);
    return Optional.of("*" + name.substring(last));
  }
}
