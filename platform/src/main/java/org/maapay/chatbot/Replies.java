package org.maapay.chatbot;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.maapay.kernel.BusinessDay;

/**
 * How much each person may be answered. A handset or another chatbot that writes in a loop gets one
 * notice a minute at most, one more when the day is used up, and then nothing; what merchants ask
 * and how payments end is told all the same. Every method joins the caller's transaction.
 */
final class Replies {
  private static final String COUNT =
      """
      INSERT INTO chatbot_reply AS r (bucket, mobile_index, minute_at, in_minute, day, in_day)
      VALUES (?, ?, ?, 1, ?, 1)
      ON CONFLICT (bucket, mobile_index) DO UPDATE SET
        in_minute = CASE r.minute_at WHEN excluded.minute_at THEN r.in_minute + 1 ELSE 1 END,
        in_day = CASE r.day WHEN excluded.day THEN r.in_day + 1 ELSE 1 END,
        minute_at = excluded.minute_at, day = excluded.day
      RETURNING in_minute, in_day
      """;

  /** What is done with what somebody said. */
  enum Verdict {
    ANSWERED,
    /** He is told that he was too fast. */
    MINUTE_USED,
    /** He is told that there is no more today. */
    DAY_USED,
    SILENT
  }

  /** Counts that {@code person} said something. */
  Verdict count(Connection tx, Person person, ReplyLimits limits, Instant now) throws SQLException {
    try (var upsert = tx.prepareStatement(COUNT)) {
      upsert.setInt(1, person.bucket().value());
      upsert.setBytes(2, person.index());
      upsert.setTimestamp(3, Timestamp.from(now.truncatedTo(ChronoUnit.MINUTES)));
      upsert.setObject(4, BusinessDay.of(now).date());
      try (var row = upsert.executeQuery()) {
        row.next();
        return verdict(limits, row.getInt(1), row.getInt(2));
      }
    }
  }

  private static Verdict verdict(ReplyLimits limits, int inMinute, int inDay) {
    if (inDay > limits.perDay()) {
      return inDay == limits.perDay() + 1 ? Verdict.DAY_USED : Verdict.SILENT;
    }
    if (inMinute > limits.perMinute()) {
      return inMinute == limits.perMinute() + 1 ? Verdict.MINUTE_USED : Verdict.SILENT;
    }
    return Verdict.ANSWERED;
  }

  /** Forgets who said nothing since {@code day}. */
  int purge(Connection tx, LocalDate day) throws SQLException {
    try (var delete = tx.prepareStatement("DELETE FROM chatbot_reply WHERE day < ?")) {
      delete.setDate(1, Date.valueOf(day));
      return delete.executeUpdate();
    }
  }
}
