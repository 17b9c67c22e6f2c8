package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.kernel.Bucket;

class SharedCommitTest {
  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch go = new CountDownLatch(1);
  private final SharedCommit<Integer, Integer> commit =
      new SharedCommit<>(database, number -> number % 100, this::store);

  @BeforeEach
  void table() {
    database.run(tx -> {
      try (var statement = tx.createStatement()) {
        statement.execute("CREATE TABLE noted (number integer CHECK (number <> 13))");
      }
    });
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void whoever_is_answered_finds_his_change_committed() {
    go.countDown();
    assertThat(commit.ask(7)).isEqualTo(14);
    assertThat(stored()).containsExactly(7);
  }

  @Test
  void what_is_asked_while_a_commit_runs_shares_the_next() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> commit.ask(1));
      awaitBatches(1);
      var others = new ArrayList<Future<Integer>>();
      for (int i = 21; i < 70; i++) {
        int number = i;
        others.add(threads.submit(() -> commit.ask(number)));
      }
      awaitWaiting(others);
      go.countDown();
      assertThat(first.get()).isEqualTo(2);
      for (int i = 0; i < others.size(); i++) {
        assertThat(others.get(i).get()).isEqualTo(2 * (i + 21));
      }
    }
    assertThat(batches).hasSizeLessThan(10);
    assertThat(stored()).hasSize(50);
  }

  @Test
  void questions_of_one_key_never_share_a_commit() throws Exception {
    go.countDown();
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int number = 5 + 100 * (i % 4);
      all.add(() -> commit.ask(number));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(all);
    }
    assertThat(stored()).hasSize(40);
    assertThat(batches).allMatch(batch -> batch.size() == 1);
  }

  @Test
  void rows_of_two_lanes_never_share_a_commit() throws Exception {
    var spread = new Database(source, 8);
    SharedCommit<Integer, Integer> dealt =
        SharedCommit.bucketed(spread, number -> number, Bucket::new, this::store);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> dealt.ask(1));
      awaitBatches(1);
      var asked = new ArrayList<Future<Integer>>();
      for (int i = 20; i < 60; i++) {
        int number = i;
        asked.add(threads.submit(() -> dealt.ask(number)));
      }
      awaitWaiting(asked);
      go.countDown();
    }
    assertThat(batches).hasSize(9);
    assertThat(batches)
        .allMatch(batch -> batch.stream().map(number -> number % 8).distinct().count() == 1);
    assertThat(stored()).hasSize(41);
  }

  @Test
  void one_that_no_database_takes_fails_alone() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> commit.ask(1));
      awaitBatches(1);
      var good = List.of(threads.submit(() -> commit.ask(2)), threads.submit(() -> commit.ask(3)));
      var bad = threads.submit(() -> commit.ask(13));
      awaitWaiting(good);
      go.countDown();
      first.get();
      assertThat(good.get(0).get()).isEqualTo(4);
      assertThat(good.get(1).get()).isEqualTo(6);
      assertThatThrownBy(bad::get).hasCauseInstanceOf(DatabaseException.class);
    }
    assertThat(stored()).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(commit.ask(4)).isEqualTo(8);
  }

  @Test
  void who_waited_for_others_in_a_ring_are_committed_one_by_one() throws Exception {
    database.run(tx -> execute(tx, "INSERT INTO noted VALUES (1), (2), (9)"));
    SharedCommit<Integer, Integer> locking =
        new SharedCommit<>(database, number -> number, this::lock);
    try (var other = source.getConnection()) {
      other.setAutoCommit(false);
      execute(other, "SET deadlock_timeout = '1min'");
      execute(other, "UPDATE noted SET number = number WHERE number = 2");
      var before = locking.begin(9);
      awaitBatches(1);
      var first = locking.begin(1);
      var second = locking.begin(2);
      go.countDown();
      before.get();
      awaitBatches(2);
      Thread.sleep(100); // The first row is locked, and soon the second one is asked for.
      execute(other, "UPDATE noted SET number = number WHERE number = 1");
      other.rollback();
      assertThat(first.get()).isEqualTo(1);
      assertThat(second.get()).isEqualTo(2);
    }
    assertThat(batches).containsExactly(List.of(9), List.of(1, 2), List.of(1), List.of(2));
  }

  private List<Integer> lock(Connection tx, List<Integer> numbers) throws SQLException {
    batches.add(numbers);
    await();
    execute(tx, "SET deadlock_timeout = '10ms'");
    var sql =
        """
        SELECT pg_sleep(0.5) FROM
          (SELECT FROM noted WHERE number = ANY (?) ORDER BY number FOR UPDATE) AS locked
        """;
    try (var query = tx.prepareStatement(sql)) {
      query.setArray(1, tx.createArrayOf("integer", numbers.toArray()));
      query.executeQuery().close();
    }
    return numbers;
  }

  private static void execute(Connection tx, String sql) throws SQLException {
    try (var statement = tx.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Integer> store(Connection tx, List<Integer> numbers) throws SQLException {
    batches.add(numbers);
    await();
    assertThat(new HashSet<>(numbers.stream().map(number -> number % 100).toList()))
        .hasSameSizeAs(numbers);
    try (var insert = tx.prepareStatement("INSERT INTO noted SELECT unnest(?::integer[])")) {
      insert.setArray(1, tx.createArrayOf("integer", numbers.toArray()));
      insert.executeUpdate();
    }
    return numbers.stream().map(number -> 2 * number).toList();
  }

  private void await() {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitBatches(int count) throws InterruptedException {
    while (batches.size() < count) {
      Thread.sleep(1);
    }
  }

  /** Long enough for all to stand in line; whoever comes later only makes one batch more. */
  private static void awaitWaiting(List<Future<Integer>> asked) throws InterruptedException {
    Thread.sleep(200);
    assertThat(asked).noneMatch(Future::isDone);
  }

  private List<Integer> stored() {
    return database.read(tx -> {
      try (var query = tx.prepareStatement("SELECT number FROM noted");
          var row = query.executeQuery()) {
        var found = new ArrayList<Integer>();
        while (row.next()) {
          found.add(row.getInt(1));
        }
        return found;
      }
    });
  }
}
