package org.maapay.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.database.ForgetfulSource;
import org.maapay.database.TestDatabase;

@Timeout(60)
class PostingLaneTest {
  private final AtomicInteger commits = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HikariDataSource source = TestDatabase.create();
  private Database database = new Database(source);
  private PostingLane lane = new PostingLane("test", database, 2, commits::incrementAndGet);

  @BeforeEach
  void open() throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE note (id integer PRIMARY KEY)");
    }
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    lane.close();
    source.close();
  }

  @Test
  void what_is_answered_is_committed() {
    assertThat(lane.<Integer>submit(tx -> note(tx, 7))).isEqualTo(7);
    assertThat(notes()).isEqualTo(1);
    awaitCommits(1);
  }

  /** A commit is told on after those who waited for it were answered. */
  private void awaitCommits(int count) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (commits.get() < count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(commits).hasValue(count);
  }

  @Test
  void decisions_that_wait_share_a_commit() {
    var held = new CountDownLatch(1);
    var first = submitHeld(held, 0);
    var others = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 1; i <= 100; i++) {
      others.add(submit(i));
    }
    awaitWaiting(100);
    held.countDown();
    first.join();
    others.forEach(CompletableFuture::join);
    assertThat(notes()).isEqualTo(101);
    awaitCommits(2);
  }

  @Test
  void one_that_fails_does_not_harm_those_that_share_its_commit() {
    var held = new CountDownLatch(1);
    var first = submitHeld(held, 0);
    var good = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 1; i <= 20; i++) {
      good.add(submit(i));
    }
    var sql =
        submit(tx -> {
          note(tx, 98);
          return note(tx, 0);
        });
    var bug =
        submit(tx -> {
          note(tx, 99);
          throw new IllegalStateException("a bug of ours");
        });
    var worse =
        submit(tx -> {
          note(tx, 97);
          throw new AssertionError("a worse bug of ours");
        });
    awaitWaiting(23);
    held.countDown();
    first.join();
    good.forEach(CompletableFuture::join);
    assertThat(failure(sql)).isInstanceOf(DatabaseException.class);
    assertThat(failure(bug)).isInstanceOf(IllegalStateException.class);
    assertThat(failure(worse)).isInstanceOf(AssertionError.class);
    assertThat(notes()).isEqualTo(21);
    assertThat(lane.<Integer>submit(tx -> note(tx, 200))).isEqualTo(200);
  }

  @Test
  void a_waker_that_fails_neither_repeats_a_decision_nor_stops_the_lane() {
    lane.close();
    lane =
        new PostingLane(
            "test",
            database,
            2,
            () -> {
              throw new IllegalStateException("the waker fails");
            });
    var runs = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      assertThat(lane.<Integer>submit(_ -> runs.incrementAndGet())).isEqualTo(i + 1);
    }
    assertThat(runs).hasValue(3);
  }

  @Test
  void a_commit_whose_answer_was_lost_is_settled_by_the_same_keys() {
    lane.close();
    var forgetful = new ForgetfulSource(source);
    lane = new PostingLane("test", new Database(forgetful.asSource()), 2, commits::incrementAndGet);
    forgetful.loseNextCommitAnswer();
    var runs = new AtomicInteger();
    var answer =
        lane.<String>submit(tx -> {
          runs.incrementAndGet();
          return noteOnce(tx, 7) ? "new" : "known";
        });
    assertThat(answer).isEqualTo("known");
    assertThat(runs).hasValue(2);
    assertThat(notes()).isEqualTo(1);
  }

  @Test
  void a_deadlock_and_a_lost_race_for_a_key_are_tried_again() {
    for (var state : List.of("40P01", "40001", "23505")) {
      var runs = new AtomicInteger();
      var answer =
          lane.<Integer>submit(_ -> {
            if (runs.incrementAndGet() == 1) {
              throw new SQLException("not this time", state);
            }
            return 5;
          });
      assertThat(answer).as(state).isEqualTo(5);
    }
  }

  @Test
  void what_fails_again_and_again_is_told() {
    assertThatThrownBy(() ->
            lane.submit(_ -> {
              throw new SQLException("never", "40P01");
            }))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void closing_finishes_what_waits() {
    var held = new CountDownLatch(1);
    var first = submitHeld(held, 0);
    var others = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 1; i <= 300; i++) {
      others.add(submit(i));
    }
    awaitWaiting(300);
    var closing = CompletableFuture.runAsync(lane::close, threads);
    assertThatThrownBy(() -> closing.get(50, TimeUnit.MILLISECONDS)).isNotNull();
    held.countDown();
    closing.join();
    first.join();
    others.forEach(CompletableFuture::join);
    assertThat(notes()).isEqualTo(301);
    assertThatThrownBy(() -> lane.submit(_ -> 1)).isInstanceOf(RejectedExecutionException.class);
  }

  /** Whoever submits while the lane closes gets an answer or a refusal; nobody waits for ever. */
  @Test
  void nobody_is_left_waiting_by_a_lane_that_closes() throws Exception {
    for (int round = 0; round < 100; round++) {
      var closing = new PostingLane("round", database, 2, () -> {});
      var go = new CountDownLatch(1);
      var answers = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  await(go);
                  return closing.submit(_ -> 1);
                },
                threads));
      }
      go.countDown();
      closing.close();
      for (var answer : answers) {
        var ended = answer.handle((one, failure) -> one == null ? failure : one);
        assertThat(ended.get(10, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  @Test
  void a_lane_that_is_full_refuses_and_does_nothing() {
    var held = new CountDownLatch(1);
    var first = submitHeld(held, 0);
    var waiting = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 4096; i++) {
      waiting.add(submit(_ -> 1));
    }
    awaitWaiting(4096);
    assertThatThrownBy(() -> lane.submit(tx -> note(tx, 5)))
        .isInstanceOf(RejectedExecutionException.class);
    held.countDown();
    first.join();
    waiting.forEach(CompletableFuture::join);
    assertThat(notes()).isEqualTo(1);
  }

  private CompletableFuture<Integer> submitHeld(CountDownLatch held, int id) {
    var running = new CountDownLatch(1);
    var answer =
        submit(tx -> {
          running.countDown();
          await(held);
          return note(tx, id);
        });
    await(running);
    return answer;
  }

  private CompletableFuture<Integer> submit(int id) {
    return submit(tx -> note(tx, id));
  }

  private CompletableFuture<Integer> submit(Decision<Integer> decision) {
    return CompletableFuture.supplyAsync(() -> lane.submit(decision), threads);
  }

  private void awaitWaiting(int count) {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (lane.waiting() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static Throwable failure(CompletableFuture<?> answer) {
    try {
      answer.join();
      throw new IllegalArgumentException("it was to fail");
    } catch (CompletionException e) {
      var cause = e.getCause();
      return cause == null ? e : cause;
    }
  }

  private static int note(Connection tx, int id) throws SQLException {
    try (var insert = tx.prepareStatement("INSERT INTO note (id) VALUES (?)")) {
      insert.setInt(1, id);
      insert.executeUpdate();
      return id;
    }
  }

  private static boolean noteOnce(Connection tx, int id) throws SQLException {
    try (var insert =
        tx.prepareStatement("INSERT INTO note (id) VALUES (?) ON CONFLICT DO NOTHING")) {
      insert.setInt(1, id);
      return insert.executeUpdate() == 1;
    }
  }

  private int notes() {
    return database.read(tx -> {
      try (var statement = tx.createStatement();
          var row = statement.executeQuery("SELECT count(*) FROM note")) {
        row.next();
        return row.getInt(1);
      }
    });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
