package org.maapay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.maapay.outbox.Fact.Kind.ORDER_PAID;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.bank.BankReply;
import org.maapay.bank.CardMovement;
import org.maapay.bank.ScriptedBank.Fault;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.InstitutionReply;
import org.maapay.merchant.Merchant;
import org.maapay.order.AttemptNo;
import org.maapay.order.Closing;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Transition.Reason;
import org.maapay.payment.PaymentAttempts.State;
import org.maapay.payment.PaymentOutcome.Declined;
import org.maapay.payment.PaymentOutcome.Paid;
import org.maapay.payment.PaymentOutcome.Refused;
import org.maapay.payment.PaymentOutcome.Unknown;
import org.maapay.user.User;

class CardPaymentTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final InstitutionReply REFUSED =
      new InstitutionReply.Declined(DeclineReason.CARD_REFUSED);

  private final TestPlatform platform = new TestPlatform();
  private Merchant merchant = platform.merchant("M100001");
  private User payer = platform.user("13800138000", 0);
  private String card = platform.card(payer);

  /** Whatever happened: what the bank took is what the books say it took, and not one fen else. */
  @AfterEach
  void soundAfter() {
    assertThat(platform.broken()).isEmpty();
    assertThat(platform.reserve()).isEqualTo(platform.bank.taken());
    assertThat(platform.balance(merchant.account())).isEqualTo(platform.bank.taken());
    platform.close();
  }

  @Test
  void a_card_that_pays_pays_the_order() {
    var order = platform.order(merchant, 1_250);
    assertThat(pay(order)).isEqualTo(new Paid(platform.clock.instant()));
    assertPaid(order);
    assertThat(platform.balance(payer.account())).isZero();
    assertThat(platform.read(order).method()).isEqualTo(card);
    assertThat(attempt(order, 1)).isEqualTo(State.SUCCEEDED);
  }

  @Test
  @Clause("6.1.1-1")
  void a_card_that_is_declined_leaves_the_order_payable() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.DECLINED);
    assertThat(pay(order)).isEqualTo(new Declined(DeclineReason.CARD_REFUSED));
    assertOpen(order);
    assertThat(attempt(order, 1)).isEqualTo(State.DECLINED);
    assertThat(pay(order)).isInstanceOf(Paid.class);
    assertPaid(order);
    assertThat(attempt(order, 2)).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void a_card_of_somebody_else_is_no_method() {
    var other = platform.user("13900139000", 0);
    var order = platform.order(merchant, 1_250);
    assertThat(platform.pay(order, other, card))
        .isEqualTo(new Declined(DeclineReason.METHOD_UNKNOWN));
    assertThat(platform.bank.calls()).isZero();
    assertOpen(order);
  }

  @Test
  void an_answer_that_was_lost_is_asked_for_and_pays_the_order() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.ANSWER_LOST);
    assertThat(pay(order)).isInstanceOf(Unknown.class);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PAYING);
    assertThat(pay(order)).isEqualTo(new Refused(Reason.ATTEMPT_RUNNING));

    assertThat(resolveAfter(A_MINUTE)).isEqualTo(1);
    assertPaid(order);
    assertThat(resolveAfter(A_MINUTE)).isZero();
  }

  @Test
  @Clause("6.1.1-1")
  void a_request_that_was_lost_is_fenced_and_the_order_payable_again() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.REQUEST_LOST);
    assertThat(pay(order)).isInstanceOf(Unknown.class);
    resolveAfter(A_MINUTE);
    assertOpen(order);
    assertThat(pay(order)).isInstanceOf(Paid.class);
    assertPaid(order);
  }

  /** Not knowing lasts as long as it lasts: nothing is closed, released or tried meanwhile. */
  @Test
  void an_attempt_in_process_blocks_everything_until_the_bank_has_decided() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.PROCESSING);
    assertThat(pay(order)).isInstanceOf(Unknown.class);
    for (int hour = 0; hour < 48; hour++) {
      resolveAfter(Duration.ofHours(1));
      assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PAYING);
      assertThat(close(order)).isEqualTo(new Closing.Refused(Reason.ATTEMPT_RUNNING));
      assertThat(pay(order)).isEqualTo(new Refused(Reason.ATTEMPT_RUNNING));
    }
    platform.bank.finish(true);
    resolveAfter(A_MINUTE.multipliedBy(11));
    assertPaid(order);
  }

  @Test
  void an_attempt_the_bank_declines_late_leaves_an_expired_order_to_be_closed() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.PROCESSING);
    pay(order);
    platform.clock.tick(Duration.ofHours(1));
    platform.bank.finish(false);
    resolveAfter(A_MINUTE);
    assertOpen(order);
    assertThat(pay(order)).isEqualTo(new Refused(Reason.ORDER_CLOSED));
    assertThat(close(order)).isInstanceOf(Closing.Closed.class);
  }

  @Test
  void the_bank_is_asked_at_growing_pauses() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.PROCESSING);
    pay(order);
    int asked = 0;
    for (int second = 0; second < 3_600; second++) {
      asked += resolveAfter(Duration.ofSeconds(1));
    }
    assertThat(asked).isBetween(6, 15);
    platform.bank.finish(true);
    resolveAfter(A_MINUTE.multipliedBy(11));
    assertPaid(order);
  }

  /** The process died between the commit of the attempt and the call to the bank. */
  @Test
  void an_attempt_lost_in_a_crash_before_the_bank_heard_of_it_is_fenced() {
    var order = platform.order(merchant, 1_250);
    crashBeforeTheBank(order);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PAYING);
    assertThat(resolveAfter(Duration.ofSeconds(29))).isZero();
    assertThat(resolveAfter(Duration.ofSeconds(2))).isEqualTo(1);
    assertOpen(order);
    assertThat(pay(order)).isInstanceOf(Paid.class);
    assertPaid(order);
  }

  /** The process died after the bank took the money and before that was stored. */
  @Test
  void an_attempt_lost_in_a_crash_after_the_bank_took_the_money_is_found() {
    var order = platform.order(merchant, 1_250);
    platform.bank.meanwhile(() -> {
      throw new IllegalStateException("the process dies");
    });
    assertThatThrownBy(() -> pay(order)).hasMessage("the process dies");
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PAYING);
    resolveAfter(A_MINUTE);
    assertPaid(order);
  }

  /** The answer came after somebody else had asked: it says the same and has no second effect. */
  @Test
  void an_answer_that_comes_after_the_resolver_asked_is_harmless() {
    var order = platform.order(merchant, 1_250);
    platform.bank.meanwhile(() -> resolveAfter(A_MINUTE));
    assertThat(pay(order)).isInstanceOf(Paid.class);
    assertPaid(order);
  }

  @Test
  void a_request_that_arrives_after_its_fence_is_declined_and_harmless() {
    var order = platform.order(merchant, 1_250);
    crashBeforeTheBank(order);
    resolveAfter(A_MINUTE);
    assertOpen(order);
    var late = attemptOf(order, 1);
    var charge = late.charge();
    var request =
        new CardMovement(charge.number(), "AGR" + card, charge.leg().amount(), "海风咖啡", "");
    assertThat(platform.bank.debit(request)).isInstanceOf(BankReply.Declined.class);
    assertThat(platform.outcomes.conclude(late, REFUSED)).isInstanceOf(Declined.class);
    assertOpen(order);
  }

  @Test
  void a_late_decline_of_an_old_attempt_does_not_end_the_new_one() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.DECLINED);
    pay(order);
    var old = attemptOf(order, 1);
    platform.bank.next(Fault.PROCESSING);
    pay(order);
    platform.outcomes.conclude(old, REFUSED);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PAYING);
    platform.bank.finish(true);
    resolveAfter(A_MINUTE);
    assertPaid(order);
  }

  @Test
  @Clause("6.1.1-2")
  void twenty_attempts_at_once_charge_the_card_once() {
    var order = platform.order(merchant, 1_250);
    var outcomes = AtOnce.run(20, _ -> pay(order));
    assertThat(outcomes).filteredOn(Paid.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(19);
    assertThat(platform.bank.taken()).isEqualTo(1_250);
    assertPaid(order);
  }

  @Test
  void several_nodes_ask_at_once_and_pay_the_order_once() {
    for (int i = 0; i < 20; i++) {
      platform.bank.next(Fault.ANSWER_LOST);
      pay(platform.order(merchant, 100));
    }
    platform.clock.tick(A_MINUTE);
    var asked = AtOnce.run(4, _ -> platform.resolver.run());
    assertThat(asked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
    assertThat(platform.facts(ORDER_PAID)).isEqualTo(20);
  }

  /** The card is gone from the wallet, but its debit may have gone through before. */
  @Test
  void an_unknown_attempt_is_asked_about_though_its_card_was_unbound() {
    var order = platform.order(merchant, 1_250);
    platform.bank.next(Fault.ANSWER_LOST);
    pay(order);
    platform.sql("UPDATE card SET state = 'UNBOUND'");
    resolveAfter(A_MINUTE);
    assertPaid(order);
  }

  /** Somebody spoilt one row: the others are settled all the same. */
  @Test
  void an_attempt_that_cannot_be_settled_holds_up_no_other() {
    platform.bank.next(Fault.ANSWER_LOST, Fault.ANSWER_LOST, Fault.ANSWER_LOST);
    var spoilt = platform.order(merchant, 100);
    pay(spoilt);
    var one = platform.order(merchant, 100);
    pay(one);
    var two = platform.order(merchant, 100);
    pay(two);
    var no = spoilt.payOrderNo().value();
    platform.sql(
        "UPDATE payment_order SET business_type = 'SPOILT' WHERE pay_order_no = '" + no + "'");
    resolveAfter(A_MINUTE);
    assertThat(platform.read(one).status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(platform.read(two).status()).isEqualTo(OrderStatus.SUCCESS);
    platform.sql(
        "UPDATE payment_order SET business_type = 'PASSWORD' WHERE pay_order_no = '" + no + "'");
    resolveAfter(A_MINUTE);
    assertThat(platform.read(spoilt).status()).isEqualTo(OrderStatus.SUCCESS);
  }

  /** The order's time ran out before anybody had closed it. */
  @Test
  void an_attempt_does_not_begin_after_the_order_expired() {
    var order = platform.order(merchant, 1_250);
    platform.clock.tick(Duration.ofMinutes(30));
    assertThat(pay(order)).isEqualTo(new Refused(Reason.ORDER_CLOSED));
    assertThat(platform.bank.calls()).isZero();
  }

  private void crashBeforeTheBank(PaymentOrder order) {
    platform.bank.refuseToBeReached(() -> new IllegalStateException("the process dies"));
    assertThatThrownBy(() -> pay(order)).hasMessage("the process dies");
  }

  private PaymentAttempt attemptOf(PaymentOrder order, int no) {
    return new PaymentAttempt(
        platform.read(order), new AttemptNo(no), payer.id(), card, merchant.account());
  }

  private PaymentOutcome pay(PaymentOrder order) {
    return platform.pay(order, payer, card);
  }

  private Closing close(PaymentOrder order) {
    return platform.orders.close(order.payOrderNo());
  }

  private int resolveAfter(Duration pause) {
    platform.clock.tick(pause);
    return platform.resolver.run();
  }

  private void assertPaid(PaymentOrder order) {
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(platform.facts(ORDER_PAID)).isEqualTo(1);
    assertThat(platform.balance(merchant.account())).isEqualTo(order.wish().amount().fen());
  }

  private void assertOpen(PaymentOrder order) {
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.CREATED);
    assertThat(platform.facts(ORDER_PAID)).isZero();
    assertThat(platform.balance(merchant.account())).isZero();
  }

  private State attempt(PaymentOrder order, int no) {
    return platform
        .database
        .read(tx -> platform.attempts.find(tx, payer.id(), order.payOrderNo(), new AttemptNo(no)))
        .orElseThrow()
        .state();
  }
}
