package org.maapay.aggregate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.institution.OutsideOrder.Known;
import org.maapay.institution.Way;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.PayOrderNo;

/** What was prepared at institutions outside, and what payers chose. Never commits by itself. */
final class OutsideRows {
  private static final String BEGIN =
      """
      INSERT INTO institution_order
        (bucket, pay_order_no, attempt_no, institution, way, payable_minutes, begun_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT way, payable_minutes, their_no, their_day FROM institution_order
       WHERE bucket = ? AND pay_order_no = ? AND attempt_no = ? AND institution = ?
      """;
  private static final String LEARN =
      """
      UPDATE institution_order SET their_no = ?, their_day = ?
       WHERE bucket = ? AND pay_order_no = ? AND attempt_no = ? AND institution = ?
         AND their_no IS NULL
      """;
  private static final String CHOOSE =
      """
      INSERT INTO institution_choice (bucket, pay_order_no, institution, way, chosen_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (bucket, pay_order_no) DO UPDATE
        SET institution = excluded.institution, way = excluded.way, chosen_at = excluded.chosen_at
      """;
  private static final String CHOSEN =
      """
      SELECT institution, way FROM institution_choice WHERE bucket = ? AND pay_order_no = ?
      """;

  /** What an attempt was prepared with. */
  record Row(Way way, int payableMinutes, @Nullable Known known) {}

  /** What a payer chose. */
  record Choice(String institution, Way way) {}

  /** Notes what an attempt will be prepared with; what was noted first stays. */
  void begin(
      Connection tx, PayOrderNo no, OutsideMethod method, Way way, int payableMinutes, Instant at)
      throws SQLException {
    try (var insert = tx.prepareStatement(BEGIN)) {
      insert.setInt(1, no.bucket().value());
      insert.setString(2, no.value());
      insert.setInt(3, method.attempt().value());
      insert.setString(4, method.institution());
      insert.setString(5, way.name());
      insert.setInt(6, payableMinutes);
      insert.setTimestamp(7, Timestamp.from(at));
      insert.executeUpdate();
    }
  }

  Optional<Row> find(Connection tx, PayOrderNo no, OutsideMethod method) throws SQLException {
    try (var query = tx.prepareStatement(FIND)) {
      query.setInt(1, no.bucket().value());
      query.setString(2, no.value());
      query.setInt(3, method.attempt().value());
      query.setString(4, method.institution());
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var theirs = row.getString(3);
        var known =
            theirs == null
                ? null
                : new Known(theirs, new BusinessDay(row.getObject(4, LocalDate.class)));
        return Optional.of(new Row(Way.valueOf(row.getString(1)), row.getInt(2), known));
      }
    }
  }

  /** Notes what the institution calls it; its first word stays. */
  void learn(Connection tx, PayOrderNo no, OutsideMethod method, Known known) throws SQLException {
    try (var update = tx.prepareStatement(LEARN)) {
      update.setString(1, known.number());
      update.setObject(2, known.day().date());
      update.setInt(3, no.bucket().value());
      update.setString(4, no.value());
      update.setInt(5, method.attempt().value());
      update.setString(6, method.institution());
      update.executeUpdate();
    }
  }

  void choose(Connection tx, PayOrderNo no, Choice choice, Instant at) throws SQLException {
    try (var upsert = tx.prepareStatement(CHOOSE)) {
      upsert.setInt(1, no.bucket().value());
      upsert.setString(2, no.value());
      upsert.setString(3, choice.institution());
      upsert.setString(4, choice.way().name());
      upsert.setTimestamp(5, Timestamp.from(at));
      upsert.executeUpdate();
    }
  }

  Optional<Choice> chosen(Connection tx, PayOrderNo no) throws SQLException {
    try (var query = tx.prepareStatement(CHOSEN)) {
      query.setInt(1, no.bucket().value());
      query.setString(2, no.value());
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Choice(row.getString(1), Way.valueOf(row.getString(2))))
            : Optional.empty();
      }
    }
  }
}
