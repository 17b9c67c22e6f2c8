package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ClosedLoopTest {
  private static final int CLIENTS = 8;

  private final Set<Integer> numbers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch enough = new CountDownLatch(100);

  @Test
  void every_item_has_a_number_of_its_own_and_ends_in_one_way() {
    var loop = new ClosedLoop(this::run);
    loop.run(CLIENTS, this::awaitEnough);
    var count = loop.count();
    assertThat(count.paid() + count.refused() + count.failed()).isEqualTo(numbers.size());
    assertThat(count.refused()).isPositive();
    assertThat(count.failed()).isEqualTo(1);
  }

  @Test
  void only_paid_items_are_timed_and_each_in_one_lap() {
    var loop = new ClosedLoop(this::run);
    loop.run(CLIENTS, this::awaitEnough);
    assertThat(loop.lap()).hasSize(loop.count().paid());
    assertThat(loop.lap()).isEmpty();
  }

  private ClosedLoop.Ending run(int number) throws IOException {
    assertThat(numbers.add(number)).isTrue();
    enough.countDown();
    if (number == 7) {
      throw new IOException("sent away");
    }
    return number % 10 == 9 ? ClosedLoop.Ending.REFUSED : ClosedLoop.Ending.PAID;
  }

  private void awaitEnough() {
    try {
      enough.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
