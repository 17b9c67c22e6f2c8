package org.maapay.chatbot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.maapay.kernel.PayOrderNo;

/** Which orders payers were asked to confirm, and which card of each still opens the page. */
final class Requests {
  private static final String USE =
      """
      UPDATE chatbot_request SET generation = generation + 1, used_at = ?
       WHERE bucket = ? AND pay_order_no = ? AND generation = ? AND generation < 999
      """;
  private static final String MISSING =
      """
      SELECT o.pay_order_no FROM payment_order o
       WHERE o.state = 'OPEN' AND o.transaction_type = 'CHATBOT'
         AND o.created_at < ? AND o.expires_at > ?
         AND NOT EXISTS (SELECT 1 FROM chatbot_request r
                          WHERE r.bucket = o.bucket AND r.pay_order_no = o.pay_order_no)
       ORDER BY o.created_at LIMIT ?
      """;

  /** Notes that a payer is asked; false if he was before. */
  boolean add(Connection tx, PayOrderNo no, Instant at) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            INSERT INTO chatbot_request (bucket, pay_order_no, asked_at) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)) {
      insert.setInt(1, no.bucket().value());
      insert.setString(2, no.value());
      insert.setTimestamp(3, Timestamp.from(at));
      return insert.executeUpdate() == 1;
    }
  }

  /** The generation of the card that opens the page; empty if the payer was never asked. */
  OptionalInt generation(Connection tx, PayOrderNo no) throws SQLException {
    try (var query =
        tx.prepareStatement(
            "SELECT generation FROM chatbot_request WHERE bucket = ? AND pay_order_no = ?")) {
      query.setInt(1, no.bucket().value());
      query.setString(2, no.value());
      try (var row = query.executeQuery()) {
        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  /** Uses a card up; false if it was used before, also at this very moment. */
  boolean use(Connection tx, PayOrderNo no, int generation, Instant at) throws SQLException {
    try (var update = tx.prepareStatement(USE)) {
      update.setTimestamp(1, Timestamp.from(at));
      update.setInt(2, no.bucket().value());
      update.setString(3, no.value());
      update.setInt(4, generation);
      return update.executeUpdate() == 1;
    }
  }

  /** Open orders placed before {@code before} whose payer was not asked, oldest first. */
  List<PayOrderNo> missing(Connection tx, Instant before, Instant now, int most)
      throws SQLException {
    try (var query = tx.prepareStatement(MISSING)) {
      query.setTimestamp(1, Timestamp.from(before));
      query.setTimestamp(2, Timestamp.from(now));
      query.setInt(3, most);
      var found = new ArrayList<PayOrderNo>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(new PayOrderNo(rows.getString(1)));
        }
      }
      return found;
    }
  }
}
