package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.AtOnce;

@Timeout(20)
class KeptTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicInteger readings = new AtomicInteger();
  private final Kept<String, String> kept =
      new Kept<>(Duration.ofSeconds(1), now::get, key -> key + readings.incrementAndGet());

  @Test
  void what_was_read_is_kept_for_its_moment() {
    assertThat(kept.get("a")).isEqualTo("a1");
    tick(999);
    assertThat(kept.get("a")).isEqualTo("a1");
    tick(1);
    assertThat(kept.get("a")).isEqualTo("a2");
  }

  @Test
  void what_is_forgotten_is_read_anew() {
    kept.get("a");
    kept.forget("a");
    assertThat(kept.get("a")).isEqualTo("a2");
  }

  @Test
  void one_reads_for_all_who_ask_meanwhile() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        new Kept<String, Integer>(
            Duration.ofSeconds(1),
            now::get,
            _ -> {
              begun.countDown();
              await(go);
              return readings.incrementAndGet();
            });
    var first = CompletableFuture.supplyAsync(() -> slow.get("a"));
    begun.await();
    var second = CompletableFuture.supplyAsync(() -> slow.get("a"));
    go.countDown();
    assertThat(first.join()).isEqualTo(1);
    assertThat(second.join()).isEqualTo(1);
  }

  @Test
  void however_many_ask_it_is_read_once() {
    assertThat(AtOnce.run(50, _ -> kept.get("a"))).containsOnly("a1");
  }

  @Test
  void a_failure_is_told_and_the_next_one_reads_again() {
    var failing =
        new Kept<String, Integer>(
            Duration.ofSeconds(1),
            now::get,
            _ -> {
              if (readings.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return readings.get();
            });
    assertThatThrownBy(() -> failing.get("a")).hasMessage("away");
    assertThat(failing.get("a")).isEqualTo(2);
  }

  private void tick(long millis) {
    now.updateAndGet(at -> at.plusMillis(millis));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
