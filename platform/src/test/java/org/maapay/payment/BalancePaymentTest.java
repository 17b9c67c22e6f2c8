package org.maapay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.maapay.outbox.Fact.Kind.ORDER_PAID;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.authorization.TestLeave;
import org.maapay.institution.DeclineReason;
import org.maapay.kernel.Money;
import org.maapay.merchant.Merchant;
import org.maapay.order.Closing;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Transition.Reason;
import org.maapay.payment.PaymentOutcome.Declined;
import org.maapay.payment.PaymentOutcome.Paid;
import org.maapay.payment.PaymentOutcome.Refused;
import org.maapay.user.User;

class BalancePaymentTest {
  private final TestPlatform platform = new TestPlatform();
  private Merchant merchant = platform.merchant("M100001");
  private User payer = platform.user("13800138000", 10_000);

  @BeforeEach
  void soundBefore() {
    assertThat(platform.broken()).isEmpty();
  }

  @AfterEach
  void soundAfter() {
    assertThat(platform.broken()).isEmpty();
    platform.close();
  }

  @Test
  void a_paid_order_has_moved_its_amount_and_is_told() {
    var order = platform.order(merchant, 1_250);
    assertThat(pay(order)).isEqualTo(new Paid(platform.clock.instant()));
    assertThat(platform.balance(payer.account())).isEqualTo(8_750);
    assertThat(platform.balance(merchant.account())).isEqualTo(1_250);
    var paid = platform.read(order);
    assertThat(paid.status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(paid.payer()).isEqualTo(payer.id());
    assertThat(paid.method()).isEqualTo("balance");
    assertThat(platform.facts(ORDER_PAID)).isEqualTo(1);
  }

  @Test
  @Clause("6.1.1-1")
  void an_order_that_lacked_money_is_payable_again() {
    var poor = platform.user("13900139000", 100);
    var order = platform.order(merchant, 1_250);
    assertThat(platform.pay(order, poor, "balance"))
        .isEqualTo(new Declined(DeclineReason.INSUFFICIENT_FUNDS));
    assertThat(platform.balance(poor.account())).isEqualTo(100);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.CREATED);
    assertThat(platform.facts(ORDER_PAID)).isZero();

    assertThat(pay(order)).isInstanceOf(Paid.class);
    assertThat(platform.read(order).payer()).isEqualTo(payer.id());
    assertThat(platform.balance(merchant.account())).isEqualTo(1_250);
  }

  @Test
  @Clause("6.1.1-2")
  void a_paid_order_cannot_be_paid_again() {
    var order = platform.order(merchant, 1_250);
    pay(order);
    assertThat(pay(order)).isEqualTo(new Refused(Reason.ALREADY_PAID));
    var other = platform.user("13900139000", 5_000);
    assertThat(platform.pay(order, other, "balance")).isEqualTo(new Refused(Reason.ALREADY_PAID));
    assertThat(platform.balance(payer.account())).isEqualTo(8_750);
    assertThat(platform.balance(other.account())).isEqualTo(5_000);
  }

  @Test
  @Clause("6.1.1-2")
  void twenty_attempts_at_once_debit_once() {
    var order = platform.order(merchant, 1_250);
    var outcomes = AtOnce.run(20, _ -> pay(order));
    assertThat(outcomes).anyMatch(Paid.class::isInstance);
    assertThat(outcomes)
        .allMatch(it ->
            it instanceof Paid
                || it.equals(new Refused(Reason.ALREADY_PAID))
                || it.equals(new Refused(Reason.ATTEMPT_RUNNING))); // Where lanes are apart.
    assertThat(platform.balance(payer.account())).isEqualTo(8_750);
    assertThat(platform.balance(merchant.account())).isEqualTo(1_250);
    assertThat(platform.facts(ORDER_PAID)).isEqualTo(1);
    assertThat(platform.number("SELECT count(*) FROM payment_attempt")).isEqualTo(1);
  }

