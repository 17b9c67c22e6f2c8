package org.maapay.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Citus profile against the catalogue and a stand-in of the engine's functions. */
class CitusProfileTest {
  private static final Pattern SPREAD =
      Pattern.compile("\\('(\\w+)', '(distributed|reference|local)', '(.+)'\\)");

  private static HikariDataSource plain;
  private static HikariDataSource cluster;

  /** Where a table lies, and why. */
  private record Place(String table, String place, String why) {}

  @BeforeAll
  static void migrate() {
    plain = TestDatabase.create();
    cluster = TestDatabase.createWithCitusProfile();
  }

  @AfterAll
  static void close() {
    plain.close();
    cluster.close();
  }

  @Test
  void every_table_is_named_once_with_its_place_and_the_reason() throws IOException {
    var named = profile().stream().map(Place::table).toList();
    assertThat(named).doesNotHaveDuplicates().contains("bucket_head");
    assertThat(profile()).allMatch(place -> place.why().length() > 5);
    var tables =
        texts(
            plain,
            """
            SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p') AND NOT relispartition
            """);
    tables.add("bucket_head");
    assertThat(named).containsExactlyInAnyOrderElementsOf(tables);
  }

  @Test
  void tables_are_distributed_that_have_a_bucket_and_no_others() throws IOException {
    var withBucket =
        texts(
            cluster,
            """
            SELECT relname FROM pg_class c
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
               AND NOT relispartition
               AND EXISTS (SELECT FROM pg_attribute a
                            WHERE a.attrelid = c.oid AND a.attname = 'bucket'
                              AND a.atttypid = 'smallint'::regtype AND a.attnotnull)
            """);
    assertThat(tables("distributed")).containsExactlyInAnyOrderElementsOf(withBucket);
  }

  /** The engine refuses a unique key that it could not hold on one machine. */
  @Test
  void the_bucket_is_in_every_primary_and_unique_key_of_a_distributed_table() throws IOException {
    var keys = new TreeMap<String, List<String>>();
    texts(
            cluster,
            """
            SELECT t.relname || '|' || i.relname || '|' || x.indisprimary || '|' || EXISTS (
                     SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'bucket'
                        AND a.attnum = ANY (x.indkey::int2[]))
              FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
              JOIN pg_class i ON i.oid = x.indexrelid
             WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique
            """)
        .forEach(key ->
            keys.computeIfAbsent(key.substring(0, key.indexOf('|')), _ -> new ArrayList<>())
                .add(key));
    for (var table : tables("distributed")) {
      assertThat(keys).containsKey(table);
      assertThat(keys.get(table)).allMatch(key -> key.endsWith("|true"));
      assertThat(keys.get(table)).anyMatch(key -> key.contains("|true|true"));
    }
    var partitions =
        texts(
            cluster, "SELECT inhrelid::regclass || ' of ' || inhparent::regclass FROM pg_inherits");
    var distributed = tables("distributed");
    assertThat(partitions)
        .filteredOn(it -> distributed.contains(it.substring(it.indexOf(" of ") + 4)))
        .hasSizeGreaterThan(10)
        .allSatisfy(it ->
            assertThat(keys.get(it.substring(0, it.indexOf(' '))))
                .isNotEmpty()
                .allMatch(key -> key.endsWith("|true")));
  }

  /**
   * A foreign key would have to join the bucket, and a trigger is refused on a distributed table.
   */
  @Test
  void no_foreign_key_leaves_its_bucket_and_no_trigger_is_there() {
    assertThat(
            texts(
                cluster,
                """
                SELECT conrelid::regclass || ': ' || conname FROM pg_constraint
                 WHERE contype = 'f' AND connamespace = 'public'::regnamespace
                """))
        .isEmpty();
    assertThat(texts(cluster, "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")).isEmpty();
  }

