package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that break the rules are planted, and each must be caught. */
class StatementRecorderTest {
  private static final HikariDataSource SOURCE = TestDatabase.create();
  private static final Set<String> BUCKETED = TestDatabase.bucketed(new Database(SOURCE));

  private final StatementRecorder recorder = new StatementRecorder(BUCKETED, 2, _ -> true);
  private final Database database = new Database(recorder.over(SOURCE));

  @AfterAll
  static void close() {
    SOURCE.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT balance FROM account WHERE account_id = 7",
        "SELECT 1 FROM account a WHERE a.bucket >= 3 AND a.account_id = 7",
        "UPDATE account SET held = held WHERE account_id = 7",
        "DELETE FROM outbox WHERE subject = 'bucket = 1'",
        "INSERT INTO outbox SELECT * FROM outbox WHERE bucket = 1 AND false",
        "SELECT 1 FROM refund r JOIN payment_order o ON o.pay_order_no = r.pay_order_no"
            + " WHERE r.bucket = 1",
        "SELECT 1 FROM refund r JOIN payment_order o ON o.bucket = r.bucket",
        "UPDATE outbox o SET detail = detail FROM (SELECT bucket, subject FROM outbox LIMIT 1"
            + " FOR UPDATE SKIP LOCKED) due WHERE o.bucket = due.bucket",
        "WITH few AS (SELECT bucket FROM transfer LIMIT 1) SELECT bucket FROM few",
        "SELECT 1 FROM account WHERE bucket = 1 UNION ALL SELECT 2 FROM transfer",
      })
  void a_statement_that_names_no_bucket_is_caught(String sql) {
    database.run(tx -> execute(tx, sql));
    assertThat(recorder.offences())
        .singleElement()
        .asString()
        .startsWith("database.StatementRecorderTest.execute names no bucket of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT balance FROM account WHERE bucket = 1 AND account_id = 7",
        "SELECT 1 FROM refund r JOIN payment_order o ON o.bucket = r.bucket WHERE r.bucket = 1",
        "SELECT 1 FROM unnest('{1}'::integer[]) AS n(bucket) JOIN account a ON a.bucket = n.bucket",
        "WITH gone AS (DELETE FROM outbox WHERE bucket = 1 RETURNING bucket)"
            + " UPDATE account a SET held = held FROM gone g WHERE a.bucket = g.bucket",
        "SELECT 1 FROM account a WHERE a.bucket = 1 AND NOT EXISTS ("
            + "SELECT 1 FROM hold h WHERE h.bucket = a.bucket)",
        "SELECT count(*) FROM person",
        "DELETE FROM transit t WHERE 1 = t.bucket",
      })
  void a_statement_that_names_its_bucket_passes(String sql) {
    database.run(tx -> execute(tx, sql));
    assertThat(recorder.offences()).isEmpty();
  }

  @Test
  void a_transaction_that_touches_two_lanes_is_caught() {
    database.run(tx -> {
      hold(tx, 4);
      hold(tx, 7);
    });
    assertCrossing();
  }

  @Test
  void a_transaction_that_fails_is_caught_too() {
    assertThatThrownBy(() ->
            database.run(tx -> {
              hold(tx, 4);
              hold(tx, 7);
              throw new SQLException("it fails");
            }))
        .isInstanceOf(DatabaseException.class);
    assertCrossing();
  }

  @Test
  void one_call_that_touches_two_lanes_is_caught() {
    var sql =
        """
        UPDATE account a SET held = held FROM unnest(?::integer[], ?::bigint[]) AS n(id, bucket)
         WHERE a.bucket = n.bucket AND a.account_id = n.id
        """;
    database.single(tx -> {
      try (var update = tx.prepareStatement(sql)) {
        update.setArray(1, tx.createArrayOf("int4", new Integer[] {1, 2}));
        update.setArray(2, tx.createArrayOf("int8", new Long[] {4L, 7L}));
        return update.executeUpdate();
      }
    });
    assertCrossing();
  }

  @Test
  void a_batch_that_touches_two_lanes_is_caught() {
    var sql = "INSERT INTO outbox (subject, bucket) SELECT 'none', ?::smallint WHERE false";
    database.run(tx -> {
      try (var insert = tx.prepareStatement(sql)) {
        for (int bucket = 4; bucket < 6; bucket++) {
          insert.setInt(1, bucket);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    });
    assertCrossing();
  }

  @Test
  void a_posting_that_touches_two_lanes_is_caught() {
    database.single(tx -> {
      try (var query =
          tx.prepareStatement("SELECT post_batch(0, true, move_bucket => ?, fact_bucket => ?)")) {
        query.setArray(1, tx.createArrayOf("int4", new Integer[] {4, 2}));
        query.setArray(2, tx.createArrayOf("int4", new Integer[] {7}));
        return query.execute();
      }
    });
    assertCrossing();
  }

  @Test
  void transactions_of_one_lane_each_pass() {
    for (int bucket = 0; bucket < 4; bucket++) {
      int start = bucket;
      database.run(tx -> {
        hold(tx, start);
        hold(tx, start + 2);
      });
    }
    database.read(tx -> {
      hold(tx, 4);
      hold(tx, 7);
      return true;
    });
    assertThat(recorder.offences()).isEmpty();
  }

  @Test
  void what_a_test_asks_for_itself_is_free() {
    var lenient = new StatementRecorder(BUCKETED, 2, type -> type != getClass());
    new Database(lenient.over(SOURCE))
        .run(tx -> {
          execute(tx, "SELECT count(*) FROM account");
          hold(tx, 4);
          hold(tx, 7);
        });
    assertThat(lenient.offences()).isEmpty();
  }

  /** The recorder sees the call alone; what the function does inside is read here. */
  @Test
  void the_functions_of_the_database_name_the_bucket_in_every_statement() {
    var functions =
        database.<String[]>read(tx -> {
          try (var statement = tx.createStatement();
              var row =
                  statement.executeQuery(
                      """
                      SELECT array_agg(prosrc ORDER BY proname = 'post_batch') FROM pg_proc
                       WHERE pronamespace = 'public'::regnamespace
                      """)) {
            row.next();
            return (String[]) row.getArray(1).getArray();
          }
        });
    assertThat(functions[functions.length - 1]).contains("INSERT INTO transfer");
    assertThat(functions).allSatisfy(it -> assertThat(unbound(it)).isEmpty());
    var body = functions[functions.length - 1];
    assertThat(unbound(body.replace("o.bucket = move_bucket[i] AND", "")))
        .contains("payment_order");
  }

  @Test
  void what_is_allowed_is_still_there() {
    assertThat(StatementRecorder.ALLOWED.keySet())
        .allSatisfy(it -> {
          int dot = it.lastIndexOf('.');
          assertThat(Class.forName("org.maapay." + it.substring(0, dot)).getDeclaredMethods())
              .anyMatch(method -> method.getName().equals(it.substring(dot + 1)));
        });
  }

  private static Set<String> unbound(String sql) {
    return BucketedSql.unbound(sql, BUCKETED);
  }

  private void assertCrossing() {
    assertThat(recorder.offences())
        .singleElement()
        .asString()
        .startsWith("database.StatementRecorderTest.")
        .contains("touches the lanes [0, 1] at once");
  }

  private static void execute(Connection tx, String sql) throws SQLException {
    try (var statement = tx.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static void hold(Connection tx, int bucket) throws SQLException {
    try (var update =
        tx.prepareStatement("UPDATE account SET held = held WHERE account_id = ? AND bucket = ?")) {
      update.setLong(1, 7);
      update.setInt(2, bucket);
      update.executeUpdate();
    }
  }
}
