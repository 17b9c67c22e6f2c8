package org.maapay.mandate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;
import org.maapay.mandate.MandateState.Active;
import org.maapay.mandate.MandateState.Expired;
import org.maapay.mandate.MandateState.Party;
import org.maapay.mandate.MandateState.Pending;
import org.maapay.mandate.MandateState.Revoked;
import org.maapay.user.Persons;

/** The rows of table mandate: the merchant's side, in the merchant's bucket. */
final class MandateRows {
  private static final String SELECT =
      """
      SELECT mandate_no, merchant_id, merchant_mandate_no, merchant_name, mobile_index,
             limit_per_payment, limit_per_day, notify_url, return_url, ext,
             created_at, expires_at, state, user_id, method, signed_at, ended_at, ended_by, version,
             settled
        FROM mandate WHERE
      """;
  private static final String INSERT =
      """
      INSERT INTO mandate
        (bucket, mandate_no, merchant_id, merchant_mandate_no, content, merchant_name,
         mobile_index, limit_per_payment, limit_per_day, notify_url, return_url, ext,
         created_at, expires_at, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING')
      ON CONFLICT DO NOTHING
      """;
  private static final String MOVE =
      """
      UPDATE mandate
         SET state = ?, user_id = coalesce(?, user_id), method = coalesce(?, method),
             signed_at = coalesce(?, signed_at), ended_at = ?, ended_by = ?, settled = ?,
             version = version + 1
       WHERE bucket = ? AND mandate_no = ? AND version = ?
      """;

  private final Persons persons;

  MandateRows(Persons persons) {
    this.persons = persons;
  }

  /** Stores a new one; false if its number was used or another one is open. */
  boolean insert(Connection tx, Mandate mandate, byte[] content) throws SQLException {
    var wish = mandate.wish();
    try (var insert = tx.prepareStatement(INSERT)) {
      insert.setInt(1, mandate.no().bucket().value());
      insert.setString(2, mandate.no().value());
      insert.setString(3, wish.merchant().value());
      insert.setString(4, wish.merchantMandateNo());
      insert.setBytes(5, content);
      insert.setString(6, wish.merchantName());
      insert.setBytes(7, persons.index(wish.mobile()));
      insert.setLong(8, wish.limits().perPayment().fen());
      insert.setLong(9, wish.limits().perDay().fen());
      insert.setString(10, wish.notifyUrl());
      insert.setString(11, wish.returnUrl());
      insert.setString(12, wish.ext());
      insert.setTimestamp(13, Timestamp.from(mandate.createdAt()));
      insert.setTimestamp(14, Timestamp.from(mandate.expiresAt()));
      return insert.executeUpdate() == 1;
    }
  }

  /**
   * Stores {@code to}; {@code mandate} must be locked or unchanged since it was read. What was ever
   * signed is not settled before the payer's side has followed.
   */
  boolean move(Connection tx, Mandate mandate, MandateState to) throws SQLException {
    var active = to instanceof Active signed ? signed : null;
    var ended =
        new Mandate(
            mandate.no(),
            mandate.wish(),
            mandate.createdAt(),
            mandate.expiresAt(),
            to,
            null,
            null,
            null,
            0,
            false);
    try (var update = tx.prepareStatement(MOVE)) {
      update.setString(1, ended.status());
      update.setString(2, active == null ? null : active.user().value());
      update.setString(3, active == null ? null : active.method());
      update.setTimestamp(4, active == null ? null : Timestamp.from(active.at()));
      update.setTimestamp(5, ended.endedAt().map(Timestamp::from).orElse(null));
      update.setString(6, ended.endedBy().map(Party::name).orElse(null));
      update.setBoolean(7, active == null && mandate.signer() == null);
      update.setInt(8, mandate.no().bucket().value());
      update.setString(9, mandate.no().value());
      update.setInt(10, mandate.version());
      return update.executeUpdate() == 1;
    }
  }

