package org.maapay.ledger.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.database.DatabaseException;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.hold.Hold.State;
import org.maapay.ledger.hold.PartPosting.Posted;
import org.maapay.ledger.hold.PartPosting.TooMuch;
import org.maapay.ledger.hold.Placing.Insufficient;
import org.maapay.ledger.hold.Placing.Placed;
import org.maapay.ledger.hold.Voiding.Voided;
import org.maapay.merchant.Merchant;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.payment.PaymentOutcome;
import org.maapay.payment.PaymentOutcome.Paid;
import org.maapay.payment.PaymentOutcome.Unknown;
import org.maapay.user.User;

class HoldsTest {
  private final TestPlatform platform = new TestPlatform();
  private final Merchant merchant = platform.merchant("M100001");
  private final User user = platform.user("13800138000", 1_000);
  private final AccountId account = user.account();
  private final AccountId shop = merchant.account();

  @AfterEach
  void close() {
    try {
      assertThat(platform.broken()).isEmpty();
    } finally {
      platform.close();
    }
  }

  @Test
  void what_is_held_is_neither_spent_nor_held_again() {
    place(700);
    assertThat(free()).isEqualTo(300);
    assertThat(platform.balance(account)).isEqualTo(1_000);
    assertThat(tryToPlace(301)).isEqualTo(new Insufficient());
    assertThat(pay(301)).isInstanceOf(PaymentOutcome.Declined.class);
    assertThat(pay(300)).isInstanceOf(PaymentOutcome.Paid.class);
    assertThat(free()).isZero();
    assertThat(platform.balance(account)).isEqualTo(700);
  }

  @Test
  void a_hold_is_posted_in_parts_up_to_its_amount() {
    var hold = place(700);
    assertThat(post(hold, 300)).isEqualTo(new Posted(new Money(400)));
    assertThat(read(hold).state()).isEqualTo(State.PENDING);
    assertThat(free()).isEqualTo(300);
    assertThat(post(hold, 401)).isEqualTo(new TooMuch(new Money(400)));
    assertThat(post(hold, 400)).isEqualTo(new Posted(Money.ZERO));
    assertThat(read(hold).state()).isEqualTo(State.POSTED);
    assertThat(read(hold).left()).isEqualTo(Money.ZERO);
    assertThat(platform.balance(account)).isEqualTo(300);
    assertThat(platform.balance(shop)).isEqualTo(700);
    assertThat(post(hold, 1)).isEqualTo(new PartPosting.Ended(State.POSTED));
  }

  @Test
  void what_was_not_posted_is_given_free() {
    var hold = place(700);
    post(hold, 300);
    assertThat(voidRest(hold)).isEqualTo(new Voided(new Money(400)));
    assertThat(free()).isEqualTo(700);
    assertThat(read(hold).posted()).isEqualTo(new Money(300));
    assertThat(voidRest(hold)).isEqualTo(new Voiding.Ended(State.VOIDED));
    assertThat(post(hold, 1)).isEqualTo(new PartPosting.Ended(State.VOIDED));
  }

  @Test
  @Clause("6.3.2-2a")
  void each_step_asked_for_twice_happens_once() {
    var wish = wish(UUID.randomUUID(), 700, HoldReason.PAYMENT);
    assertThat(place(wish)).isInstanceOf(Placed.class);
    assertThat(place(wish)).isInstanceOf(Placing.Repeated.class);
    var part = new PostHold(wish.id(), UUID.randomUUID(), new Money(700), shop);
    assertThat(post(part)).isInstanceOf(Posted.class);
    assertThat(post(part)).isEqualTo(new PartPosting.Repeated());
    assertThat(platform.balance(shop)).isEqualTo(700);

    var other = place(300);
    var end = new VoidHold(other, UUID.randomUUID());
    assertThat(voidRest(end)).isEqualTo(new Voided(new Money(300)));
    assertThat(voidRest(end)).isEqualTo(new Voiding.Repeated());
    assertThat(free()).isEqualTo(300);
  }

