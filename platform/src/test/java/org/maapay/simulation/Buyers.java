package org.maapay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.maapay.AtOnce;
import org.maapay.TestPlatform;
import org.maapay.database.DatabaseException;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchant;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Placement;
import org.maapay.outbox.Fact;
import org.maapay.payment.PaymentOutcome.Paid;
import org.maapay.user.User;

/** People who all pay at once while the database fails, and remember what they were told. */
final class Buyers {
  private static final int COUNT = 8;
  private static final long FEN = 7;
  private static final Duration FAULTS = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMillis(25);
  private static final long BALANCE = 1_000_000;

  private final TestPlatform platform;
  private final long seed;
  private final Merchant merchant;
  private final List<User> users = new ArrayList<>();
  private final List<String> cards = new ArrayList<>();
  private final Set<String> numbers = ConcurrentHashMap.newKeySet();
  private final Queue<PayOrderNo> told = new ConcurrentLinkedQueue<>();
  private final AtomicInteger wanted = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  Buyers(TestPlatform platform, long seed) {
    this.platform = platform;
    this.seed = seed;
    merchant = platform.merchant("M100001");
    for (int i = 0; i < COUNT; i++) {
      users.add(platform.user("1380013800" + i, BALANCE));
      cards.add(platform.card(users.get(i)));
    }
  }

  /** What one did could not be answered because the database failed. */
  int failed() {
    return failed.get();
  }

  /** Each buys one thing after the other until {@code end}, a time of {@link System#nanoTime}. */
  private void buyUntil(long end) {
    AtOnce.run(
        COUNT,
        buyer -> {
          while (System.nanoTime() < end) {
            buy(buyer, buyer + "-" + wanted.incrementAndGet());
          }
          return buyer;
        });
  }

  /** Lets them buy while {@code fault} happens again and again. */
  void buyDuring(Runnable fault) {
    long end = System.nanoTime() + FAULTS.toNanos();
    var buying = CompletableFuture.runAsync(() -> buyUntil(end));
    while (System.nanoTime() < end) {
      fault.run();
    }
    buying.join();
  }

  /** Lets them buy for a moment while nothing is wrong. */
  void buyAMoment() {
    buyUntil(System.nanoTime() + Duration.ofMillis(500).toNanos());
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void buy(int buyer, String number) {
    numbers.add(number);
    try {
      pay(buyer, number);
    } catch (DatabaseException | RejectedExecutionException e) {
      failed.incrementAndGet();
      LockSupport.parkNanos(PATIENCE.toNanos());
    }
  }

  private void pay(int buyer, String number) {
    var order = order(number);
    if (platform.pay(order, users.get(buyer), method(buyer, number)) instanceof Paid) {
      told.add(order.payOrderNo());
    }
  }

  private String method(int buyer, String number) {
    return byCard(number) ? cards.get(buyer) : "balance";
  }

  private static boolean byCard(String number) {
    return Math.floorMod(number.hashCode(), 4) == 0;
  }

  private PaymentOrder order(String number) {
    return switch (platform.place(TestPlatform.wish(merchant, number, FEN))) {
      case Placement.Placed(var order) -> order;
      case Placement.Replayed(var order) -> order;
      case Placement.Conflicting _ -> throw new AssertionError("the same is placed again");
    };
  }

  /**
   * The fault is over, and nothing is restarted: what was told as paid is paid, whoever was not
   * answered asks again, and in the end all is paid once.
   */
  void assertEverythingIsPaidOnce() {
    var rule = "seed " + seed;
    assertThat(told).as(rule).isNotEmpty().doesNotHaveDuplicates();
    platform.settle();
    assertThat(told).as(rule).allMatch(this::isPaid);
    assertThat(platform.broken()).as(rule).isEmpty(); // Nothing is half done.
    platform.clock.tick(Duration.ofMinutes(2));
    while (platform.resolver.run() > 0) {
      platform.settle();
    }
    AtOnce.run(
        COUNT,
        buyer -> {
          numbers.stream().filter(it -> it.startsWith(buyer + "-")).forEach(it -> pay(buyer, it));
          return buyer;
        });
    platform.settle();
    assertThat(numbers)
        .as(rule)
        .allSatisfy(it -> assertThat(order(it).status()).isEqualTo(OrderStatus.SUCCESS));
    assertThat(platform.broken()).as(rule).isEmpty();
    assertMoney(rule);
  }

  private boolean isPaid(PayOrderNo no) {
    return platform.read(no).status() == OrderStatus.SUCCESS;
  }

  private void assertMoney(String rule) {
    long all = FEN * numbers.size();
    long onCards = FEN * numbers.stream().filter(Buyers::byCard).count();
    assertThat(platform.balance(merchant.account())).as(rule).isEqualTo(all);
    long left = users.stream().mapToLong(user -> platform.balance(user.account())).sum();
    assertThat(left).as(rule).isEqualTo(COUNT * BALANCE - (all - onCards));
    assertThat(platform.bank.taken()).as(rule).isEqualTo(onCards);
    assertThat(platform.facts(Fact.Kind.ORDER_PAID)).as(rule).isEqualTo(numbers.size());
  }
}
