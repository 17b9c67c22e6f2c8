package org.maapay.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.maapay.outbox.Fact.Kind.REFUND_FAILED;
import static org.maapay.outbox.Fact.Kind.REFUND_SUCCEEDED;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.bank.ScriptedBank.Fault;
import org.maapay.merchant.Merchant;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.refund.Refund.State;
import org.maapay.refund.Refunding.Accepted;
import org.maapay.refund.Refunding.Replayed;
import org.maapay.refund.Refunding.TooMuch;
import org.maapay.user.User;

/** Money goes back to the card it came from, and is nobody's while the bank has not said so. */
@Clause({"C-4b", "6.1.5-2"})
class CardRefundTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final TestPlatform platform = new TestPlatform();
  private Merchant merchant = platform.merchant("M100001");
  private User payer = platform.user("13800138000", 0);
  private PaymentOrder order = platform.paid(merchant, 1_000, payer, platform.card(payer));

  @BeforeEach
  void soundBefore() {
    assertThat(platform.bank.taken()).isEqualTo(1_000);
  }

  @AfterEach
  void soundAfter() {
    assertThat(platform.broken()).isEmpty();
    assertThat(platform.reserve()).isEqualTo(platform.bank.taken());
    assertThat(platform.balance(payer.account())).isZero();
    platform.close();
  }

  @Test
  void a_refund_the_bank_books_at_once_has_succeeded() {
    assertThat(refund(300, "R1").state()).isEqualTo(State.SUCCESS);
    assertThat(platform.bank.taken()).isEqualTo(700);
    assertThat(status()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
    assertThat(refund(700, "R2").state()).isEqualTo(State.SUCCESS);
    assertThat(status()).isEqualTo(OrderStatus.REFUNDED);
    assertThat(platform.balance(merchant.account())).isZero();
    assertThat(platform.facts(REFUND_SUCCEEDED)).isEqualTo(2);
  }

  @Test
  void a_refund_the_bank_declines_gives_the_merchant_its_money_again() {
    platform.bank.next(Fault.DECLINED);
    assertThat(refund(300, "R1").state()).isEqualTo(State.FAILED);
    assertThat(platform.balance(merchant.account())).isEqualTo(1_000);
    assertThat(status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(platform.facts(REFUND_FAILED)).isEqualTo(1);
    assertThat(refund(1_000, "R2").state()).isEqualTo(State.SUCCESS);
  }

  @Test
  void a_failed_refund_leaves_the_status_that_was_before() {
    refund(300, "R1");
    platform.bank.next(Fault.DECLINED);
    refund(300, "R2");
    assertThat(status()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
  }

  @Test
  void while_nobody_knows_the_money_is_set_aside_and_the_rest_refundable() {
    platform.bank.next(Fault.PROCESSING);
    assertThat(refund(300, "R1").state()).isEqualTo(State.PROCESSING);
    assertThat(status()).isEqualTo(OrderStatus.REFUNDING);
    assertThat(platform.balance(merchant.account())).isEqualTo(700);
    assertThat(platform.refund(order, 701, "R2")).isEqualTo(new TooMuch());
    assertThat(refund(700, "R3").state()).isEqualTo(State.SUCCESS);
    assertThat(status()).isEqualTo(OrderStatus.REFUNDING);

    platform.bank.finish(true);
    resolveAfter(A_MINUTE);
    assertThat(status()).isEqualTo(OrderStatus.REFUNDED);
    assertThat(state("R1")).isEqualTo(State.SUCCESS);
  }

  @Test
  void a_refund_the_bank_declines_late_is_given_back_to_the_merchant() {
    platform.bank.next(Fault.PROCESSING);
    refund(300, "R1");
    platform.bank.finish(false);
    resolveAfter(A_MINUTE);
    assertThat(state("R1")).isEqualTo(State.FAILED);
    assertThat(platform.balance(merchant.account())).isEqualTo(1_000);
    assertThat(status()).isEqualTo(OrderStatus.SUCCESS);
  }

  @Test
  void a_refund_in_process_is_asked_about_for_as_long_as_it_takes() {
    platform.bank.next(Fault.PROCESSING);
    refund(300, "R1");
    for (int day = 0; day < 10; day++) {
      assertThat(resolveAfter(Duration.ofDays(1))).isEqualTo(1);
      assertThat(state("R1")).isEqualTo(State.PROCESSING);
    }
    platform.bank.finish(true);
    resolveAfter(Duration.ofDays(1));
    assertThat(state("R1")).isEqualTo(State.SUCCESS);
    assertThat(resolveAfter(Duration.ofDays(1))).isZero();
  }

  @Test
  void an_answer_that_was_lost_is_asked_for() {
    platform.bank.next(Fault.ANSWER_LOST);
    assertThat(refund(300, "R1").state()).isEqualTo(State.PROCESSING);
    resolveAfter(A_MINUTE);
    assertThat(state("R1")).isEqualTo(State.SUCCESS);
    assertThat(platform.facts(REFUND_SUCCEEDED)).isEqualTo(1);
  }

  @Test
  void a_request_that_was_lost_is_fenced_and_the_merchant_has_its_money() {
    platform.bank.next(Fault.REQUEST_LOST);
    refund(300, "R1");
    resolveAfter(A_MINUTE);
    assertThat(state("R1")).isEqualTo(State.FAILED);
    assertThat(platform.balance(merchant.account())).isEqualTo(1_000);
  }

  @Test
  void a_refund_lost_in_a_crash_is_settled_after_it() {
    platform.bank.refuseToBeReached(() -> new IllegalStateException("the process dies"));
    assertThatThrownBy(() -> refund(300, "R1")).hasMessage("the process dies");
    assertThat(state("R1")).isEqualTo(State.PROCESSING);
    resolveAfter(A_MINUTE);
    assertThat(state("R1")).isEqualTo(State.FAILED);

    platform.bank.meanwhile(() -> {
      throw new IllegalStateException("the process dies");
    });
    assertThatThrownBy(() -> refund(300, "R2")).hasMessage("the process dies");
    resolveAfter(A_MINUTE);
    assertThat(state("R2")).isEqualTo(State.SUCCESS);
    assertThat(platform.balance(merchant.account())).isEqualTo(700);
  }

  @Test
  void an_answer_that_comes_after_the_resolver_asked_is_harmless() {
    platform.bank.meanwhile(() -> resolveAfter(A_MINUTE));
    assertThat(refund(300, "R1").state()).isEqualTo(State.SUCCESS);
    assertThat(platform.facts(REFUND_SUCCEEDED)).isEqualTo(1);
    assertThat(platform.balance(merchant.account())).isEqualTo(700);
  }

  @Test
  void a_repeat_tells_how_it_stands_and_asks_the_bank_for_nothing() {
    platform.bank.next(Fault.PROCESSING);
    refund(300, "R1");
    var calls = platform.bank.calls();
    assertThat(platform.refund(order, 300, "R1"))
        .isInstanceOfSatisfying(
            Replayed.class,
            replayed -> assertThat(replayed.refund().state()).isEqualTo(State.PROCESSING));
    assertThat(platform.bank.calls()).isEqualTo(calls);
    platform.bank.finish(true);
    resolveAfter(A_MINUTE);
    assertThat(platform.refund(order, 300, "R1"))
        .isInstanceOfSatisfying(
            Replayed.class,
            replayed -> assertThat(replayed.refund().state()).isEqualTo(State.SUCCESS));
  }

  /** Without a number a refund that failed stays the answer; a number makes it another refund. */
  @Test
  void a_refund_that_failed_is_tried_again_under_a_number() {
    platform.bank.next(Fault.DECLINED);
    assertThat(platform.refund(order, 300, null)).isInstanceOf(Accepted.class);
    assertThat(platform.refund(order, 300, null))
        .isInstanceOfSatisfying(
            Replayed.class,
            replayed -> assertThat(replayed.refund().state()).isEqualTo(State.FAILED));
    assertThat(refund(300, "R1").state()).isEqualTo(State.SUCCESS);
  }

  @Test
  void fifty_refunds_at_once_never_exceed_what_was_paid() {
    for (int i = 0; i < 5; i++) {
      platform.bank.next(Fault.values());
    }
    var answers = AtOnce.run(50, i -> platform.refund(order, 100, "R" + i));
    assertThat(answers).hasSize(50).allMatch(it -> it instanceof Accepted || it instanceof TooMuch);
    platform.bank.finish(true);
    resolveAfter(A_MINUTE);
    assertThat(platform.bank.taken()).isBetween(0L, 1_000L);
    assertThat(platform.read(order).refunding().fen()).isZero();
    assertThat(platform.read(order).refunded().fen()).isEqualTo(1_000 - platform.bank.taken());
    assertThat(platform.balance(merchant.account())).isEqualTo(platform.bank.taken());
  }

  @Test
  void several_nodes_ask_at_once_and_each_refund_ends_once() {
    for (int i = 0; i < 10; i++) {
      platform.bank.next(i % 2 == 0 ? Fault.ANSWER_LOST : Fault.REQUEST_LOST);
      refund(100, "R" + i);
    }
    platform.clock.tick(A_MINUTE);
    AtOnce.run(4, _ -> platform.refunds.resolve());
    assertThat(platform.facts(REFUND_SUCCEEDED)).isEqualTo(5);
    assertThat(platform.facts(REFUND_FAILED)).isEqualTo(5);
    assertThat(platform.balance(merchant.account())).isEqualTo(500);
  }

  @Test
  void money_goes_back_to_a_card_that_was_unbound_since() {
    platform.sql("UPDATE card SET state = 'UNBOUND'");
    assertThat(refund(300, "R1").state()).isEqualTo(State.SUCCESS);
  }

  @Test
  void a_refund_in_process_is_asked_about_though_the_card_was_unbound() {
    platform.bank.next(Fault.ANSWER_LOST);
    refund(300, "R1");
    platform.sql("UPDATE card SET state = 'UNBOUND'");
    resolveAfter(A_MINUTE);
    assertThat(state("R1")).isEqualTo(State.SUCCESS);
  }

  @Test
  void a_refund_that_cannot_be_settled_holds_up_no_other() {
    platform.bank.next(Fault.ANSWER_LOST, Fault.ANSWER_LOST, Fault.ANSWER_LOST);
    refund(100, "R1");
    refund(100, "R2");
    refund(100, "R3");
    platform.sql("UPDATE refund SET user_id = 'nobody' WHERE merchant_refund_no = 'R1'");
    resolveAfter(A_MINUTE);
    assertThat(state("R2")).isEqualTo(State.SUCCESS);
    assertThat(state("R3")).isEqualTo(State.SUCCESS);
    platform.sql(
        "UPDATE refund SET user_id = '" + payer.id().value() + "' WHERE merchant_refund_no = 'R1'");
    resolveAfter(A_MINUTE);
    assertThat(state("R1")).isEqualTo(State.SUCCESS);
  }

  /** The balance was tried first and lacked money; the card paid: the card gets it back. */
  @Test
  void money_goes_back_the_way_that_paid_and_not_the_way_that_was_tried() {
    var second = platform.order(merchant, 500);
    platform.pay(second, payer, "balance");
    platform.pay(second, payer, platform.card(payer));
    platform.refund(second, 500, "R9");
    assertThat(state("R9")).isEqualTo(State.SUCCESS);
    assertThat(platform.bank.taken()).isEqualTo(1_000);
  }

  private Refund refund(long fen, String number) {
    var answer = platform.refund(order, fen, number);
    assertThat(answer).isInstanceOf(Accepted.class);
    return ((Accepted) answer).refund();
  }

  private int resolveAfter(Duration pause) {
    platform.clock.tick(pause);
    return platform.refunds.resolve();
  }

  private OrderStatus status() {
    return platform.read(order).status();
  }

  private State state(String number) {
    return platform.refunds.find(merchant.id(), number).orElseThrow().refund().state();
  }
}
