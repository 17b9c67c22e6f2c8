package org.maapay.bench;

import java.sql.SQLException;
import java.util.Map;

/**
 * What a database holds of payments and has written, in bytes.
 *
 * @param stored the books: what is kept of a payment for ever, with its indexes
 * @param logged the log of calls, with its indexes
 * @param written ahead, since the database was made
 */
record Footprint(long stored, long logged, long written) {
  private static final String SIZE =
      """
      SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
        FROM pg_class c
       WHERE c.relkind = 'r' AND coalesce(pg_partition_root(c.oid), c.oid) = ANY (ARRAY[%s]::regclass[])
      """;
  private static final String BOOKS =
      SIZE.formatted(
          "'payment_order', 'client_number', 'payment_attempt', 'transfer', 'refund',"
              + " 'notification', 'notification_attempt'");
  private static final String LOG = SIZE.formatted("'interaction'");
  private static final String WRITTEN =
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

  static Footprint now(Books books) throws SQLException {
    return new Footprint(books.number(BOOKS), books.number(LOG), books.number(WRITTEN));
  }

  Footprint since(Footprint before) {
    return new Footprint(stored - before.stored, logged - before.logged, written - before.written);
  }

  /** For each of {@code items}, as a figure names it. */
  Map<String, Object> each(int items) {
    return Map.of(
        "storedBytesPerItem", each(stored, items),
        "loggedBytesPerItem", each(logged, items),
        "walBytesPerItem", each(written, items));
  }

  private static long each(long bytes, int items) {
    return Math.round((double) bytes / Math.max(1, items));
  }
}
