package org.maapay.notification;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import org.maapay.keys.FieldCipher;
import org.maapay.outbox.Fact;

/** The stored callbacks and their attempts. Methods join the caller's transaction. */
public final class Notices {
  private static final String FIELD = "notice";
  private static final int MOST_OF_ANSWER = 200;
  private static final String INSERT =
      """
      INSERT INTO notification (bucket, notification_id, merchant_id, pay_order_no, ordinal, kind,
        url, body_seal, state, next_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?) ON CONFLICT DO NOTHING
      """;

  /** First attempts of an order wait for those before them; later attempts wait for nobody. */
  private static final String CLAIM =
      """
      UPDATE notification n SET next_at = ?
        FROM (SELECT bucket, notification_id FROM notification d
               WHERE d.state = 'PENDING' AND d.next_at <= ? AND d.merchant_id <> ALL (?)
                 AND NOT EXISTS (
                   SELECT 1 FROM notification e
                    WHERE e.bucket = d.bucket AND e.pay_order_no = d.pay_order_no
                      AND e.ordinal < d.ordinal AND e.attempts = 0 AND e.state = 'PENDING')
               ORDER BY d.next_at LIMIT ? FOR UPDATE SKIP LOCKED) due
       WHERE n.bucket = due.bucket AND n.notification_id = due.notification_id
      RETURNING n.notification_id, n.merchant_id, n.pay_order_no, n.url, n.body_seal, n.attempts
      """;

  private static final String RECORD =
      """
      UPDATE notification
         SET attempts = attempts + 1, state = ?, next_at = ?,
             accepted_at = coalesce(?, accepted_at)
       WHERE bucket = ? AND notification_id = ? AND state <> 'ACCEPTED'
      RETURNING attempts
      """;

  private final FieldCipher cipher;

  public Notices(FieldCipher cipher) {
    this.cipher = cipher;
  }

