package org.maapay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.TestPlatform;
import org.maapay.kernel.Money;
import org.maapay.ledger.hold.HoldReason;
import org.maapay.ledger.hold.PlaceHold;
import org.maapay.ledger.hold.PostHold;
import org.maapay.ledger.hold.VoidHold;
import org.maapay.merchant.Merchant;
import org.maapay.user.User;

/** The operations on holds, each answer held against {@link Model}. */
final class HeldMoney {
  private static final int RECENT = 20;
  private static final List<HoldReason> REASONS = List.of(HoldReason.values());

  private final Random random;
  private final TestPlatform platform;
  private final Model model;
  private final List<PlaceHold> placed = new ArrayList<>();
  private @Nullable PostHold lastPart;
  private @Nullable VoidHold lastVoid;

  HeldMoney(Random random, TestPlatform platform, Model model) {
    this.random = random;
    this.platform = platform;
    this.model = model;
  }

  void operate(User user, Merchant merchant) {
    int kind = random.nextInt(10);
    if (placed.isEmpty() || kind < 4) {
      place(user);
    } else if (kind < 8) {
      post(merchant);
    } else if (kind < 9) {
      voidRest();
    } else {
      expire();
    }
  }

  /** Frees what is due, then compares every user's money and every recent hold. */
  void compare(List<User> users) {
    expire();
    for (var user : users) {
      assertThat(platform.database.read(tx -> platform.ledger.free(tx, user.account())).fen())
          .isEqualTo(model.free(user.id().value()));
    }
    for (var wish : placed) {
      var stored = platform.holds.find(wish.id()).orElseThrow();
      assertThat(stored.state().name()).isEqualTo(wanted(wish).state);
      assertThat(stored.posted().fen()).isEqualTo(wanted(wish).posted);
    }
    var old = placed.subList(0, Math.max(0, placed.size() - RECENT));
    old.forEach(this::voidRest); // Else holds without an end would dry up every purse.
    old.clear();
  }

  private void place(User user) {
    if (!placed.isEmpty() && random.nextInt(6) == 0) {
      placeAgain(recent());
      return;
    }
    var reason = REASONS.get(random.nextInt(REASONS.size()));
    long amount = 1L + random.nextInt(4_000);
    var life = reason.ends() ? Duration.ofSeconds(1 + random.nextInt(3_000)) : null;
    var end = life == null ? null : platform.clock.instant().plus(life);
    var number = new UUID(random.nextLong(), random.nextLong());
    var wish = new PlaceHold(number, user.account(), new Money(amount), reason, "H" + number, end);
    var answer =
        model.hold(number, user.id().value(), amount, life == null ? null : life.toMillis(), now());
    assertSame(answer(wish), answer);
    if (answer.equals("Placed")) {
      placed.add(wish);
    }
  }

  private void placeAgain(PlaceHold wish) {
    boolean same = random.nextBoolean();
    var amount = same ? wish.amount() : wish.amount().plus(new Money(1));
    var again =
        new PlaceHold(
            wish.client(), wish.account(), amount, wish.reason(), wish.subject(), wish.expiresAt());
    assertSame(answer(again), same ? "Repeated" : "Conflicting");
  }

  private Object answer(PlaceHold wish) {
    return platform.holds.place(wish);
  }

  private void post(Merchant merchant) {
    if (lastPart != null && random.nextInt(6) == 0) {
      assertSame(answer(lastPart), "Repeated");
      return;
    }
    var wish = recent();
    long left = wanted(wish).left();
    boolean all = left > 0 && random.nextInt(3) == 0;
    long amount = all ? left : 1L + random.nextInt((int) wish.amount().fen() + 10);
    var part = new PostHold(wish.id(), number(), new Money(amount), merchant.account());
    var expected = model.postHold(wanted(wish), merchant.id().value(), amount, now());
    assertSame(answer(part), expected);
    platform.settle();
    if (expected.equals("Posted")) {
      lastPart = part;
    }
  }

  private Object answer(PostHold part) {
    return platform.holds.post(part);
  }

  private void voidRest() {
    if (lastVoid != null && random.nextInt(4) == 0) {
      assertSame(answer(lastVoid), "Repeated");
      return;
    }
    voidRest(recent());
  }

  private void voidRest(PlaceHold wish) {
    var end = new VoidHold(wish.id(), number());
    var expected = model.voidHold(wanted(wish), now());
    assertSame(answer(end), expected);
    if (expected.equals("Voided")) {
      lastVoid = end;
    }
  }

  private Object answer(VoidHold wish) {
    return platform.holds.voidRest(wish);
  }

  private void expire() {
    int expired = 0;
    for (int some = platform.holdExpiry.run(); some > 0; some = platform.holdExpiry.run()) {
      expired += some;
    }
    assertThat(expired).isEqualTo(model.expire(now()));
  }

  private static void assertSame(Object answer, String expected) {
    assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
  }

  private Model.Hold wanted(PlaceHold wish) {
    return Objects.requireNonNull(model.holds.get(wish.client()));
  }

  private PlaceHold recent() {
    int from = Math.max(0, placed.size() - RECENT);
    return placed.get(from + random.nextInt(placed.size() - from));
  }

  private UUID number() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private long now() {
    return platform.clock.instant().toEpochMilli();
  }
}