  /** Notes that the payer's side has followed; false if it was noted, or the mandate moved on. */
  boolean settle(Connection tx, Mandate mandate) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            UPDATE mandate SET settled = true
             WHERE bucket = ? AND mandate_no = ? AND version = ? AND NOT settled
            """)) {
      update.setInt(1, mandate.no().bucket().value());
      update.setString(2, mandate.no().value());
      update.setInt(3, mandate.version());
      return update.executeUpdate() == 1;
    }
  }

  /** Numbers of mandates whose payer's side has not followed. */
  List<MandateNo> unsettled(Connection tx, int most) throws SQLException {
    try (var query =
        tx.prepareStatement("SELECT mandate_no FROM mandate WHERE NOT settled LIMIT ?")) {
      query.setInt(1, most);
      return numbers(query);
    }
  }

  Optional<Mandate> find(Connection tx, MandateNo no) throws SQLException {
    return one(tx, "bucket = ? AND mandate_no = ?", no.bucket().value(), no.value());
  }

  Optional<Mandate> lock(Connection tx, MandateNo no) throws SQLException {
    return one(
        tx, "bucket = ? AND mandate_no = ? FOR NO KEY UPDATE", no.bucket().value(), no.value());
  }

  Optional<Mandate> find(Connection tx, MerchantId merchant, String merchantMandateNo)
      throws SQLException {
    return one(
        tx,
        "bucket = ? AND merchant_id = ? AND merchant_mandate_no = ?",
        merchant.bucket().value(),
        merchant.value(),
        merchantMandateNo);
  }

  /** The merchant's newest mandate of the payer with that index: the open one, if there is one. */
  Optional<Mandate> newest(Connection tx, MerchantId merchant, byte[] mobileIndex)
      throws SQLException {
    return one(
        tx,
        """
        bucket = ? AND merchant_id = ? AND mobile_index = ?
         ORDER BY state IN ('PENDING', 'ACTIVE') DESC, created_at DESC LIMIT 1
        """,
        merchant.bucket().value(),
        merchant.value(),
        mobileIndex);
  }

  /** The digest of what was asked for under the number; empty if it was never used. */
  Optional<byte[]> content(Connection tx, MerchantId merchant, String merchantMandateNo)
      throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT content FROM mandate
             WHERE bucket = ? AND merchant_id = ? AND merchant_mandate_no = ?
            """)) {
      query.setInt(1, merchant.bucket().value());
      query.setString(2, merchant.value());
      query.setString(3, merchantMandateNo);
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  /** Numbers of mandates that nobody signed in time, longest over first. */
  List<MandateNo> due(Connection tx, Instant now, int most) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT mandate_no FROM mandate
             WHERE state = 'PENDING' AND expires_at <= ? ORDER BY expires_at LIMIT ?
            """)) {
      query.setTimestamp(1, Timestamp.from(now));
      query.setInt(2, most);
      return numbers(query);
    }
  }

  private static List<MandateNo> numbers(PreparedStatement query) throws SQLException {
    var numbers = new ArrayList<MandateNo>();
    try (var row = query.executeQuery()) {
      while (row.next()) {
        numbers.add(new MandateNo(row.getString(1)));
      }
    }
    return numbers;
  }

  private Optional<Mandate> one(Connection tx, String where, Object... values) throws SQLException {
    try (var query = tx.prepareStatement(SELECT + where)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(mandate(tx, row)) : Optional.empty();
      }
    }
  }

  private Mandate mandate(Connection tx, ResultSet row) throws SQLException {
    var createdAt = row.getTimestamp("created_at").toInstant();
    var expiresAt = row.getTimestamp("expires_at").toInstant();
    var signer = row.getString("user_id");
    return new Mandate(
        new MandateNo(row.getString("mandate_no")),
        new AskMandate(
            new MerchantId(row.getString("merchant_id")),
            row.getString("merchant_mandate_no"),
            row.getString("merchant_name"),
            persons.number(tx, row.getBytes("mobile_index")),
            new Limits(
                new Money(row.getLong("limit_per_payment")),
                new Money(row.getLong("limit_per_day"))),
            Duration.between(createdAt, expiresAt),
            row.getString("notify_url"),
            row.getString("return_url"),
            row.getString("ext")),
        createdAt,
        expiresAt,
        state(row),
        signer == null ? null : new UserId(signer),
        row.getString("method"),
        instant(row, "signed_at"),
        row.getInt("version"),
        row.getBoolean("settled"));
  }

  private static MandateState state(ResultSet row) throws SQLException {
    return switch (row.getString("state")) {
      case "PENDING" -> new Pending();
      case "ACTIVE" ->
          new Active(
              new UserId(row.getString("user_id")),
              row.getString("method"),
              row.getTimestamp("signed_at").toInstant());
      case "REVOKED" ->
          new Revoked(
              Party.valueOf(row.getString("ended_by")), row.getTimestamp("ended_at").toInstant());
      case "EXPIRED" -> new Expired(row.getTimestamp("ended_at").toInstant());
      case String other -> throw new IllegalStateException("no such stored state: " + other);
    };
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
