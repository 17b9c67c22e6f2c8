package org.maapay.user;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Look;
import org.maapay.database.OneTrip;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;
import org.maapay.keys.FieldCipher;

/** The institution's users. Every method joins the caller's transaction and never commits. */
public final class Users {
  private static final String NAME = "name";

  private static final String OPEN =
      """
      INSERT INTO payer (bucket, user_id, mobile_index, name_seal, account_id, opened_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private static final String FIND =
      """
      SELECT mobile_index, name_seal, account_id FROM payer WHERE bucket = ? AND user_id = ?
      """;

  private static final String IDS =
      """
      SELECT mobile_index, user_id FROM person
       WHERE mobile_index = ANY (?) AND user_id IS NOT NULL
      """;

  private static final HexFormat HEX = HexFormat.of();

  private final Persons persons;
  private final FieldCipher cipher;

  public Users(Persons persons, FieldCipher cipher) {
    this.persons = persons;
    this.cipher = cipher;
  }

  /** A user to be: his number with the institution, what he is reached by, and his account. */
  public record Opening(UserId id, MobileNumber mobile, String name, AccountId account) {
    @Override
    public String toString() {
      return id.value();
    }
  }

  /** Opens an account for the holder of {@code mobile}; one number has one account. */
  public void open(
      Connection tx, UserId id, MobileNumber mobile, String name, AccountId account, Instant at)
      throws SQLException {
    openAll(tx, List.of(new Opening(id, mobile, name, account)), at);
  }

  /** Makes the keys of many users to be in one commit of its own, for {@link #openAll}. */
  public void prepare(List<Opening> openings) {
    cipher.makeKeys(
        openings.stream().map(one -> Persons.subject(persons.index(one.mobile()))).toList());
  }

  /** Opens accounts for many; one number has one account. */
  public void openAll(Connection tx, List<Opening> openings, Instant at) throws SQLException {
    try (var payer = tx.prepareStatement(OPEN)) {
      for (var one : openings) {
        if (!one.account().equals(one.id().account())) {
          throw new IllegalArgumentException("a user's account follows from his number");
        }
        persons.own(tx, one.mobile(), one.id());
        var index = persons.index(one.mobile());
        payer.setInt(1, one.id().bucket().value());
        payer.setString(2, one.id().value());
        payer.setBytes(3, index);
        payer.setBytes(4, sealName(index, one.name()));
        payer.setLong(5, one.account().value());
        payer.setTimestamp(6, Timestamp.from(at));
        payer.addBatch();
      }
      payer.executeBatch();
    }
  }

  private byte[] sealName(byte[] index, String name) {
    return cipher.seal(Persons.subject(index), NAME, name.getBytes(StandardCharsets.UTF_8));
  }

  /** Who holds {@code mobile}. */
  public Optional<User> find(Connection tx, MobileNumber mobile) throws SQLException {
    var id = idOf(tx, mobile);
    return id.isPresent() ? find(tx, id.get(), mobile) : Optional.empty();
  }

  /** The institution's number for whoever holds {@code mobile}, and nothing more of him. */
  public Optional<UserId> idOf(Connection tx, MobileNumber mobile) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT user_id FROM person WHERE mobile_index = ? AND user_id IS NOT NULL")) {
      query.setBytes(1, persons.index(mobile));
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(new UserId(row.getString(1))) : Optional.empty();
      }
    }
  }

  /** The same of many, in their order; the numbers all differ. */
  public List<Optional<UserId>> idsOf(Connection tx, List<MobileNumber> mobiles)
      throws SQLException {
    var indexes = mobiles.stream().map(persons::index).toList();
    try (var query = tx.prepareStatement(IDS)) {
      query.setArray(1, tx.createArrayOf("bytea", indexes.toArray(byte[][]::new)));
      var found = new HashMap<String, UserId>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          found.put(HEX.formatHex(row.getBytes(1)), new UserId(row.getString(2)));
        }
      }
      return indexes.stream()
          .map(index -> Optional.ofNullable(found.get(HEX.formatHex(index))))
          .toList();
    }
  }

  /** The user with the institution's number {@code id}. */
  public Optional<User> find(Connection tx, UserId id) throws SQLException {
    return find(tx, id, null);
  }

  /**
   * The user {@code id}, who holds {@code mobile}, taken along on {@code trip}, with the key that
   * opens his name.
   */
  public Supplier<Optional<User>> ask(OneTrip trip, UserId id, MobileNumber mobile) {
    cipher.ask(trip, Persons.subject(persons.index(mobile)));
    return trip.ask(look(id, mobile));
  }

  private Optional<User> find(Connection tx, UserId id, @Nullable MobileNumber known)
      throws SQLException {
    return look(id, known).in(tx);
  }

  private Look<Optional<User>> look(UserId id, @Nullable MobileNumber known) {
    return new Look<>(
        FIND,
        List.of(id.bucket().value(), id.value()),
        row -> row.next() ? Optional.of(user(row, id, known)) : Optional.empty());
  }

  private User user(ResultSet row, UserId id, @Nullable MobileNumber known) throws SQLException {
    var index = row.getBytes(1);
    return new User(
        id,
        known == null ? persons.number(row.getStatement().getConnection(), index) : known,
        maskedName(index, row.getBytes(2)),
        new AccountId(row.getLong(3)));
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
