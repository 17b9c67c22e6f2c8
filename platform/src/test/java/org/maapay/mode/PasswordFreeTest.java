package org.maapay.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.mandate.Allowances.Spending;
import org.maapay.mandate.Limits;
import org.maapay.mandate.Mandate;
import org.maapay.mandate.MandateState.Party;
import org.maapay.mandate.Verdict;
import org.maapay.mandate.Verdict.Outcome;
import org.maapay.merchant.Merchant;
import org.maapay.mode.PasswordFree.Placing.Before;
import org.maapay.mode.PasswordFree.Placing.Done;
import org.maapay.order.OrderStatus;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Placement.Conflicting;
import org.maapay.order.Placement.Replayed;
import org.maapay.outbox.Fact;
import org.maapay.payment.PaymentOutcome.Paid;
import org.maapay.user.User;

@Clause({"B-6", "A-11"})
class PasswordFreeTest {
  private static final Limits LIMITS = new Limits(new Money(5_000), new Money(20_000));

  private final TestPlatform platform = new TestPlatform();
  private final Merchant merchant = platform.merchant("M100001");
  private final User payer = platform.user("13800138000", 100_000);
  private int number;

  @AfterEach
  void soundAfter() {
    assertThat(platform.broken()).isEmpty();
    platform.close();
  }

  private PlaceOrder wish(long fen) {
    return TestPlatform.wish(merchant, "F" + ++number, fen);
  }

  private Done place(PlaceOrder wish) {
    return place(platform, wish);
  }

  private static Done place(TestPlatform node, PlaceOrder wish) {
    if (node.passwordFree.place(wish) instanceof Done done) {
      return done;
    }
    throw new AssertionError("a new number is placed");
  }

  private Outcome debit(long fen) {
    return place(wish(fen)).verdict().outcome();
  }

  private long used() {
    return platform.number("SELECT coalesce(sum(used), 0) FROM mandate_allowance");
  }

  private void revoke(Mandate mandate) {
    platform.mandates.revoke(mandate.no(), Party.USER);
  }

  @Test
  void within_the_limits_it_is_debited_at_once_and_told() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var done = place(wish(1_250));
    var order = done.order();
    assertThat(done.verdict()).isEqualTo(new Verdict(Outcome.DEBITED, LIMITS));
    assertThat(order.status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(platform.read(order)).isEqualTo(order);
    assertThat(platform.balance(payer.account())).isEqualTo(98_750);
    assertThat(platform.facts(Fact.Kind.ORDER_PAID)).isEqualTo(1);
    assertThat(used()).isEqualTo(1_250);
    assertThat(platform.passwordFree.answered(order)).isEqualTo(done.verdict());
  }