  @Test
  void the_profile_runs_through_and_calls_exactly_what_it_names() throws IOException {
    var expected =
        Stream.concat(
                profile().stream().flatMap(CitusProfileTest::call),
                Stream.of(
                    "function instant_of by nothing with default",
                    "function post_bucket by home with bucket_head"))
            .toList();
    assertThat(texts(cluster, "SELECT call FROM citus_call ORDER BY no"))
        .containsExactlyElementsOf(expected);
    assertThat(texts(cluster, "SELECT count(*)::text FROM bucket_head")).containsExactly("1024");
    var function = "SELECT oid::text FROM pg_proc WHERE proname = 'post_bucket'";
    var made = texts(cluster, function);
    Migrations.apply(cluster, true);
    assertThat(texts(cluster, "SELECT call FROM citus_call")).hasSameSizeAs(expected);
    assertThat(texts(cluster, function)).isEqualTo(made).hasSize(1);
  }

  private static Stream<String> call(Place place) {
    return switch (place.place()) {
      case "local" -> Stream.empty();
      case "reference" -> Stream.of("reference " + place.table());
      default ->
          Stream.of(
              "distributed %s by bucket hash with %s"
                  .formatted(
                      place.table(), place.table().equals("bucket_head") ? "none" : "bucket_head"));
    };
  }

  @Test
  void a_database_without_the_engine_is_refused_with_the_remedy() {
    try (var other = TestDatabase.create()) {
      assertThatThrownBy(() -> Migrations.apply(other, true))
          .hasMessageContaining("this database is not Citus");
      assertThat(texts(other, "SELECT to_regclass('bucket_head')::text")).containsOnlyNulls();
    }
  }

  @Test
  void an_ordinary_database_has_nothing_of_the_profile() {
    Migrations.apply(plain);
    assertThat(
            texts(
                plain,
                """
                SELECT relname FROM pg_class WHERE relname = 'bucket_head'
                UNION ALL SELECT proname FROM pg_proc WHERE proname = 'post_bucket'
                """))
        .isEmpty();
  }

  /** The function's text was made by rules: none of its statements may have slipped through. */
  @Test
  void every_statement_of_the_function_names_its_bucket() {
    var body =
        texts(cluster, "SELECT prosrc FROM pg_proc WHERE proname = 'post_bucket'").getFirst();
    var statements = Pattern.compile(";").splitAsStream(body).toList();
    var distributed =
        Map.of(
            "INSERT INTO", Pattern.compile("INSERT INTO (\\w+)"),
            "JOIN", Pattern.compile("JOIN (transfer|payment_attempt|payment_order) "),
            "FROM", Pattern.compile("FROM (payment_order|account) "),
            "UPDATE", Pattern.compile("UPDATE (account|payment_order) "),
            "DELETE", Pattern.compile("DELETE FROM (client_number) "));
    int inserts = 0;
    for (var statement : statements) {
      if (distributed.values().stream().anyMatch(it -> it.matcher(statement).find())) {
        assertThat(statement).contains(".bucket = home");
      }
      if (statement.contains("INSERT INTO")) {
        inserts++;
        assertThat(statement).contains("SELECT h.bucket,", "FROM bucket_head h, generate_series(");
        assertThat(statement).contains("WHERE h.bucket = home AND verdict[");
      }
    }
    assertThat(inserts).isEqualTo(7);
  }

  private static List<Place> profile() throws IOException {
    try (var file = Migrations.class.getResourceAsStream("/db/citus/afterMigrate.sql")) {
      var sql = new String(file.readAllBytes(), UTF_8);
      return SPREAD
          .matcher(sql)
          .results()
          .map(row -> new Place(row.group(1), row.group(2), row.group(3)))
          .toList();
    }
  }

  private static List<String> tables(String place) throws IOException {
    return profile().stream().filter(it -> it.place().equals(place)).map(Place::table).toList();
  }

  private static List<String> texts(HikariDataSource source, String sql) {
    return new Database(source)
        .read(tx -> {
          var found = new ArrayList<String>();
          try (var query = tx.createStatement();
              var row = query.executeQuery(sql)) {
            while (row.next()) {
              found.add(row.getString(1));
            }
          }
          return found;
        });
  }
}
