package org.maapay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.database.WholeTables;
import org.maapay.ledger.LedgerCheck;
import org.maapay.ledger.LedgerCheck.Rule;

/** The check reads whole tables: what the database believes of their size must not matter. */
class CheckPlansTest {
  /** How a plan says that something is done for each row, or that there was no other way. */
  private static final String ROW_BY_ROW = "(?s).*(Nested Loop|Index|SubPlan|Disabled|Merge).*";

  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);

  /** What the database knows of its tables. */
  enum Known {
    NOTHING("pg_clear_relation_stats('public', relname::text)"),
    FAR_TOO_FEW(
        """
        pg_restore_relation_stats('schemaname', 'public'::text, 'relname', relname::text,
          'relpages', 1000000, 'reltuples', 1::real)\
        """),
    FAR_TOO_MANY(
        """
        pg_restore_relation_stats('schemaname', 'public'::text, 'relname', relname::text,
          'relpages', 1, 'reltuples', 1000000000::real)\
        """);

    final String told;

    Known(String told) {
      this.told = told;
    }
  }

  /** Enough that it makes a difference how they are read. */
  @BeforeEach
  void fill() {
    for (var rows :
        List.of(
            "account (bucket, account_id, kind) SELECT i % 1024, i, 'USER_BALANCE'",
            """
            transfer (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject, posted_at)
            SELECT i % 1024, gen_random_uuid(), i, i + 1, 1, 'PAYMENT', 'T' || i, now()\
            """)) {
      database.run(tx -> {
        try (var statement = tx.createStatement()) {
          statement.execute("INSERT INTO " + rows + " FROM generate_series(11, 20010) AS i");
        }
      });
    }
  }

  @AfterEach
  void close() {
    tell(Known.NOTHING);
    source.close();
  }

  @ParameterizedTest
  @EnumSource(Known.class)
  void whatever_the_database_knows_each_table_is_read_once_and_hashed(Known known) {
    tell(known);
    for (var rule : rules()) {
      var plan =
          database.write(tx -> {
            WholeTables.plan(tx);
            return explain(tx, rule);
          });
      assertThat(plan).as(rule.query()).doesNotMatch(ROW_BY_ROW).contains("Seq Scan");
    }
  }

  @Test
  void else_it_looks_rows_up_one_by_one() {
    tell(Known.FAR_TOO_FEW);
    var plans =
        database.write(tx -> {
          var all = new StringBuilder();
          for (var rule : rules()) {
            all.append(explain(tx, rule));
          }
          return all.toString();
        });
    assertThat(plans).contains("Nested Loop");
  }

  @Test
  void what_comes_after_the_transaction_is_planned_as_ever() {
    database.run(WholeTables::plan);
    var nested = database.read(tx -> text(tx, "SHOW enable_nestloop"));
    assertThat(nested).isEqualTo("on\n");
    assertThatThrownBy(() -> database.read(tx -> LedgerCheck.check(tx, rules())))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<Rule> rules() {
    return Stream.concat(LedgerCheck.rules().stream(), PaymentCheck.rules().stream()).toList();
  }

  private void tell(Known known) {
    database.run(tx ->
        text(
            tx,
            "SELECT "
                + known.told
                + "::text FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                + " 'public'::regnamespace"));
  }

  private static String explain(Connection tx, Rule rule) throws SQLException {
    return text(tx, "EXPLAIN " + rule.query());
  }

  private static String text(Connection tx, String query) throws SQLException {
    var text = new StringBuilder();
    try (var statement = tx.createStatement();
        var row = statement.executeQuery(query)) {
      while (row.next()) {
        text.append(row.getString(1)).append('\n');
      }
    }
    return text.toString();
  }
}