  @Test
  @Clause("6.1.1-2")
  void two_payers_at_once_debit_one_of_them() {
    var other = platform.user("13900139000", 10_000);
    var order = platform.order(merchant, 1_250);
    var outcomes = AtOnce.run(20, i -> platform.pay(order, i % 2 == 0 ? payer : other, "balance"));
    assertThat(outcomes).anyMatch(Paid.class::isInstance);
    assertThat(platform.balance(payer.account()) + platform.balance(other.account()))
        .isEqualTo(18_750);
    assertThat(platform.facts(ORDER_PAID)).isEqualTo(1);
  }

  @Test
  void many_orders_at_once_spend_the_balance_and_no_more() {
    var orders = new ArrayList<PaymentOrder>();
    for (int i = 0; i < 30; i++) {
      orders.add(platform.order(merchant, 999));
    }
    var outcomes = AtOnce.run(30, i -> pay(orders.get(i)));
    assertThat(outcomes).filteredOn(Paid.class::isInstance).hasSize(10);
    assertThat(outcomes).filteredOn(Declined.class::isInstance).hasSize(20);
    assertThat(platform.balance(payer.account())).isEqualTo(10);
  }

  @Test
  void an_order_whose_time_is_over_is_not_paid_though_nobody_closed_it() {
    var order = platform.order(merchant, 1_250);
    platform.clock.tick(Duration.ofMinutes(30));
    assertThat(pay(order)).isEqualTo(new Refused(Reason.ORDER_CLOSED));
    assertThat(platform.balance(payer.account())).isEqualTo(10_000);
  }

  @Test
  void an_order_is_payable_until_its_last_moment() {
    var order = platform.order(merchant, 1_250);
    platform.clock.tick(Duration.ofMinutes(30).minusMillis(1));
    assertThat(pay(order)).isInstanceOf(Paid.class);
  }

  @Test
  void a_closed_order_is_not_paid() {
    var order = platform.order(merchant, 1_250);
    close(order);
    assertThat(pay(order)).isEqualTo(new Refused(Reason.ORDER_CLOSED));
  }

  @Test
  void a_paid_order_is_not_closed() {
    var order = platform.order(merchant, 1_250);
    pay(order);
    assertThat(close(order)).isEqualTo(new Closing.Refused(Reason.ALREADY_PAID));
  }

  /** Whoever comes first: either it is paid and not closed, or closed and nothing moved. */
  @Test
  void closing_and_paying_at_once_end_in_one_of_the_two() {
    for (int round = 0; round < 25; round++) {
      var order = platform.order(merchant, 10);
      var before = platform.balance(merchant.account());
      int first = round;
      AtOnce.run(6, i -> (i + first) % 2 == 0 ? pay(order) : close(order));
      var paid = platform.read(order).status() == OrderStatus.SUCCESS;
      assertThat(platform.balance(merchant.account()) - before).isEqualTo(paid ? 10 : 0);
      assertThat(
              platform.number(
                  "SELECT count(*) FROM outbox WHERE subject = '"
                      + order.payOrderNo().value()
                      + "'"))
          .isEqualTo(1);
    }
  }

  /** The database committed and could not say so: asking again tells what happened. */
  @Test
  void a_payment_whose_commit_was_not_answered_is_told_as_paid() {
    var order = platform.order(merchant, 1_250);
    platform.faults.loseNextPostingAnswer();
    assertThat(pay(order)).isInstanceOf(Paid.class);
    assertThat(platform.balance(payer.account())).isEqualTo(8_750);
    assertThat(platform.facts(ORDER_PAID)).isEqualTo(1);
  }

  @Test
  void leave_for_something_else_pays_nothing() {
    var order = platform.order(merchant, 1_250);
    var no = order.payOrderNo();
    for (var leave :
        List.of(
            TestLeave.to(payer.id(), new Money(1_249), no.value()),
            TestLeave.to(
                payer.id(),
                new Money(1_250),
                platform.order(merchant, 1_250).payOrderNo().value()))) {
      assertThatThrownBy(() -> platform.payments.pay(no, "balance", leave))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(platform.balance(payer.account())).isEqualTo(10_000);
  }

  private PaymentOutcome pay(PaymentOrder order) {
    return platform.pay(order, payer, "balance");
  }

  private Closing close(PaymentOrder order) {
    return platform.orders.close(order.payOrderNo());
  }
}
