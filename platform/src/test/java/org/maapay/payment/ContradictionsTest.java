package org.maapay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.TestPlatform;
import org.maapay.bank.ScriptedBank.Fault;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.InstitutionReply;
import org.maapay.merchant.Merchant;
import org.maapay.order.AttemptNo;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.payment.PaymentOutcome.Declined;
import org.maapay.payment.PaymentOutcome.Paid;
import org.maapay.payment.PaymentOutcome.Unknown;
import org.maapay.user.User;
import org.maapay.wallet.WalletInstitution;

/** Reports that the books rule out: taken in, given back or kept for a person, never lost. */
class ContradictionsTest {
  private static final long AMOUNT = 1_250;
  private static final InstitutionReply REFUSED =
      new InstitutionReply.Declined(DeclineReason.CARD_REFUSED);

  private final TestPlatform platform = new TestPlatform();
  private final WalletInstitution institution =
      new WalletInstitution(platform.database, platform.cards, platform.bank, platform.clock);
  private final Merchant merchant = platform.merchant("M100001");
  private final User payer = platform.user("13800138000", 0);
  private final String card = platform.card(payer);

  @AfterEach
  void soundAfter() {
    assertThat(platform.broken()).isEmpty();
    platform.close();
  }

  @Test
  void money_of_an_attempt_that_was_refused_goes_back() {
    var order = refusedTooEarly();
    assertThat(report(order)).isEqualTo(new Declined(DeclineReason.LOST));
    assertThat(cases("LATE_SUCCESS", "RETURNED")).isEqualTo(1);
    assertBank(0);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.CREATED);
    assertThat(platform.balance(merchant.account())).isZero();
    assertThat(platform.pay(order, payer, card)).isInstanceOf(Paid.class);
    assertBank(AMOUNT);
  }

  @Test
  void a_second_success_of_a_paid_order_goes_back() {
    var order = refusedTooEarly();
    assertThat(platform.pay(order, payer, card)).isInstanceOf(Paid.class);
    assertThat(report(order)).isEqualTo(new Declined(DeclineReason.LOST));
    assertThat(cases("SECOND_SUCCESS", "RETURNED")).isEqualTo(1);
    assertBank(AMOUNT);
    assertThat(platform.balance(merchant.account())).isEqualTo(AMOUNT);
  }

  @Test
  void a_refund_whose_answer_was_lost_is_asked_for() {
    var order = refusedTooEarly();
    platform.bank.next(Fault.ANSWER_LOST);
    report(order);
    assertThat(cases("LATE_SUCCESS", "RETURNING")).isEqualTo(1);
    assertThat(resolve()).isEqualTo(1);
    assertThat(cases("LATE_SUCCESS", "RETURNED")).isEqualTo(1);
    assertBank(0);
    assertThat(resolve()).isZero();
  }

  /**
   * The bank will never give it back by itself: the money stays in the books until it is settled.
   */
  @Test
  void a_refund_the_bank_refuses_is_left_to_a_person() {
    var order = refusedTooEarly();
    platform.bank.next(Fault.REQUEST_LOST);
    report(order);
    resolve();
    assertThat(cases("LATE_SUCCESS", "OPEN")).isEqualTo(1);
    assertBank(AMOUNT);
    assertThat(platform.balance(merchant.account())).isZero();
  }

  @Test
  void a_report_that_comes_again_is_one_case_though_the_order_was_paid_meanwhile() {
    var order = refusedTooEarly();
    report(order);
    report(order);
    platform.pay(order, payer, card);
    report(order);
    assertThat(platform.number("SELECT count(*) FROM contradiction")).isEqualTo(1);
    assertBank(AMOUNT);
  }

  @Test
  void of_reports_at_the_same_moment_before_and_after_the_order_was_paid_one_makes_the_case()
      throws Exception {
    var order = refusedTooEarly();
    var before = attempt(order, card);
    platform.pay(order, payer, card);
    var after = attempt(order, card);
    List<Callable<PaymentOutcome>> reports = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      var seen = i % 2 == 0 ? before : after;
      reports.add(() -> platform.outcomes.conclude(seen, institution.settle(seen.charge())));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(reports)) {
        assertThat(one.get()).isEqualTo(new Declined(DeclineReason.LOST));
      }
    }
    assertThat(platform.number("SELECT count(*) FROM contradiction")).isEqualTo(1);
    assertBank(AMOUNT);
    assertThat(platform.balance(merchant.account())).isEqualTo(AMOUNT);
  }

  @Test
  void a_refusal_of_what_was_booked_moves_nothing_and_is_left_to_a_person() {
    var order = platform.paid(merchant, AMOUNT, payer, card);
    for (int i = 0; i < 2; i++) {
      assertThat(platform.outcomes.conclude(attempt(order, card), REFUSED))
          .isInstanceOf(Unknown.class);
    }
    assertThat(cases("LATE_DECLINE", "OPEN")).isEqualTo(1);
    assertThat(platform.number("SELECT count(*) FROM contradiction")).isEqualTo(1);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.SUCCESS);
    assertBank(AMOUNT);
    assertThat(platform.balance(merchant.account())).isEqualTo(AMOUNT);
  }

  /**
   * A balance is our own book: what was fenced before it was debited never moved, and is no case.
   */
  @Test
  void a_balance_attempt_that_was_fenced_takes_and_gives_nothing() {
    var rich = platform.user("13900139000", 5_000);
    var order = platform.order(merchant, AMOUNT);
    var begun =
        new PaymentAttempt(order, new AttemptNo(1), rich.id(), "balance", merchant.account());
    platform.outcomes.book().begun(begun, platform.clock.instant());
    platform.resolver.run();
    var slow = begun.of(platform.read(order));
    assertThat(platform.outcomes.conclude(slow, institution.charge(slow.charge())))
        .isEqualTo(new Declined(DeclineReason.LOST));
    assertThat(platform.number("SELECT count(*) FROM contradiction")).isZero();
    assertThat(platform.balance(rich.account())).isEqualTo(5_000);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.CREATED);
  }

  /** Attempt 1 was reported as refused, and then the bank took the money all the same. */
  private PaymentOrder refusedTooEarly() {
    var order = platform.order(merchant, AMOUNT);
    platform.bank.next(Fault.PROCESSING);
    assertThat(platform.pay(order, payer, card)).isInstanceOf(Unknown.class);
    assertThat(platform.outcomes.conclude(attempt(order, card), REFUSED))
        .isInstanceOf(Declined.class);
    platform.bank.finish(true);
    return order;
  }

  private PaymentOutcome report(PaymentOrder order) {
    var attempt = attempt(order, card);
    return platform.outcomes.conclude(attempt, institution.settle(attempt.charge()));
  }

  private PaymentAttempt attempt(PaymentOrder order, String method) {
    return new PaymentAttempt(
        platform.read(order), new AttemptNo(1), payer.id(), method, merchant.account());
  }

  private int resolve() {
    platform.clock.tick(Duration.ofMinutes(2));
    return platform.contradictions.resolve();
  }

  private long cases(String kind, String state) {
    return platform.number(
        "SELECT count(*) FROM contradiction WHERE kind = '"
            + kind
            + "' AND state = '"
            + state
            + "'");
  }

  private void assertBank(long fen) {
    assertThat(platform.bank.taken()).isEqualTo(fen);
    platform.settle();
    assertThat(platform.reserve()).isEqualTo(fen);
  }
}
