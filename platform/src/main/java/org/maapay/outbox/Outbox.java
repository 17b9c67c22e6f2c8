package org.maapay.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.maapay.kernel.PayOrderNo;

/** The stored facts. Every method joins the caller's transaction and never commits. */
public final class Outbox {
  private static final String ADD =
      """
      INSERT INTO outbox (bucket, subject, ordinal, kind, detail, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String CLAIM =
      """
      DELETE FROM outbox o USING (
        SELECT bucket, subject, ordinal FROM outbox
         ORDER BY created_at, ordinal LIMIT ? FOR UPDATE SKIP LOCKED) c
       WHERE o.bucket = c.bucket AND o.subject = c.subject AND o.ordinal = c.ordinal
      RETURNING o.subject, o.ordinal, o.kind, o.detail, o.created_at
      """;

  /** Stores {@code fact} with the change that made it true. */
  public void add(Connection tx, Fact fact) throws SQLException {
    try (var insert = tx.prepareStatement(ADD)) {
      insert.setInt(1, fact.subject().bucket().value());
      insert.setString(2, fact.subject().value());
      insert.setInt(3, fact.ordinal());
      insert.setString(4, fact.kind().name());
      insert.setString(5, fact.detail());
      insert.setTimestamp(6, Timestamp.from(fact.at()));
      insert.executeUpdate();
    }
  }

  /** Takes up to {@code most} facts, oldest first; they come back if the transaction fails. */
  public List<Fact> claim(Connection tx, int most) throws SQLException {
    try (var delete = tx.prepareStatement(CLAIM)) {
      delete.setInt(1, most);
      var facts = new ArrayList<Fact>();
      try (var rows = delete.executeQuery()) {
        while (rows.next()) {
          facts.add(
              new Fact(
                  new PayOrderNo(rows.getString(1)),
                  rows.getInt(2),
                  Fact.Kind.valueOf(rows.getString(3)),
                  rows.getString(4),
                  rows.getTimestamp(5).toInstant()));
        }
      }
      facts.sort(Comparator.comparing(Fact::at).thenComparingInt(Fact::ordinal));
      return facts;
    }
  }
}
