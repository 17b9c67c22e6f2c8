package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the schema to the rules that let it spread over machines: a bucket leads every key of every
 * table, and nothing counts or refers across buckets.
 */
class CatalogueTest {
  /** Tables without a bucket, each with the reason. */
  private static final Map<String, String> WITHOUT_BUCKET =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("person", "look-up by mobile index: it leads to the bucket"),
              Map.entry("vault_key", "few rows, read whole; no money"),
              Map.entry("vault_subject_key", "look-up by subject, before a bucket is known"),
              Map.entry("request_rule", "few rows, read whole; no money"),
              Map.entry("party_key", "look-up by key id, before the party is known"),
              Map.entry("key_change", "one row a kind: when to read the keys again"),
              Map.entry("platform_key", "few rows, read whole"),
              Map.entry("nonce", "unique per key and time; rows live ten minutes, no money"),
              Map.entry("keypad_session", "look-up by session id; rows live minutes, no money"),
              Map.entry("operator_token", "few rows, one for each of our chatbots"),
              Map.entry(
                  "operator_message", "look-up by an operator's id; rows live days, no money"),
              Map.entry("sms_part", "look-up by message and by mobile index; rows live days"),
              Map.entry("operator_nonce", "unique per chatbot; rows live minutes, no money"),
              Map.entry("operator_sighting", "look-up by mobile index, beside person; no money"),
              Map.entry("interaction", "the log of calls, by incident number; no money"),
              Map.entry("reserve_check", "a few rows a day over all buckets; moves no money"),
              Map.entry("scheduled_tasks", "the table of db-scheduler, as it prescribes"),
              Map.entry("flyway_schema_history", "the table of Flyway, as it prescribes")));

  private static HikariDataSource source;
  private static Database database;

  @BeforeAll
  static void migrate() {
    source = TestDatabase.create();
    database = new Database(source);
  }

  @AfterAll
  static void close() {
    source.close();
  }

  @Test
  void every_table_has_a_bucket_or_a_reason_to_have_none() {
    var without =
        texts(
            """
            SELECT c.relname FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
               AND NOT c.relispartition
               AND NOT EXISTS (SELECT 1 FROM pg_attribute a
                                WHERE a.attrelid = c.oid AND a.attname = 'bucket'
                                  AND a.atttypid = 'smallint'::regtype AND a.attnotnull)
            """);
    assertThat(new TreeSet<>(without)).isEqualTo(WITHOUT_BUCKET.keySet());
  }

  @Test
  void every_table_has_a_primary_key() {
    assertThat(
            texts(
                """
                SELECT c.relname FROM pg_class c
                 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT c.relispartition
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint k
                                    WHERE k.conrelid = c.oid AND k.contype = 'p')
                """))
        .isEmpty();
  }

  @Test
  void the_bucket_leads_every_primary_and_unique_key() {
    var indexes =
        texts(
            """
            SELECT t.relname || ': ' || i.relname || ' begins with '
                   || coalesce(a.attname, 'an expression')
              FROM pg_index x
              JOIN pg_class t ON t.oid = x.indrelid
              JOIN pg_class i ON i.oid = x.indexrelid
              LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
             WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique
               AND NOT t.relispartition
            """);
    assertThat(indexes).hasSizeGreaterThan(10);
    assertThat(indexes)
        .filteredOn(index -> !WITHOUT_BUCKET.containsKey(index.substring(0, index.indexOf(':'))))
        .allMatch(index -> index.endsWith(" begins with bucket"));
  }

  @Test
  void nothing_counts_across_buckets() {
    assertThat(texts("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"))
        .isEmpty();
    assertThat(
            texts(
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns
                 WHERE table_schema = 'public'
                   AND (is_identity = 'YES' OR column_default LIKE 'nextval%')
                """))
        .isEmpty();
  }

  @Test
  void nothing_refers_across_buckets() {
    assertThat(
            texts(
                """
                SELECT conrelid::regclass || ': ' || conname FROM pg_constraint
                 WHERE contype = 'f' AND connamespace = 'public'::regnamespace
                """))
        .isEmpty();
    assertThat(
            texts(
                """
                SELECT tgrelid::regclass || ': ' || tgname FROM pg_trigger
                 WHERE NOT tgisinternal
                """))
        .isEmpty();
  }

  /** An instant without its zone, or an amount that is no whole number of fen, is a wrong type. */
  @Test
  void money_is_bigint_and_time_has_its_zone() {
    assertThat(
            texts(
                """
                SELECT table_name || '.' || column_name || ' ' || data_type
                  FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
                   AND (data_type IN ('timestamp without time zone', 'numeric', 'real',
                                      'double precision', 'money', 'character varying', 'json')
                        OR (column_name IN ('amount', 'balance', 'refunded', 'refunding')
                            AND data_type <> 'bigint'))
                """))
        .isEmpty();
  }

  private static List<String> texts(String query) {
    return database.read(tx -> {
      var texts = new ArrayList<String>();
      try (var statement = tx.createStatement();
          var rows = statement.executeQuery(query)) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    });
  }
}
