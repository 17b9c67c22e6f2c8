package org.maapay.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.Numbering;
import org.maapay.kernel.PayOrderNo;

class OutboxTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(3_600);

  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final Outbox outbox = new Outbox();
  private final SplittableRandom random = new SplittableRandom();
  private final Numbering numbering = new Numbering(random);

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void a_fact_is_taken_once() {
    var fact = fact(order(), 1, NOON);
    add(fact);
    assertThat(take()).containsExactly(fact);
    assertThat(take()).isEmpty();
  }

  @Test
  void a_fact_comes_back_if_whoever_took_it_fails() {
    var fact = fact(order(), 1, NOON);
    add(fact);
    assertThatThrownBy(() ->
            database.run(tx -> {
              assertThat(outbox.claim(tx, LATER, 10)).hasSize(1);
              throw new IllegalStateException("the reader fails");
            }))
        .hasMessage("the reader fails");
    assertThat(take()).containsExactly(fact);
  }

  @Test
  void a_fact_is_stored_with_the_change_that_made_it_true_or_not_at_all() {
    assertThatThrownBy(() ->
            database.run(tx -> {
              outbox.add(tx, fact(order(), 1, NOON));
              throw new IllegalStateException("the change fails");
            }))
        .hasMessage("the change fails");
    assertThat(take()).isEmpty();
  }

  @Test
  void the_oldest_orders_come_first() {
    var young = fact(order(), 1, NOON.plusSeconds(2));
    var old = fact(order(), 1, NOON);
    var middle = fact(order(), 1, NOON.plusSeconds(1));
    add(young, old, middle);
    assertThat(take(2)).containsExactly(old, middle);
    assertThat(take(2)).containsExactly(young);
  }

  /** A plan may look at what was chosen once for each row: then, too, it is chosen once. */
  @Test
  void no_more_facts_are_taken_than_were_asked_for_whatever_the_plan() {
    for (int i = 0; i < 50; i++) {
      add(fact(order(), 1, NOON.plusSeconds(i)));
    }
    var taken =
        database.write(tx -> {
          try (var plan = tx.createStatement()) {
            plan.execute(
                "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
                    + " SET LOCAL enable_material = off; SET LOCAL enable_indexscan = off;"
                    + " SET LOCAL enable_bitmapscan = off");
          }
          return outbox.claim(tx, LATER, 7);
        });
    assertThat(taken).hasSize(7);
    assertThat(take(100)).hasSize(43);
  }

  /** It was counted when it was empty: then a plan for one row must not be one for thousands. */
  @Test
  void a_backlog_is_taken_by_keys_though_the_database_believes_there_is_none() throws SQLException {
    sql(
        """
        INSERT INTO outbox SELECT i % 1024, 'S' || i, 1, 'ORDER_PAID', NULL, '2026-01-01T04:00:00Z'
          FROM generate_series(1, 5000) AS i\
        """);
    sql(
        """
        SELECT pg_restore_relation_stats('schemaname', 'public'::text, 'relname', 'outbox'::text,
          'relpages', 1000000, 'reltuples', 1::real)\
        """);
    assertThat(plan())
        .contains("Tid Scan", "Index Only Scan using outbox_pkey")
        .doesNotContain("Hash", "Seq Scan", "Join Filter");
    sql("SELECT pg_clear_relation_stats('public', 'outbox')");
  }

  private String plan() {
    return database.read(tx -> {
      try (var explain = tx.prepareStatement("EXPLAIN " + Outbox.CLAIM)) {
        explain.setTimestamp(1, Timestamp.from(NOON));
        explain.setTimestamp(2, Timestamp.from(LATER));
        explain.setInt(3, 100);
        var plan = new StringBuilder();
        try (var row = explain.executeQuery()) {
          while (row.next()) {
            plan.append(row.getString(1)).append('\n');
          }
        }
        return plan.toString();
      }
    });
  }

  private void sql(String statement) throws SQLException {
    try (var connection = source.getConnection();
        var running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  /** Clocks of nodes and banks differ: what decides is the order in which facts became true. */
  @Test
  void facts_of_one_order_come_in_their_order_whatever_their_clocks_said() {
    var order = order();
    var paid = fact(order, 1, NOON.plusSeconds(60));
    var refunded = fact(order, 3, NOON);
    add(paid, refunded);
    assertThat(take()).containsExactly(paid);
    assertThat(take()).containsExactly(refunded);
  }

  @Test
  void while_one_holds_the_first_fact_nobody_gets_the_second() throws SQLException {
    var order = order();
    var other = fact(order(), 1, NOON);
    add(fact(order, 1, NOON), fact(order, 2, NOON));
    try (var slow = source.getConnection()) {
      slow.setAutoCommit(false);
      assertThat(outbox.claim(slow, LATER, 10)).hasSize(1);
      add(other);
      assertThat(take()).containsExactly(other);
      assertThat(take()).isEmpty();
      slow.commit();
    }
    assertThat(take()).containsExactly(fact(order, 2, NOON));
  }

  @Test
  void a_fact_put_off_waits_and_those_after_it_wait_with_it() {
    var order = order();
    var first = fact(order, 1, NOON);
    add(first, fact(order, 2, NOON));
    database.run(tx -> putOff(tx, LATER.plusSeconds(1)));
    assertThat(take()).isEmpty();
    var again = database.write(tx -> outbox.claim(tx, LATER.plusSeconds(1), 10));
    assertThat(again).extracting(Fact::ordinal).containsExactly(1);
  }

  private void putOff(Connection tx, Instant at) throws SQLException {
    for (var fact : outbox.claim(tx, LATER, 10)) {
      outbox.putOff(tx, fact, at);
    }
  }

  /** Four readers at once: every fact once, and of each order in its order. */
  @Test
  void several_nodes_take_every_fact_once_and_in_order() {
    var orders = new ArrayList<PayOrderNo>();
    for (int i = 0; i < 40; i++) {
      orders.add(order());
    }
    for (int ordinal = 1; ordinal <= 5; ordinal++) {
      for (var order : orders) {
        add(fact(order, ordinal, NOON.plusSeconds(random.nextInt(60))));
      }
    }
    var handled = Collections.synchronizedList(new ArrayList<Fact>());
    AtOnce.run(
        4,
        _ -> {
          while (handled.size() < 200) {
            database.run(tx -> handled.addAll(outbox.claim(tx, LATER, 7)));
          }
          return true;
        });
    assertThat(handled).doesNotHaveDuplicates().hasSize(200);
    var last = new HashMap<PayOrderNo, Integer>();
    for (var fact : List.copyOf(handled)) {
      assertThat(fact.ordinal()).isEqualTo(last.getOrDefault(fact.subject(), 0) + 1);
      last.put(fact.subject(), fact.ordinal());
    }
  }

  private PayOrderNo order() {
    return PayOrderNo.next(new Bucket(random.nextInt(Bucket.COUNT)), NOON, numbering);
  }

  private static Fact fact(PayOrderNo order, int ordinal, Instant at) {
    var kind = ordinal == 1 ? Fact.Kind.ORDER_PAID : Fact.Kind.REFUND_SUCCEEDED;
    return new Fact(order, ordinal, kind, ordinal == 1 ? null : "R" + ordinal, at);
  }

  private void add(Fact... facts) {
    database.run(tx -> {
      for (var fact : facts) {
        outbox.add(tx, fact);
      }
    });
  }

  private List<Fact> take() {
    return take(10);
  }

  private List<Fact> take(int most) {
    return database.write(tx -> outbox.claim(tx, LATER, most));
  }
}
