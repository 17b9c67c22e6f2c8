package org.maapay.posting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.maapay.database.DatabaseException;

/** What waits for a lane's writer, with the answer that its caller waits for. */
sealed interface Work {
  void fail(Throwable failure);

  /** Rows for the posting function. */
  final class Rows implements Work {
    final Entry entry;
    final CompletableFuture<Posted> answer = new CompletableFuture<>();

    /** Whether a commit with it in was not answered. */
    private boolean again;

    Rows(Entry entry) {
      this.entry = entry;
    }

    void ranAndNobodyKnows() {
      again = true;
    }

    void end(Verdict verdict) {
      answer.complete(new Posted(verdict, again));
    }

    @Override
    public void fail(Throwable failure) {
      answer.completeExceptionally(failure);
    }
  }

  /** A decision with statements of its own. */
  final class Decided<T> implements Work {
    final Decision<T> decision;
    final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile @Nullable Runnable outcome;

    Decided(Decision<T> decision) {
      this.decision = decision;
    }

    void decide(java.sql.Connection tx) throws java.sql.SQLException {
      var decided = decision.decide(tx);
      outcome = () -> answer.complete(decided);
    }

    void end() {
      var told = outcome;
      if (told != null) {
        told.run();
      }
    }

    @Override
    public void fail(Throwable failure) {
      answer.completeExceptionally(failure);
    }
  }

  /** Waits for an answer and throws what stopped it as it was. */
  static <T> T join(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case DatabaseException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }
}
