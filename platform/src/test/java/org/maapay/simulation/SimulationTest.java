package org.maapay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maapay.TestPlatform;
import org.maapay.bank.ScriptedBank.Fault;
import org.maapay.merchant.Merchant;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Placement;
import org.maapay.user.User;

/**
 * Random operations one after the other, each answer held against {@link Model}. {@code
 * -Dmaapay.simulation.operations} says how many, {@code -Dmaapay.simulation.seed} which.
 */
class SimulationTest {
  private static final int OPERATIONS = Integer.getInteger("maapay.simulation.operations", 20_000);
  private static final long SEED = Long.getLong("maapay.simulation.seed", System.nanoTime());
  private static final int EVERY = 2_000;
  private static final int MERCHANTS = 4;
  private static final int USERS = 12;
  private static final int RECENT = 40;
  private static final List<Fault> FAULTS =
      List.of(
          Fault.NONE,
          Fault.NONE,
          Fault.NONE,
          Fault.DECLINED,
          Fault.ANSWER_LOST,
          Fault.REQUEST_LOST);

  private final Random random = new Random(SEED);
  private final TestPlatform platform = new TestPlatform();
  private final Model model = new Model();
  private final HeldMoney held = new HeldMoney(random, platform, model);
  private final List<Merchant> merchants = new ArrayList<>();
  private final List<User> users = new ArrayList<>();
  private final List<String> cards = new ArrayList<>();
  private final List<PaymentOrder> placed = new ArrayList<>();
  private int step;

  @Test
  void answers_balances_and_states_are_those_of_the_model() {
    try {
      open();
      for (step = 1; step <= OPERATIONS; step++) {
        operate();
        if (step % EVERY == 0 || step == OPERATIONS) {
          compare();
        }
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + SEED + ", operation " + step + ": " + e.getMessage(), e);
    } finally {
      platform.close();
    }
  }

  private void open() {
    for (int i = 0; i < MERCHANTS; i++) {
      merchants.add(platform.merchant("M10000" + i));
    }
    for (int i = 0; i < USERS; i++) {
      long fen = random.nextLong(200_000);
      var user = platform.user("138001380" + (10 + i), fen);
      users.add(user);
      cards.add(platform.card(user));
      model.users.put(user.id().value(), fen);
    }
    model.bank = 0;
  }

  private void operate() {
    int kind = random.nextInt(100);
    if (placed.isEmpty() || kind < 22) {
      place();
    } else if (kind < 44) {
      payFromBalance();
    } else if (kind < 57) {
      payByCard();
    } else if (kind < 70) {
      refund();
    } else if (kind < 82) {
      held.operate(pick(users), pick(merchants));
    } else if (kind < 88) {
      close();
    } else if (kind < 92) {
      withdraw();
    } else if (kind < 96) {
      resolve();
    } else {
      platform.clock.tick(Duration.ofSeconds(random.nextInt(600)));
    }
  }

  private void place() {
    var merchant = pick(merchants);
    long amount = 1L + random.nextInt(5_000);
    boolean again = !placed.isEmpty() && random.nextInt(5) == 0;
    if (again) {
      placeAgain(recent());
      return;
    }
    var order = platform.order(merchant, amount);
    placed.add(order);
    model.place(
        no(order), merchant.id().value(), amount, now() + Duration.ofMinutes(30).toMillis());
  }

  private void placeAgain(PaymentOrder order) {
    var wish = order.wish();
    boolean same = random.nextBoolean();
    var merchant =
        merchants.stream().filter(it -> it.id().equals(wish.merchant())).findFirst().orElseThrow();
    var fen = wish.amount().fen() + (same ? 0 : 1);
    Placement answer = platform.place(TestPlatform.wish(merchant, wish.merchantOrderNo(), fen));
    assertSame(answer, same ? "Replayed" : "Conflicting");
  }

  private void payFromBalance() {
    var order = recent();
    var user = pick(users);
    var expected = model.payFromBalance(wanted(order), user.id().value(), now());
    assertSame(platform.pay(order, user, "balance"), expected);
    platform.settle();
  }

  private void payByCard() {
    var order = recent();
    int i = random.nextInt(USERS);
    var fault = pick(FAULTS);
    var expected = model.payByCard(wanted(order), users.get(i).id().value(), now(), fault.name());
    if (!expected.equals("Refused")) {
      platform.bank.next(fault);
    }
    assertSame(platform.pay(order, users.get(i), cards.get(i)), expected);
    platform.settle();
  }

  private void refund() {
    var order = recent();
    var number = "R" + no(order).substring(11) + random.nextInt(3);
    long amount = 1 + random.nextLong(order.wish().amount().fen());
    if (random.nextInt(3) == 0) {
      amount = order.wish().amount().fen();
    }
    var expected = model.refund(wanted(order), number, amount);
    assertSame(platform.refund(order, amount, number), expected);
    platform.settle();
  }

  private void close() {
    var order = recent();
    var expected = model.close(wanted(order));
    assertSame(platform.orders.close(order.payOrderNo()), expected);
  }

  private void withdraw() {
    var merchant = pick(merchants);
    var user = pick(users);
    long amount = 1L + random.nextInt(20_000);
    if (model.withdraw(merchant.id().value(), user.id().value(), amount)) {
      platform.move(merchant.account(), user.account(), amount);
    }
  }

  /** The time-outs are over, and the bank is asked what nobody knew. */
  private void resolve() {
    platform.clock.tick(Duration.ofMinutes(1));
    while (platform.resolver.run() > 0) {
      platform.settle();
    }
    model.resolve();
  }

  private void compare() {
    resolve();
    for (var order : placed) {
      assertThat(platform.read(order).status().name())
          .as(no(order))
          .isEqualTo(wanted(order).status());
      assertThat(platform.read(order).refunded().fen()).isEqualTo(wanted(order).refunded);
    }
    for (var user : users) {
      assertThat(platform.balance(user.account())).isEqualTo(model.users.get(user.id().value()));
    }
    for (var merchant : merchants) {
      assertThat(platform.balance(merchant.account()))
          .isEqualTo(model.merchants.getOrDefault(merchant.id().value(), 0L));
    }
    held.compare(users);
    assertThat(platform.bank.taken()).isEqualTo(model.bank);
    assertThat(platform.broken()).isEmpty();
    placed.subList(0, Math.max(0, placed.size() - RECENT)).clear();
  }

  private static void assertSame(Object answer, String expected) {
    assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
  }

  private Model.Order wanted(PaymentOrder order) {
    return Objects.requireNonNull(model.orders.get(no(order)));
  }

  private PaymentOrder recent() {
    int from = Math.max(0, placed.size() - RECENT);
    return placed.get(from + random.nextInt(placed.size() - from));
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private long now() {
    return platform.clock.instant().toEpochMilli();
  }

  private static String no(PaymentOrder order) {
    return order.payOrderNo().value();
  }
}