  /** The second call finds the number taken, after it had counted. */
  @Test
  void a_number_that_was_used_debits_and_counts_nothing_more() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var wish = wish(1_250);
    var first = place(wish).order();
    assertThat(platform.passwordFree.place(wish)).isEqualTo(new Before(new Replayed(first)));
    var other = TestPlatform.wish(merchant, wish.merchantOrderNo(), 1_251);
    assertThat(platform.passwordFree.place(other)).isEqualTo(new Before(new Conflicting()));
    assertThat(platform.balance(payer.account())).isEqualTo(98_750);
    assertThat(used()).isEqualTo(1_250);
  }

  @Test
  void a_replay_of_what_was_not_debited_tells_the_same_again() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var wish = wish(5_001);
    var done = place(wish);
    assertThat(platform.passwordFree.place(wish)).isEqualTo(new Before(new Replayed(done.order())));
    assertThat(platform.passwordFree.answered(done.order())).isEqualTo(done.verdict());
    assertThat(used()).isZero();
  }

  /** Each reason outranks those below it: all of them hold in the first row, one in the last. */
  @Test
  void refusals_in_order_of_precedence() {
    var poor = platform.user("13900139000", 10);
    platform.mandate(merchant, poor, LIMITS, "balance");
    assertThat(debit(5_001)).as("the payer has none").isEqualTo(Outcome.NO_MANDATE);
    platform.mandate(merchant, payer, LIMITS, "balance");
    empty(payer);
    platform.sql("UPDATE mandate_allowance SET used = 19_999, used_day = '2026-01-01'");
    assertThat(debit(5_001)).as("also over the day").isEqualTo(Outcome.LIMIT_PER_PAYMENT);
    assertThat(debit(2)).as("also without money").isEqualTo(Outcome.LIMIT_PER_DAY);
    assertThat(debit(1)).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    assertThat(used()).as("nothing was counted").isEqualTo(2 * 19_999);
    assertThat(platform.balance(merchant.account())).isZero();
  }

  private void empty(User user) {
    platform.move(user.account(), platform.merchant("M100002").account(), 100_000);
  }

  @Test
  void somebody_without_an_account_has_no_mandate() {
    platform.sql("UPDATE person SET user_id = NULL");
    var done = place(wish(100));
    assertThat(done.verdict().outcome()).isEqualTo(Outcome.NO_MANDATE);
    assertThat(done.order().status()).isEqualTo(OrderStatus.CREATED);
    assertThat(platform.passwordFree.answered(done.order())).isEqualTo(done.verdict());
  }

  @Test
  void a_mandate_counts_with_its_own_merchant_alone() {
    platform.mandate(platform.merchant("M100004"), payer, LIMITS, "balance");
    assertThat(debit(100)).isEqualTo(Outcome.NO_MANDATE);
  }

  @Test
  void an_order_that_was_not_debited_is_paid_with_the_password() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var done = place(wish(5_001));
    assertThat(done.verdict()).isEqualTo(new Verdict(Outcome.LIMIT_PER_PAYMENT, LIMITS));
    assertThat(platform.pay(done.order(), payer, "balance")).isInstanceOf(Paid.class);
    assertThat(used()).isZero();
  }

  @Test
  void too_little_money_gives_the_day_its_room_back() {
    platform.mandate(
        merchant, payer, new Limits(new Money(200_000), new Money(200_000)), "balance");
    var done = place(wish(150_000));
    assertThat(done.verdict().outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    assertThat(platform.read(done.order()).status()).isEqualTo(OrderStatus.CREATED);
    assertThat(platform.passwordFree.answered(done.order())).isEqualTo(done.verdict());
    assertThat(used()).isZero();
    assertThat(debit(50_000)).isEqualTo(Outcome.DEBITED);
  }

  @Test
  void the_day_is_the_business_day() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    for (int i = 0; i < 4; i++) {
      assertThat(debit(5_000)).isEqualTo(Outcome.DEBITED);
    }
    assertThat(debit(1)).isEqualTo(Outcome.LIMIT_PER_DAY);
    platform.clock.tick(Duration.ofHours(12).minusMillis(1)); // One moment before midnight.
    assertThat(debit(1)).isEqualTo(Outcome.LIMIT_PER_DAY);
    platform.clock.tick(Duration.ofMillis(1));
    assertThat(debit(5_000)).isEqualTo(Outcome.DEBITED);
    assertThat(used()).isEqualTo(5_000);
  }

  /** A node whose clock is behind must not begin yesterday's count again. */
  @Test
  void a_day_that_has_begun_is_not_left_again() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    platform.sql("UPDATE mandate_allowance SET used = 19_000, used_day = '2026-01-02'");
    assertThat(debit(1_001)).isEqualTo(Outcome.LIMIT_PER_DAY);
    assertThat(debit(1_000)).isEqualTo(Outcome.DEBITED);
    assertThat(used()).isEqualTo(20_000);
  }

  /** What is given back after midnight belongs to the day before. */
  @Test
  void room_comes_back_to_the_day_it_was_taken_from() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var order = platform.order(merchant, 5_000);
    reserve(order.payOrderNo(), 5_000);
    platform.clock.tick(Duration.ofDays(1));
    assertThat(debit(3_000)).isEqualTo(Outcome.DEBITED);
    platform.database.run(tx -> platform.uses.giveBack(tx, payer.id(), order.payOrderNo()));
    assertThat(used()).isEqualTo(3_000);
  }

  private void reserve(PayOrderNo order, long fen) {
    var wanted = new Spending(payer.id(), merchant.id(), order, new Money(fen));
    platform.database.run(
        tx -> platform.allowances.reserve(tx, List.of(wanted), platform.clock.instant()));
  }

  @Test
  void the_days_limit_holds_whatever_happens_at_once() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    try (var other = platform.another()) {
      var wishes = new ArrayList<PlaceOrder>();
      for (int i = 0; i < 60; i++) {
        wishes.add(wish(900));
      }
      var verdicts =
          AtOnce.run(
              60, i -> place(i % 2 == 0 ? platform : other, wishes.get(i)).verdict().outcome());
      assertThat(verdicts).filteredOn(Outcome.DEBITED::equals).hasSize(22);
      assertThat(verdicts).filteredOn(Outcome.LIMIT_PER_DAY::equals).hasSize(38);
      assertThat(used()).isEqualTo(22 * 900);
      assertThat(platform.balance(payer.account())).isEqualTo(100_000 - 22 * 900);
    }
  }

  /** After the answer that it has ended no debit begins; one that had begun ends as it would. */
  @Test
  void ending_a_mandate_and_debiting_at_once_leave_the_books_right() {
    for (int round = 0; round < 20; round++) {
      var wishes = Stream.generate(() -> wish(100)).limit(6).toList();
      var mandate =
          platform.mandate(merchant, payer, new Limits(new Money(100), new Money(500)), "balance");
      var before = platform.balance(payer.account());
      var debited = new AtomicInteger();
      AtOnce.run(
          6,
          i -> {
            if (i == 3) {
              revoke(mandate);
            } else if (place(wishes.get(i)).verdict().outcome() == Outcome.DEBITED) {
              debited.incrementAndGet();
            }
            return i;
          });
      assertThat(before - platform.balance(payer.account())).isEqualTo(100L * debited.get());
      assertThat(debit(100)).isEqualTo(Outcome.NO_MANDATE);
      assertThat(
              platform.number(
                  "SELECT used FROM mandate_allowance WHERE mandate_no = '"
                      + mandate.no().value()
                      + "'"))
          .isEqualTo(100L * debited.get());
    }
  }

  @Test
  void after_a_commit_that_was_not_answered_it_is_debited_once_and_counted_once() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    platform.faults.loseNextAnswerOf("UPDATE mandate_allowance");
    assertThat(debit(1_250)).as("the count was not answered").isEqualTo(Outcome.DEBITED);
    platform.faults.loseNextPostingAnswer();
    assertThat(debit(750)).as("the debit was not answered").isEqualTo(Outcome.DEBITED);
    assertThat(platform.balance(payer.account())).isEqualTo(98_000);
    assertThat(used()).isEqualTo(2_000);
  }

  /** Debits are noted for many at once, a while after; a use that nobody can explain waits. */
  @Test
  void what_was_counted_is_settled_when_its_order_has_ended() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    debit(4_000);
    var paid = platform.order(merchant, 700);
    var closed = platform.order(merchant, 300);
    for (var order : List.of(paid, closed)) {
      reserve(order.payOrderNo(), order.wish().amount().fen());
    }
    assertThat(platform.passwordFree.settle()).as("too early").isZero();
    platform.clock.tick(Duration.ofMinutes(2));
    assertThat(platform.passwordFree.settle()).isEqualTo(3);
    assertThat(used()).as("both may still be debited").isEqualTo(5_000);
    platform.pay(paid, payer, "balance");
    platform.orders.close(closed.payOrderNo());
    assertThat(platform.passwordFree.settle()).as("not looked at again yet").isZero();
    platform.clock.tick(Duration.ofMinutes(2));
    assertThat(platform.passwordFree.settle()).as("the debit was noted before").isEqualTo(2);
    assertThat(used()).isEqualTo(4_700);
    assertThat(platform.number("SELECT count(*) FROM mandate_use WHERE state = 'RESERVED'"))
        .isZero();
    assertThat(platform.passwordFree.answered(closed).outcome()).isEqualTo(Outcome.NOT_DEBITED);
  }

  /** Whoever counted it went before he stored the order. */
  @Test
  void what_was_counted_for_an_order_that_never_came_comes_back() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    reserve(platform.orders.draft(wish(500)).payOrderNo(), 500);
    platform.clock.tick(Duration.ofMinutes(9));
    platform.passwordFree.settle();
    assertThat(used()).as("a commit may still be under way").isEqualTo(500);
    platform.clock.tick(Duration.ofMinutes(2));
    platform.passwordFree.settle();
    assertThat(used()).isZero();
  }

  @Test
  @Clause("6.1.5-1")
  void a_refund_leaves_the_days_use_as_it_is() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var order = place(wish(5_000)).order();
    platform.refund(order, 5_000, null);
    assertThat(platform.balance(payer.account())).isEqualTo(100_000);
    assertThat(used()).isEqualTo(5_000);
  }

  @Test
  void a_bound_card_pays_if_the_payer_chose_it() {
    var card = platform.card(payer);
    platform.mandate(merchant, payer, LIMITS, card);
    var done = place(wish(1_000));
    assertThat(done.verdict().outcome()).isEqualTo(Outcome.DEBITED);
    assertThat(done.order().status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(done.order().method()).isEqualTo(card);
    assertThat(platform.balance(payer.account())).isEqualTo(100_000);
    assertThat(platform.passwordFree.answered(done.order())).isEqualTo(done.verdict());
  }

  @Test
  void an_order_nobody_decided_about_was_not_debited() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var order = platform.order(merchant, 1_000);
    assertThat(platform.passwordFree.answered(order))
        .isEqualTo(new Verdict(Outcome.NOT_DEBITED, null));
    assertThat(platform.balance(payer.account())).isEqualTo(100_000);
  }
}
