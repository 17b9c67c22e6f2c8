package org.maapay.chatbot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.PayOrderNo;

/** The messages to users. Every method joins the caller's transaction and never commits. */
final class Messages {
  private static final String ADD =
      """
      INSERT INTO chatbot_message (bucket, message_id, mobile_index, kind, pay_order_no, detail,
        created_at, valid_until, due_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  /** Of each person the first that waits: what comes after it must not overtake. */
  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT bucket, message_id FROM chatbot_message h
         WHERE state = 'WAITING' AND due_at <= ? AND message_id = (
           SELECT e.message_id FROM chatbot_message e
            WHERE e.bucket = h.bucket AND e.mobile_index = h.mobile_index
              AND e.state = 'WAITING'
            ORDER BY e.created_at, e.message_id LIMIT 1)
         ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
      UPDATE chatbot_message m SET due_at = ?, attempts = m.attempts + 1
        FROM due
       WHERE m.bucket = due.bucket AND m.message_id = due.message_id
      RETURNING m.message_id, m.mobile_index, m.kind, m.pay_order_no, m.detail, m.created_at,
        m.valid_until, m.attempts
      """;

  /** A report of delivery may be heard before the answer to the call that sent the message. */
  private static final String END =
      """
      UPDATE chatbot_message
         SET state = CASE state WHEN 'WAITING' THEN ? ELSE state END,
             operator = ?, reason = ?, ended_at = ?
       WHERE bucket = ? AND message_id = ? AND state IN ('WAITING', 'DELIVERED')
         AND ended_at IS NULL
      """;

  private static final String AGAIN =
      """
      UPDATE chatbot_message SET state = 'WAITING', ended_at = NULL, due_at = ?
       WHERE bucket = ? AND message_id = ? AND state IN ('WAITING', 'SENT') AND attempts < 50
      """;
  private static final String DELIVERED =
      """
      UPDATE chatbot_message SET state = 'DELIVERED'
       WHERE bucket = ? AND message_id = ?
         AND state IN ('WAITING', 'SENT', 'BY_SMS', 'SMS_IN_DOUBT', 'SMS_FAILED')
      """;
  private static final String SMS_FAILED =
      """
      UPDATE chatbot_message
         SET state = 'SMS_FAILED', reason = ?, ended_at = coalesce(ended_at, ?)
       WHERE bucket = ? AND message_id = ? AND state IN ('WAITING', 'BY_SMS', 'SMS_IN_DOUBT')
      """;
  private static final String LATEST_CARDS =
      """
      SELECT pay_order_no FROM chatbot_message
       WHERE bucket = ? AND mobile_index = ? AND kind = 'CONFIRM' AND created_at > ?
       ORDER BY created_at DESC LIMIT ?
      """;

  /** How a message ended. The stored names are these. */
  enum End {
    SENT,
    BY_SMS,
    /** It left as SMS, and nobody knows whether the centre has it. */
    SMS_IN_DOUBT,
    /** What it was about is over. */
    POINTLESS,
    REFUSED,
    EXPIRED
  }

  /**
   * A message that is this process's to send.
   *
   * @param attempts this one included
   */
  record Claimed(Message message, int attempts) {}

  /** Adds a message unless it was said, or waits to be said; returns whether it is new. */
  boolean add(Connection tx, Message message) throws SQLException {
    var order = message.order();
    try (var insert = tx.prepareStatement(ADD)) {
      insert.setInt(1, message.person().bucket().value());
      insert.setString(2, message.id());
      insert.setBytes(3, message.person().index());
      insert.setString(4, message.kind().name());
      insert.setString(5, order == null ? null : order.value());
      insert.setString(6, message.detail());
      insert.setTimestamp(7, Timestamp.from(message.createdAt()));
      insert.setTimestamp(8, Timestamp.from(message.validUntil()));
      insert.setTimestamp(9, Timestamp.from(message.createdAt()));
      return insert.executeUpdate() == 1;
    }
  }

