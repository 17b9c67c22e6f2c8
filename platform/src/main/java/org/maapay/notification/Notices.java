package org.maapay.notification;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Columns;
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
      SELECT bucket, id, merchant, no, ordinal, kind, url, body, 'PENDING', next, ?
        FROM unnest(?::int[], ?::uuid[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
                    ?::bytea[], ?::timestamptz[])
          AS n(bucket, id, merchant, no, ordinal, kind, url, body, next)
      ON CONFLICT DO NOTHING
      """;

  /** First attempts of an order wait for those before them; later attempts wait for nobody. */
  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT bucket, pay_order_no, ordinal FROM notification d
         WHERE d.state = 'PENDING' AND d.next_at <= ? AND d.merchant_id <> ALL (?)
           AND NOT EXISTS (
             SELECT 1 FROM notification e
              WHERE e.bucket = d.bucket AND e.pay_order_no = d.pay_order_no
                AND e.ordinal < d.ordinal AND e.attempts = 0 AND e.state = 'PENDING')
         ORDER BY d.next_at LIMIT ? FOR UPDATE SKIP LOCKED)
      UPDATE notification n SET next_at = ?
        FROM due
       WHERE n.bucket = due.bucket AND n.pay_order_no = due.pay_order_no
         AND n.ordinal = due.ordinal
      RETURNING n.notification_id, n.merchant_id, n.pay_order_no, n.ordinal, n.url, n.body_seal,
                n.attempts - n.resent_after AS attempts
      """;

  /** How attempts ended, many in one statement. One that was accepted meanwhile stays so. */
  private static final String RECORD =
      """
      WITH ended AS (
        UPDATE notification n
           SET attempts = n.attempts + 1, state = d.state, next_at = d.next,
               accepted_at = coalesce(d.accepted, n.accepted_at)
          FROM unnest(?::int[], ?::text[], ?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                      ?::int[], ?::int[], ?::text[], ?::timestamptz[])
            AS d(bucket, no, ordinal, state, next, accepted, millis, status, answer, at)
         WHERE n.bucket = d.bucket AND n.pay_order_no = d.no AND n.ordinal = d.ordinal
           AND n.state <> 'ACCEPTED'
        RETURNING n.bucket, n.pay_order_no, n.ordinal, n.attempts, d.millis, d.status, d.answer,
                  d.at)
      INSERT INTO notification_attempt
        (bucket, pay_order_no, ordinal, attempt_no, at, millis, status, answer)
      SELECT bucket, pay_order_no, ordinal, attempts, at, millis, status, answer
        FROM ended
      """;

  private static final String PUT_BACK =
      """
      UPDATE outbox o SET created_at = ?
        FROM unnest(?::int[], ?::text[], ?::int[]) AS r(bucket, no, ordinal)
       WHERE o.bucket = r.bucket AND o.subject = r.no AND o.ordinal = r.ordinal
      """;
  private static final String RELEASE =
      """
      UPDATE notification n SET next_at = ?
        FROM unnest(?::int[], ?::text[], ?::int[]) AS r(bucket, no, ordinal)
       WHERE n.bucket = r.bucket AND n.pay_order_no = r.no AND n.ordinal = r.ordinal
         AND n.state = 'PENDING'
      """;

  private final FieldCipher cipher;

  public Notices(FieldCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * A callback to be stored.
   *
   * @param nextAt when it is due; later than now if whoever stores it sends it himself
   */
  record New(Notice notice, Fact.Kind kind, Instant nextAt) {}

  void add(Connection tx, List<New> added, Instant now) throws SQLException {
    try (var insert = tx.prepareStatement(INSERT)) {
      insert.setTimestamp(1, Timestamp.from(now));
      var columns = new Columns<>(tx, added);
      insert.setArray(2, columns.integers(it -> it.notice().order().bucket().value()));
      insert.setArray(3, columns.uuids(it -> it.notice().id()));
      insert.setArray(4, columns.texts(it -> it.notice().merchant().value()));
      insert.setArray(5, columns.texts(it -> it.notice().order().value()));
      insert.setArray(6, columns.integers(it -> it.notice().ordinal()));
      insert.setArray(7, columns.texts(it -> it.kind().name()));
      insert.setArray(8, columns.texts(it -> it.notice().url()));
      insert.setArray(9, columns.octets(it -> sealed(it.notice())));
      insert.setArray(10, columns.instants(New::nextAt));
      insert.executeUpdate();
    }
  }

  byte[] sealed(Notice notice) {
    return cipher.seal(
        subject(notice.merchant()), FIELD, notice.body().getBytes(StandardCharsets.UTF_8));
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
      update.setTimestamp(1, Timestamp.from(due.now()));
      update.setArray(2, tx.createArrayOf("text", busy));
      update.setInt(3, due.most());
      update.setTimestamp(4, Timestamp.from(due.lease()));
      var taken = new ArrayList<Notice>();
      try (var row = update.executeQuery()) {
        while (row.next()) {
          taken.add(notice(row));
        }
      }
      return taken;
    }
  }

  /** Gives callbacks back unsent, to be taken again at {@code at}. */
  void release(Connection tx, List<Notice> all, Instant at) throws SQLException {
    dueAgain(tx, RELEASE, all, at);
  }

  /** The same for those that are facts in the outbox still. */
  void putBack(Connection tx, List<Notice> all, Instant at) throws SQLException {
    dueAgain(tx, PUT_BACK, all, at);
  }

  private static void dueAgain(Connection tx, String sql, List<Notice> all, Instant at)
      throws SQLException {
    try (var update = tx.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(at));
      var columns = new Columns<>(tx, all);
      update.setArray(2, columns.integers(it -> it.order().bucket().value()));
      update.setArray(3, columns.texts(it -> it.order().value()));
      update.setArray(4, columns.integers(Notice::ordinal));
      update.executeUpdate();
    }
  }

  /**
   * An attempt to deliver that ended.
   *
   * @param at when it ended, which is before it is stored
   */
  record Ended(Notice notice, Delivery delivery, Instant at) {
    /** Whether it is tried again, and when. */
    Optional<Instant> next() {
      return RetrySchedule.next(notice.attempts() + 1, at);
    }

    @Nullable Instant acceptedAt() {
      return delivery.isAccepted() ? at : null;
    }
  }

  /** Stores how attempts ended and what follows from it; of each callback at most one. */
  void record(Connection tx, List<Ended> ended) throws SQLException {
    try (var update = tx.prepareStatement(RECORD)) {
      var columns = new Columns<>(tx, ended);
      update.setArray(1, columns.integers(it -> it.notice().order().bucket().value()));
      update.setArray(2, columns.texts(it -> it.notice().order().value()));
      update.setArray(3, columns.integers(it -> it.notice().ordinal()));
      update.setArray(4, columns.texts(Notices::state));
      update.setArray(5, columns.instants(it -> it.next().orElse(it.at())));
      update.setArray(6, columns.instants(Ended::acceptedAt));
      update.setArray(7, columns.integers(it -> (int) it.delivery().millis()));
      update.setArray(8, columns.integers(it -> it.delivery().httpStatus()));
      update.setArray(9, columns.texts(it -> cut(it.delivery().text())));
      update.setArray(10, columns.instants(Ended::at));
      update.executeUpdate();
    }
  }

  static String state(Ended ended) {
    if (ended.delivery().isAccepted()) {
      return "ACCEPTED";
    }
    return ended.next().isPresent() ? "PENDING" : "DEAD";
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
            SELECT a.attempt_no, a.at, a.millis, a.status, a.answer
              FROM notification n JOIN notification_attempt a
                ON a.bucket = n.bucket AND a.pay_order_no = n.pay_order_no
               AND a.ordinal = n.ordinal
             WHERE n.bucket = ? AND n.notification_id = ? ORDER BY a.attempt_no
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

  private Notice notice(ResultSet row) throws SQLException {
    var merchant = new MerchantId(row.getString("merchant_id"));
    return new Notice(
        row.getObject("notification_id", UUID.class),
        merchant,
        new PayOrderNo(row.getString("pay_order_no")),
        row.getInt("ordinal"),
        row.getString("url"),
        new String(
            cipher.open(subject(merchant), FIELD, row.getBytes("body_seal")),
            StandardCharsets.UTF_8),
        row.getInt("attempts"));
  }

  private static String subject(MerchantId merchant) {
    return "merchant:" + merchant.value();
  }

  static String cut(String text) {
    var plain = text.replace('\0', ' ');
    return plain.length() <= MOST_OF_ANSWER ? plain : plain.substring(0, MOST_OF_ANSWER);
  }
}
