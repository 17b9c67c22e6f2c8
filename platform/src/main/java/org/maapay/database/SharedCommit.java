package org.maapay.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.maapay.kernel.Bucket;

/**
 * Small changes of many callers in one commit: what is asked while a commit runs shares the next.
 * Small groups gather for a moment; see {@link Gathering}. Nobody is answered before his own change
 * is committed. Needs no thread while nobody asks.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class SharedCommit<Q, A> {
  private static final int MOST = 200;

  /** So many at once come on a busy node, where larger groups serve everybody sooner. */
  private static final int BUSY = 8;

  /** Threads of the system, who wait for the database themselves: nobody else must wake them. */
  private static final ExecutorService RUNNERS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("shared-commit-", 0).daemon().factory());

  /**
   * Longer than where money is posted: a payment goes through five of these and each costs the
   * database as much as a good part of the payment itself, whether three share it or thirty.
   */
  private static final Duration PAUSE = Duration.ofMillis(8);

  private final Database database;
  private final Function<Q, Object> key;
  private final Function<Q, Integer> lane;
  private final Work<Q, A> work;
  private final Gathering gathering;
  private final Queue<Waiting<Q, A>> queue = new ArrayDeque<>();
  private boolean running;

  /** Changes many with one statement, which commits by itself. */
  @FunctionalInterface
  public interface Work<Q, A> {
    /** One answer per question, in their order; the keys of the questions all differ. */
    List<A> in(Connection tx, List<Q> questions) throws SQLException;
  }

  private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

  /**
   * For tables without buckets.
   *
   * @param key questions of equal keys never share a commit: the second sees what the first did
   */
  public SharedCommit(Database database, Function<Q, Object> key, Work<Q, A> work) {
    this(database, key, _ -> 0, work, Gathering.doubling(PAUSE, BUSY));
  }

  private SharedCommit(
      Database database,
      Function<Q, Object> key,
      Function<Q, Integer> lane,
      Work<Q, A> work,
      Gathering gathering) {
    this.database = database;
    this.key = key;
    this.lane = lane;
    this.work = work;
    this.gathering = gathering;
  }

  /**
   * For tables with buckets: a commit stays within the buckets of one lane.
   *
   * @param bucket where the row of a question lives
   */
  public static <Q, A> SharedCommit<Q, A> bucketed(
      Database database, Function<Q, Object> key, Function<Q, Bucket> bucket, Work<Q, A> work) {
    var gathering = Gathering.doubling(PAUSE, BUSY);
    return new SharedCommit<>(database, key, bucket.andThen(database::lane), work, gathering);
  }

  /** The same, whose small groups gather for {@code moment}. */
  public SharedCommit<Q, A> gathering(Duration moment) {
    return new SharedCommit<>(database, key, lane, work, Gathering.doubling(moment, BUSY));
  }

  /**
   * Asks, and waits for the commit. Never called inside a transaction.
   *
   * @throws DatabaseException if the database fails; a failed commit may have happened
   */
  public A ask(Q question) {
    return answer(begin(question));
  }

  /** Asks, and does not wait; the answer comes after the commit, or what stopped it. */
  public CompletableFuture<A> begin(Q question) {
    var waiting = new Waiting<Q, A>(question, new CompletableFuture<>());
    synchronized (queue) {
      queue.add(waiting);
      if (!running) {
        running = true;
        RUNNERS.execute(this::run);
      }
    }
    return waiting.answer();
  }

  private static <A> A answer(CompletableFuture<A> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("not committed", e);
    }
  }

  private void run() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      commit(batch);
      gather(batch.size());
    }
  }

  private void gather(int shared) {
    try {
      gathering.after(shared);
    } catch (InterruptedException e) {
      // The pause alone is cut short: those who wait are served.
    }
  }

  /** The oldest of one lane whose keys differ; empty, and this thread ends, if nobody waits. */
  private List<Waiting<Q, A>> next() {
    var batch = new ArrayList<Waiting<Q, A>>();
    var keys = new HashSet<Object>();
    synchronized (queue) {
      var first = queue.peek();
      var one = first == null ? 0 : lane.apply(first.question());
      for (var each = queue.iterator(); each.hasNext() && batch.size() < MOST; ) {
        var waiting = each.next();
        if (lane.apply(waiting.question()) == one && keys.add(key.apply(waiting.question()))) {
          batch.add(waiting);
          each.remove();
        }
      }
      running = !batch.isEmpty();
    }
    return batch;
  }

  /** Whatever fails here fails those who wait, and never the ones after them. */
  private void commit(List<Waiting<Q, A>> batch) {
    try {
      var answers = database.single(tx -> work.in(tx, questions(batch)));
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (DatabaseException e) {
      if (batch.size() > 1 && (e.isAboutData() || e.isTransient())) {
        // One that no database takes must not fail the others, and whoever changes one row at a
        // time waits for nobody in a ring; nothing of this was committed.
        batch.forEach(one -> commit(List.of(one)));
      } else {
        fail(batch, e);
      }
    } catch (RuntimeException | Error e) {
      fail(batch, e);
    }
  }

  private static <Q, A> List<Q> questions(List<Waiting<Q, A>> batch) {
    return batch.stream().map(Waiting::question).toList();
  }

  private static <Q, A> void fail(List<Waiting<Q, A>> batch, Throwable failure) {
    batch.forEach(one -> one.answer().completeExceptionally(failure));
  }
}
