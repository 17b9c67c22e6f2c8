package org.maapay.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.maapay.database.Columns;
import org.maapay.notification.Notices.Ended;

/**
 * The first attempts of facts that are in the outbox still: each becomes a callback that was tried
 * once. What is no longer there was taken by somebody else, who tells it, too.
 */
final class FirstAttempts {
  private static final String RECORD =
      """
      WITH gone AS (
        DELETE FROM outbox o
         USING unnest(?::int[], ?::text[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::bytea[],
                      ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[],
                      ?::text[], ?::timestamptz[])
           AS d(bucket, no, ordinal, id, merchant, url, body, state, next, accepted, millis, status,
                answer, at)
         WHERE o.bucket = d.bucket AND o.subject = d.no AND o.ordinal = d.ordinal
        RETURNING o.kind, d.*),
      noted AS (
        INSERT INTO notification (bucket, notification_id, merchant_id, pay_order_no, ordinal, kind,
          url, body_seal, state, attempts, next_at, created_at, accepted_at)
        SELECT bucket, id, merchant, no, ordinal, kind, url, body, state, 1, next,
               at, accepted
          FROM gone)
      INSERT INTO notification_attempt
        (bucket, pay_order_no, ordinal, attempt_no, at, millis, status, answer)
      SELECT bucket, no, ordinal, 1, at, millis, status, answer FROM gone
      """;

  private final Notices notices;

  FirstAttempts(Notices notices) {
    this.notices = notices;
  }

  /** Stores how they ended; of each fact at most one. Joins the caller's transaction. */
  void record(Connection tx, List<Ended> ended) throws SQLException {
    try (var update = tx.prepareStatement(RECORD)) {
      var columns = new Columns<>(tx, ended);
      update.setArray(1, columns.integers(it -> it.notice().order().bucket().value()));
      update.setArray(2, columns.texts(it -> it.notice().order().value()));
      update.setArray(3, columns.integers(it -> it.notice().ordinal()));
      update.setArray(4, columns.uuids(it -> it.notice().id()));
      update.setArray(5, columns.texts(it -> it.notice().merchant().value()));
      update.setArray(6, columns.texts(it -> it.notice().url()));
      update.setArray(7, columns.octets(it -> notices.sealed(it.notice())));
      update.setArray(8, columns.texts(Notices::state));
      update.setArray(9, columns.instants(it -> it.next().orElse(it.at())));
      update.setArray(10, columns.instants(Ended::acceptedAt));
      update.setArray(11, columns.integers(it -> (int) it.delivery().millis()));
      update.setArray(12, columns.integers(it -> it.delivery().httpStatus()));
      update.setArray(13, columns.texts(it -> Notices.cut(it.delivery().text())));
      update.setArray(14, columns.instants(Ended::at));
      update.executeUpdate();
    }
  }
}
