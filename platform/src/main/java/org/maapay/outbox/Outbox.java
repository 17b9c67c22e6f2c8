package org.maapay.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.maapay.kernel.PayOrderNo;
import org.maapay.posting.Entry;
import org.maapay.posting.Sheet;

/** The stored facts. Every method joins the caller's transaction and never commits. */
public final class Outbox {
  private static final String ADD =
      """
      INSERT INTO outbox (bucket, subject, ordinal, kind, detail, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  /**
   * Of each subject the first one alone: whoever holds it back holds back those after it. The table
   * is empty most of the time, so that the database may believe it is when many facts wait; nothing
   * here leaves it a choice. What stands before a fact is looked up by its key, for each of those
   * that are taken, and these are found where they lie; a place alone names no row where the table
   * lies on several machines.
   */
  static final String CLAIM =
      """
      WITH taken AS MATERIALIZED (
        SELECT ctid AS place, bucket, subject, ordinal FROM outbox h
         WHERE created_at >= ? AND created_at <= ? AND (
           SELECT 1 FROM outbox e
            WHERE e.bucket = h.bucket AND e.subject = h.subject AND e.ordinal < h.ordinal LIMIT 1) IS NULL
         ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
      DELETE FROM outbox o USING taken
       WHERE o.ctid = taken.place AND o.bucket = taken.bucket AND o.subject = taken.subject
         AND o.ordinal = taken.ordinal
      RETURNING o.subject, o.ordinal, o.kind, o.detail, o.created_at
      """;

  private static final Sheet<Fact> SHEET =
      Sheet.<Fact>of("fact", fact -> fact.subject().bucket())
          .text("subject", fact -> fact.subject().value())
          .integer("ordinal", Fact::ordinal)
          .text("kind", fact -> fact.kind().name())
          .text("detail", Fact::detail)
          .instant("at", Fact::at);

  /** Adds {@code fact} to the entry that makes it true. */
  public static void add(Entry.Builder entry, Fact fact) {
    entry.add(SHEET, fact);
  }

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

  /**
   * Takes up to {@code most} facts that are due, oldest first and of each subject only the first;
   * they come back if the transaction fails. Nobody gets a later fact of a subject before the
   * earlier ones were taken and committed, also on another node.
   */
  public List<Fact> claim(Connection tx, Instant now, int most) throws SQLException {
    return claim(tx, Instant.EPOCH, now, most);
  }

  /**
   * The same of those alone that became due since a moment: what is gone already is not passed over
   * again each time.
   */
  public List<Fact> claim(Connection tx, Instant since, Instant now, int most) throws SQLException {
    try (var delete = tx.prepareStatement(CLAIM)) {
      delete.setTimestamp(1, Timestamp.from(since));
      delete.setTimestamp(2, Timestamp.from(now));
      delete.setInt(3, most);
      var facts = new ArrayList<Fact>();
      try (var rows = delete.executeQuery()) {
        while (rows.next()) {
          facts.add(fact(rows));
        }
      }
      facts.sort(Comparator.comparing(Fact::at));
      return facts;
    }
  }

  /** Gives a fact back that was taken in this transaction, to be taken again at {@code at}. */
  public void putOff(Connection tx, Fact fact, Instant at) throws SQLException {
    add(tx, new Fact(fact.subject(), fact.ordinal(), fact.kind(), fact.detail(), at));
  }

  private static Fact fact(ResultSet row) throws SQLException {
    return new Fact(
        new PayOrderNo(row.getString(1)),
        row.getInt(2),
        Fact.Kind.valueOf(row.getString(3)),
        row.getString(4),
        row.getTimestamp(5).toInstant());
  }
}
