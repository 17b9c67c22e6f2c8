package org.maapay.simulator.merchant;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.simulator.store.Database;

/** The shop's tables, and the two things one does with tables. */
final class Tables {
  private static final String[] DEFINITIONS = {
    """
    CREATE TABLE IF NOT EXISTS shop_order (
      order_no text PRIMARY KEY,
      mobile text NOT NULL,
      chatbot_id text NOT NULL,
      product_no text NOT NULL,
      title text NOT NULL,
      amount_fen bigint NOT NULL,
      order_date date NOT NULL,
      state text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      look_at timestamptz NOT NULL,
      cancel_wanted boolean NOT NULL DEFAULT false,
      told text,
      pay_url text,
      pay_order_no text,
      create_date date,
      paid_at timestamptz,
      refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen <= amount_fen))
    """,
    "ALTER TABLE shop_order ADD COLUMN IF NOT EXISTS in_sdk boolean NOT NULL DEFAULT false",
    "ALTER TABLE shop_order ADD COLUMN IF NOT EXISTS way text",
    "CREATE INDEX IF NOT EXISTS shop_order_of ON shop_order (mobile, created_at DESC)",
    """
    CREATE TABLE IF NOT EXISTS refund_wish (
      refund_no text PRIMARY KEY,
      order_no text NOT NULL REFERENCES shop_order,
      amount_fen bigint NOT NULL CHECK (amount_fen > 0),
      state text NOT NULL,
      asked_at timestamptz NOT NULL,
      look_at timestamptz NOT NULL,
      told text,
      refund_order_no text,
      note text)
    """,
    """
    CREATE TABLE IF NOT EXISTS one_time (
      ref text PRIMARY KEY,
      mobile text NOT NULL,
      subject text NOT NULL,
      used_by text,
      created_at timestamptz NOT NULL)
    """,
    """
    CREATE TABLE IF NOT EXISTS customer_speech (
      mobile text PRIMARY KEY,
      speech text NOT NULL)
    """,
    """
    CREATE TABLE IF NOT EXISTS amount_asked (
      mobile text PRIMARY KEY,
      ref text NOT NULL)
    """,
    """
    ALTER TABLE shop_order ADD COLUMN IF NOT EXISTS password_free boolean NOT NULL DEFAULT false
    """,
    """
    CREATE TABLE IF NOT EXISTS mandate_wish (
      number text PRIMARY KEY,
      mobile text NOT NULL,
      chatbot_id text NOT NULL,
      asked_at timestamptz NOT NULL)
    """,
    """
    CREATE TABLE IF NOT EXISTS seen_nonce (
      chatbot_id text NOT NULL,
      nonce text NOT NULL,
      body_digest text NOT NULL,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (chatbot_id, nonce))
    """,
    """
    CREATE TABLE IF NOT EXISTS seen_event (
      key text PRIMARY KEY,
      expires_at timestamptz NOT NULL)
    """
  };

  private final Database database;

  Tables(Database database) throws SQLException {
    this.database = database;
    database.define(DEFINITIONS);
  }

  /** Makes a value of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs one statement in its own transaction; returns how many rows it changed. */
  int change(String sql, @Nullable Object... values) {
    try (var connection = database.connection();
        var statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException("the shop's database failed", failure);
    }
  }

  <T> List<T> list(Row<T> row, String sql, @Nullable Object... values) {
    try (var connection = database.connection();
        var statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("the shop's database failed", failure);
    }
  }

  <T> Optional<T> one(Row<T> row, String sql, @Nullable Object... values) {
    return list(row, sql, values).stream().findFirst();
  }

  static Optional<Instant> instant(ResultSet row, String name) throws SQLException {
    return Optional.ofNullable(row.getObject(name, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      var value = values[i];
      statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
    }
  }
}
