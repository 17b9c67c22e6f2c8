package org.maapay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Lets many threads do something at the same moment. */
public final class AtOnce {
  private AtOnce() {}

  /** What each of {@code count} threads got; each is given its number, from 0. */
  public static <T> List<T> run(int count, IntFunction<T> work) {
    var go = new CountDownLatch(1);
    var answers = new ArrayList<CompletableFuture<T>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  await(go);
                  return work.apply(number);
                },
                threads));
      }
      go.countDown();
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