  /** Whether it was said, or waits to be said. */
  boolean exists(Connection tx, Message message) throws SQLException {
    try (var query =
        tx.prepareStatement("SELECT FROM chatbot_message WHERE bucket = ? AND message_id = ?")) {
      query.setInt(1, message.person().bucket().value());
      query.setString(2, message.id());
      try (var row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Takes messages that are due; nobody else takes them until {@code lease}. */
  List<Claimed> claim(Connection tx, Instant now, Instant lease, int most) throws SQLException {
    try (var update = tx.prepareStatement(CLAIM)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setInt(2, most);
      update.setTimestamp(3, Timestamp.from(lease));
      var claimed = new ArrayList<Claimed>();
      try (var rows = update.executeQuery()) {
        while (rows.next()) {
          claimed.add(new Claimed(message(rows), rows.getInt("attempts")));
        }
      }
      return claimed;
    }
  }

  void end(
      Connection tx,
      Message message,
      End how,
      @Nullable String operator,
      @Nullable String reason,
      Instant at)
      throws SQLException {
    try (var update = tx.prepareStatement(END)) {
      update.setString(1, how.name());
      update.setString(2, operator);
      update.setString(3, reason);
      update.setTimestamp(4, Timestamp.from(at));
      update.setInt(5, message.person().bucket().value());
      update.setString(6, message.id());
      update.executeUpdate();
    }
  }

  /** A message goes out once more at {@code at}, unless it arrived or is over. */
  void again(Connection tx, Bucket bucket, String id, Instant at) throws SQLException {
    try (var update = tx.prepareStatement(AGAIN)) {
      update.setTimestamp(1, Timestamp.from(at));
      update.setInt(2, bucket.value());
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  void delivered(Connection tx, Bucket bucket, String id) throws SQLException {
    try (var update = tx.prepareStatement(DELIVERED)) {
      update.setInt(1, bucket.value());
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  /** An SMS won't arrive, as its centre told. */
  void smsFailed(Connection tx, Bucket bucket, String id, String code, Instant at)
      throws SQLException {
    try (var update = tx.prepareStatement(SMS_FAILED)) {
      update.setString(1, code);
      update.setTimestamp(2, Timestamp.from(at));
      update.setInt(3, bucket.value());
      update.setString(4, id);
      update.executeUpdate();
    }
  }

  /** The orders of the newest cards that went to {@code person} after {@code after}. */
  List<PayOrderNo> latestCards(Connection tx, Person person, Instant after, int most)
      throws SQLException {
    try (var query = tx.prepareStatement(LATEST_CARDS)) {
      query.setInt(1, person.bucket().value());
      query.setBytes(2, person.index());
      query.setTimestamp(3, Timestamp.from(after));
      query.setInt(4, most);
      var orders = new ArrayList<PayOrderNo>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          orders.add(new PayOrderNo(rows.getString(1)));
        }
      }
      return orders;
    }
  }

  /** The order that the message with {@code id} was about. */
  Optional<PayOrderNo> orderOf(Connection tx, Bucket bucket, String id) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT pay_order_no FROM chatbot_message WHERE bucket = ? AND message_id = ?")) {
      query.setInt(1, bucket.value());
      query.setString(2, id);
      try (var row = query.executeQuery()) {
        var no = row.next() ? row.getString(1) : null;
        return no == null ? Optional.empty() : Optional.of(new PayOrderNo(no));
      }
    }
  }

  /** Forgets messages of before {@code before}. */
  int purge(Connection tx, Instant before) throws SQLException {
    try (var delete =
        tx.prepareStatement(
            "DELETE FROM chatbot_message WHERE created_at < ? AND state <> 'WAITING'")) {
      delete.setTimestamp(1, Timestamp.from(before));
      return delete.executeUpdate();
    }
  }

  private static Message message(ResultSet row) throws SQLException {
    var order = row.getString("pay_order_no");
    return new Message(
        row.getString("message_id"),
        Person.of(row.getBytes("mobile_index")),
        Message.Kind.valueOf(row.getString("kind")),
        order == null ? null : new PayOrderNo(order),
        row.getString("detail"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("valid_until").toInstant());
  }
}