  @Test
  void the_clock_frees_what_is_past_its_end() {
    var hold = place(700);
    post(hold, 200);
    assertThat(platform.holdExpiry.run()).isZero();
    platform.clock.tick(Duration.ofMinutes(30));
    assertThat(post(hold, 100)).isEqualTo(new PartPosting.Ended(State.EXPIRED));
    assertThat(voidRest(hold)).isEqualTo(new Voiding.Ended(State.EXPIRED));
    assertThat(free()).isEqualTo(300);
    assertThat(platform.holdExpiry.run()).isEqualTo(1);
    assertThat(platform.holdExpiry.run()).isZero();
    assertThat(free()).isEqualTo(800);
    assertThat(read(hold).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void the_clock_frees_many_in_several_batches() {
    for (int i = 0; i < 700; i++) {
      place(1);
    }
    platform.clock.tick(Duration.ofHours(1));
    assertThat(platform.holdExpiry.run()).isEqualTo(500);
    assertThat(platform.holdExpiry.run()).isEqualTo(200);
    assertThat(free()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @EnumSource(
      value = HoldReason.class,
      names = {"FREEZE", "ATTEMPT"})
  void what_an_authority_froze_and_an_unknown_attempt_are_never_freed_by_the_clock(
      HoldReason reason) {
    var wish = wish(UUID.randomUUID(), 700, reason);
    place(wish);
    platform.clock.tick(Duration.ofDays(3_650));
    assertThat(platform.holdExpiry.run()).isZero();
    assertThat(expire(wish.id())).isEqualTo(new Expiring.Endless());
    assertThat(free()).isEqualTo(300);
    assertThat(post(wish.id(), 700)).isInstanceOf(Posted.class);
  }

  @Test
  void a_hold_has_an_end_exactly_where_its_reason_has_one() {
    var end = platform.clock.instant().plus(Duration.ofMinutes(1));
    assertThatThrownBy(() -> wish(HoldReason.FREEZE, end))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> wish(HoldReason.PAYMENT, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a freeze with an end     | UPDATE hold SET reason = 'FREEZE'
          a payment without an end | UPDATE hold SET expires_at = NULL
          more posted than held    | UPDATE hold SET posted = 701
          posted whole and pending | UPDATE hold SET posted = 700
          posted in part and over  | UPDATE hold SET posted = 1, state = 'POSTED', ended_at = held_at
          held above the balance   | UPDATE account SET held = 1001 WHERE kind = 'USER_BALANCE'
          """)
  void the_database_itself_refuses(String what, String change) {
    place(700);
    assertThatThrownBy(() -> platform.sql(change))
        .as(what)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.state()).isEqualTo("23514"));
  }

  @Test
  void only_what_somebody_owns_and_what_was_opened_can_be_held() {
    var bank = BucketAccount.BANK_RESERVE.in(account.bucket());
    var nobody = new AccountId(account.value() + 1);
    assertThatThrownBy(() -> place(wish(bank))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> place(wish(nobody))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void parts_posted_at_once_never_come_to_more_than_the_hold() {
    var hold = place(1_000);
    var answers = atOnce(40, () -> post(hold, 99));
    assertThat(answers).filteredOn(Posted.class::isInstance).hasSize(10);
    assertThat(answers).filteredOn(TooMuch.class::isInstance).hasSize(30);
    assertThat(platform.balance(shop)).isEqualTo(990);
    assertThat(read(hold).left()).isEqualTo(new Money(10));
  }

  @Test
  void the_same_part_posted_at_once_is_taken_once() {
    var hold = place(1_000);
    for (long fen : List.of(400L, 600L)) {
      var part = new PostHold(hold, UUID.randomUUID(), new Money(fen), shop);
      var answers = atOnce(20, () -> post(part));
      assertThat(answers).filteredOn(Posted.class::isInstance).hasSize(1);
      assertThat(answers).filteredOn(PartPosting.Repeated.class::isInstance).hasSize(19);
    }
    assertThat(platform.balance(shop)).isEqualTo(1_000);
  }

  @Test
  void the_same_hold_placed_at_once_is_placed_once() {
    var wish = wish(UUID.randomUUID(), 600, HoldReason.PAYMENT);
    var answers = atOnce(20, () -> place(wish));
    assertThat(answers).filteredOn(Placed.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(Placing.Repeated.class::isInstance).hasSize(19);
    assertThat(free()).isEqualTo(400);
  }

  @Test
  void posting_voiding_and_expiring_at_once_share_a_hold_out() {
    for (int round = 0; round < 10; round++) {
      var hold = place(100);
      var wishes = new ArrayList<Supplier<Object>>();
      for (int i = 0; i < 8; i++) {
        wishes.add(() -> post(hold, 30));
        wishes.add(() -> voidRest(hold));
      }
      if (round % 2 == 0) {
        platform.clock.tick(Duration.ofMinutes(30));
        wishes.add(() -> platform.holdExpiry.run());
      }
      atOnce(wishes);
      platform.holdExpiry.run();
      assertThat(read(hold).left()).isEqualTo(Money.ZERO);
      assertThat(free() + platform.balance(shop)).isEqualTo(1_000);
    }
  }

  /**
   * Payments that wait for the merchant's row and holds that are posted to it never meet crosswise.
   */
  @Test
  @Timeout(60)
  void payments_and_parts_for_one_merchant_do_not_block_each_other() {
    var users = new ArrayList<User>();
    var orders = new ArrayList<PaymentOrder>();
    var wishes = new ArrayList<Supplier<Object>>();
    for (int i = 0; i < 10; i++) {
      users.add(platform.user("138001390" + (10 + i), 10_000));
    }
    for (int i = 0; i < 300; i++) {
      var payer = users.get(i % 10);
      var order = platform.order(merchant, 60);
      orders.add(order);
      wishes.add(() -> platform.pay(order, payer, "balance"));
      var wish =
          new PlaceHold(
              UUID.randomUUID(),
              users.get(i * 7 % 10).account(),
              new Money(60),
              HoldReason.FREEZE,
              "H1",
              null);
      place(wish);
      wishes.add(() -> post(wish.id(), 60));
    }
    var answers = atOnce(wishes);
    assertThat(answers).filteredOn(Posted.class::isInstance).hasSize(300);
    // Where the second leg goes to another lane a payer may be asked to look again.
    assertThat(answers)
        .filteredOn(PaymentOutcome.class::isInstance)
        .hasSize(300)
        .allMatch(one -> one instanceof Paid || one instanceof Unknown);
    platform.settle();
    assertThat(orders).allMatch(one -> platform.read(one).status() == OrderStatus.SUCCESS);
    assertThat(platform.balance(shop)).isEqualTo(2 * 300 * 60);
    assertThat(
            platform.number(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
        .isZero();
  }

  @Test
  void a_commit_whose_answer_was_lost_is_told_by_its_number() {
    var wish = wish(UUID.randomUUID(), 700, HoldReason.PAYMENT);
    platform.faults.loseNextCommitAnswer();
    assertThatThrownBy(() -> place(wish)).isInstanceOf(DatabaseException.class);
    assertThat(place(wish)).isInstanceOf(Placing.Repeated.class);
    var part = new PostHold(wish.id(), UUID.randomUUID(), new Money(700), shop);
    platform.faults.loseNextCommitAnswer();
    assertThatThrownBy(() -> post(part)).isInstanceOf(DatabaseException.class);
    assertThat(post(part)).isEqualTo(new PartPosting.Repeated());
    assertThat(platform.balance(shop)).isEqualTo(700);
  }

  /** Two nodes hold, take and spend one purse: what is there is enough, and no fen more. */
  @Test
  void payments_and_holds_of_two_nodes_at_once_never_overdraw() {
    try (var other = platform.another()) {
      var orders = new ArrayList<Supplier<Object>>();
      for (int i = 0; i < 20; i++) {
        var node = i % 2 == 0 ? platform : other;
        var order = platform.order(merchant, 60);
        orders.add(() -> node.pay(order, user, "balance"));
        var id = UUID.randomUUID();
        orders.add(() -> place(node, wish(id, 70, HoldReason.PAYMENT)));
        orders.add(() -> post(new PostHold(HoldId.of(account, id), id(id), new Money(70), shop)));
      }
      atOnce(orders);
    }
    platform.settle();
    assertThat(free()).isBetween(0L, 59L);
    assertThat(platform.balance(account) + platform.balance(shop)).isEqualTo(1_000);
  }

  private static List<Object> atOnce(int times, Supplier<Object> wish) {
    return AtOnce.run(times, _ -> wish.get());
  }

  private static List<Object> atOnce(List<Supplier<Object>> wishes) {
    return AtOnce.run(wishes.size(), i -> wishes.get(i).get());
  }

  private static UUID id(UUID hold) {
    return new UUID(hold.getMostSignificantBits(), ~hold.getLeastSignificantBits());
  }

  private HoldId place(long fen) {
    var wish = wish(UUID.randomUUID(), fen, HoldReason.PAYMENT);
    assertThat(place(wish)).isInstanceOf(Placed.class);
    return wish.id();
  }

  private Placing tryToPlace(long fen) {
    return place(wish(UUID.randomUUID(), fen, HoldReason.PAYMENT));
  }

  private Placing place(PlaceHold wish) {
    return place(platform, wish);
  }

  private static Placing place(TestPlatform node, PlaceHold wish) {
    return node.holds.place(wish);
  }

  private PlaceHold wish(UUID client, long fen, HoldReason reason) {
    var end = reason.ends() ? platform.clock.instant().plus(Duration.ofMinutes(30)) : null;
    return new PlaceHold(client, account, new Money(fen), reason, "H" + client, end);
  }

  private PlaceHold wish(HoldReason reason, @Nullable Instant end) {
    return new PlaceHold(UUID.randomUUID(), account, new Money(1), reason, "H1", end);
  }

  private static PlaceHold wish(AccountId of) {
    return new PlaceHold(UUID.randomUUID(), of, new Money(1), HoldReason.FREEZE, "H1", null);
  }

  private PartPosting post(HoldId hold, long fen) {
    return post(new PostHold(hold, UUID.randomUUID(), new Money(fen), shop));
  }

  private PartPosting post(PostHold part) {
    return platform.holds.post(part);
  }

  private Voiding voidRest(HoldId hold) {
    return voidRest(new VoidHold(hold, UUID.randomUUID()));
  }

  private Voiding voidRest(VoidHold wish) {
    return platform.holds.voidRest(wish);
  }

  private Expiring expire(HoldId id) {
    return platform.holds.expire(id);
  }

  private PaymentOutcome pay(long fen) {
    return platform.pay(platform.order(merchant, fen), user, "balance");
  }

  private Hold read(HoldId id) {
    return platform.holds.find(id).orElseThrow();
  }

  private long free() {
    return platform.database.read(tx -> platform.ledger.free(tx, account)).fen();
  }
}
