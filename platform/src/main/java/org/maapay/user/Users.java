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

  private final MobileSeal seal;
  private final FieldCipher cipher;

  public Users(MobileSeal seal, FieldCipher cipher) {
    this.seal = seal;
    this.cipher = cipher;
  }

  /** Opens an account for the holder of {@code mobile}; one number has one account. */
  public void open(
      Connection tx, UserId id, MobileNumber mobile, String name, AccountId account, Instant at)
      throws SQLException {
    var index = seal.index(mobile);
    try (var insert =
        tx.prepareStatement("INSERT INTO payer_mobile (mobile_index, user_id) VALUES (?, ?)")) {
      insert.setBytes(1, index);
      insert.setString(2, id.value());
      insert.executeUpdate();
    }
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO payer
              (bucket, user_id, mobile_index, mobile_seal, name_seal, account_id, opened_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setInt(1, id.bucket().value());
      insert.setString(2, id.value());
      insert.setBytes(3, index);
      insert.setBytes(4, seal.seal(mobile));
      insert.setBytes(
          5, cipher.seal(MobileSeal.subject(index), NAME, name.getBytes(StandardCharsets.UTF_8)));
      insert.setLong(6, account.value());
      insert.setTimestamp(7, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  /** Who holds {@code mobile}. */
  public Optional<User> find(Connection tx, MobileNumber mobile) throws SQLException {
    try (var query =
        tx.prepareStatement("SELECT user_id FROM payer_mobile WHERE mobile_index = ?")) {
      query.setBytes(1, seal.index(mobile));
      try (var row = query.executeQuery()) {
        return row.next() ? find(tx, new UserId(row.getString(1))) : Optional.empty();
      }
    }
  }

  /** The user with the institution's number {@code id}. */
  public Optional<User> find(Connection tx, UserId id) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT mobile_index, mobile_seal, name_seal, account_id
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
                seal.open(index, row.getBytes(2)),
                maskedName(index, row.getBytes(3)),
                new AccountId(row.getLong(4))));
      }
    }
  }

  private Optional<String> maskedName(byte[] index, byte @Nullable [] sealed) {
    if (sealed == null) {
      return Optional.empty();
    }
    var name =
        new String(cipher.open(MobileSeal.subject(index), NAME, sealed), StandardCharsets.UTF_8);
    var last = name.offsetByCodePoints(name.length(), -1);
    return Optional.of("*" + name.substring(last));
  }
}