  void add(Connection tx, Notice notice, Fact fact, Instant now) throws SQLException {
    try (var insert = tx.prepareStatement(INSERT)) {
      insert.setInt(1, notice.order().bucket().value());
      insert.setObject(2, notice.id());
      insert.setString(3, notice.merchant().value());
      insert.setString(4, notice.order().value());
      insert.setInt(5, fact.ordinal());
      insert.setString(6, fact.kind().name());
      insert.setString(7, notice.url());
      insert.setBytes(
          8,
          cipher.seal(
              subject(notice.merchant()), FIELD, notice.body().getBytes(StandardCharsets.UTF_8)));
      insert.setTimestamp(9, Timestamp.from(now));
      insert.setTimestamp(10, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /**
   * Which callbacks to take.
   *
   * @param lease nobody else takes them until then
   * @param busy merchants whose callbacks are left where they are
   */
  record Due(Instant now, Instant lease, Set<MerchantId> busy, int most) {}

  /** Takes callbacks that are due, longest due first. */
  List<Notice> claim(Connection tx, Due due) throws SQLException {
    var busy = due.busy().stream().map(MerchantId::value).toArray();
    try (var update = tx.prepareStatement(CLAIM)) {
      update.setTimestamp(1, Timestamp.from(due.lease()));
      update.setTimestamp(2, Timestamp.from(due.now()));
      update.setArray(3, tx.createArrayOf("text", busy));
      update.setInt(4, due.most());
      var taken = new ArrayList<Notice>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          taken.add(notice(row));
        }
      }
      return taken;
    }
  }

  /** Gives a callback back unsent, to be taken again at {@code at}. */
  void release(Connection tx, Notice notice, Instant at) throws SQLException {
    try (var update =
        tx.prepareStatement(
            "UPDATE notification SET next_at = ? WHERE bucket = ? AND notification_id = ?")) {
      update.setTimestamp(1, Timestamp.from(at));
      update.setInt(2, notice.order().bucket().value());
      update.setObject(3, notice.id());
      update.executeUpdate();
    }
  }

  /** Stores how an attempt ended and what follows from it. */
  void record(Connection tx, Notice notice, Delivery delivery, Instant now) throws SQLException {
    var next = RetrySchedule.next(notice.attempts() + 1, now);
    var state = delivery.isAccepted() ? "ACCEPTED" : next.isPresent() ? "PENDING" : "DEAD";
    int attempt;
    try (var update = tx.prepareStatement(RECORD)) {
      update.setString(1, state);
      update.setTimestamp(2, Timestamp.from(next.orElse(now)));
      update.setTimestamp(3, delivery.isAccepted() ? Timestamp.from(now) : null);
      update.setInt(4, notice.order().bucket().value());
      update.setObject(5, notice.id());
      try (var row = update.executeQuery()) {
        if (!row.next()) {
          return;
        }
        attempt = row.getInt(1);
      }
    }
    insertAttempt(tx, notice, attempt, delivery, now);
  }

  /** One attempt as it may be shown. */
  public record Attempt(
      UUID notification, int no, Instant at, int millis, @Nullable Integer status, String answer) {}

  /** A callback as it may be shown, its body not included. */
  public record Shown(
      UUID id,
      Fact.Kind kind,
      String url,
      String state,
      int attempts,
      Instant nextAt,
      Instant createdAt) {}

  /** The callbacks of an order, oldest first. */
  public List<Shown> of(Connection tx, PayOrderNo order) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT notification_id, kind, url, state, attempts, next_at, created_at
              FROM notification WHERE bucket = ? AND pay_order_no = ? ORDER BY ordinal
            """)) {
      query.setInt(1, order.bucket().value());
      query.setString(2, order.value());
      var shown = new ArrayList<Shown>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          shown.add(
              new Shown(
                  row.getObject(1, UUID.class),
                  Fact.Kind.valueOf(row.getString(2)),
                  row.getString(3),
                  row.getString(4),
                  row.getInt(5),
                  row.getTimestamp(6).toInstant(),
                  row.getTimestamp(7).toInstant()));
        }
      }
      return shown;
    }
  }

  /** Every attempt of a callback, first one first. */
  public List<Attempt> attempts(Connection tx, Bucket bucket, UUID id) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT attempt_no, at, millis, status, answer FROM notification_attempt
             WHERE bucket = ? AND notification_id = ? ORDER BY attempt_no
            """)) {
      query.setInt(1, bucket.value());
      query.setObject(2, id);
      var attempts = new ArrayList<Attempt>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          attempts.add(
              new Attempt(
                  id,
                  row.getInt(1),
                  row.getTimestamp(2).toInstant(),
                  row.getInt(3),
                  row.getObject(4, Integer.class),
                  row.getString(5)));
        }
      }
      return attempts;
    }
  }

  /** Makes a callback due again at {@code now}, whatever became of it; false if unknown. */
  public boolean resend(Connection tx, UUID id, Instant now) throws SQLException {
    try (var update =
        tx.prepareStatement(
            "UPDATE notification SET state = 'PENDING', next_at = ? WHERE notification_id = ?")) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setObject(2, id);
      return update.executeUpdate() == 1;
    }
  }

  private static void insertAttempt(
      Connection tx, Notice notice, int attempt, Delivery delivery, Instant now)
      throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO notification_attempt
              (bucket, notification_id, attempt_no, at, millis, status, answer)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setInt(1, notice.order().bucket().value());
      insert.setObject(2, notice.id());
      insert.setInt(3, attempt);
      insert.setTimestamp(4, Timestamp.from(now));
      switch (delivery) {
        case Delivery.Answered(var status, var answer, var millis) -> {
          insert.setInt(5, (int) millis);
          insert.setInt(6, status);
          insert.setString(7, cut(answer));
        }
        case Delivery.Failed(var why, var millis) -> {
          insert.setInt(5, (int) millis);
          insert.setObject(6, null, Types.INTEGER);
          insert.setString(7, cut(why));
        }
      }
      insert.executeUpdate();
    }
  }

  private Notice notice(ResultSet row) throws SQLException {
    var merchant = new MerchantId(row.getString("merchant_id"));
    return new Notice(
        row.getObject("notification_id", UUID.class),
        merchant,
        new PayOrderNo(row.getString("pay_order_no")),
        row.getString("url"),
        new String(
            cipher.open(subject(merchant), FIELD, row.getBytes("body_seal")),
            StandardCharsets.UTF_8),
        row.getInt("attempts"));
  }

  private static String subject(MerchantId merchant) {
    return "merchant:" + merchant.value();
  }

  private static String cut(String text) {
    var plain = text.replace('\0', ' ');
    return plain.length() <= MOST_OF_ANSWER ? plain : plain.substring(0, MOST_OF_ANSWER);
  }
}
