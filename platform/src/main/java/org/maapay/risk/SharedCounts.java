package org.maapay.risk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.maapay.kernel.Bucket;
import org.maapay.risk.RequestCounts.Counted;
import org.maapay.risk.RequestCounts.Own;

/** What nodes tell each other of their counts. Every method joins the caller's transaction. */
final class SharedCounts {
  private static final String EXCHANGE =
      """
      WITH told AS (
        INSERT INTO request_count (bucket, merchant_id, mobile_index, rule_id, node, counted, until)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (bucket, merchant_id, mobile_index, rule_id, node)
          DO UPDATE SET counted = excluded.counted, until = excluded.until)
      SELECT coalesce(sum(counted), 0) FROM request_count
       WHERE bucket = ? AND merchant_id = ? AND mobile_index = ? AND rule_id = ?
         AND node <> ? AND until > ?
      """;

  /** What tells this process from the others; after a restart it is another. */
  private final UUID node = UUID.randomUUID();

  /** Tells what this node counts; returns what the others do. */
  int exchange(Connection tx, Counted key, Own own, Instant now) throws SQLException {
    int bucket = Bucket.of(key.merchant().value()).value();
    var payer = HexFormat.of().parseHex(key.payer());
    try (var query = tx.prepareStatement(EXCHANGE)) {
      query.setInt(1, bucket);
      query.setString(2, key.merchant().value());
      query.setBytes(3, payer);
      query.setString(4, key.rule());
      query.setObject(5, node);
      query.setInt(6, own.count());
      query.setTimestamp(7, Timestamp.from(own.until()));
      query.setInt(8, bucket);
      query.setString(9, key.merchant().value());
      query.setBytes(10, payer);
      query.setString(11, key.rule());
      query.setObject(12, node);
      query.setTimestamp(13, Timestamp.from(now));
      try (var row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Forgets stretches that are over. */
  int purge(Connection tx, Instant now) throws SQLException {
    try (var delete = tx.prepareStatement("DELETE FROM request_count WHERE until < ?")) {
      delete.setTimestamp(1, Timestamp.from(now));
      return delete.executeUpdate();
    }
  }
}
