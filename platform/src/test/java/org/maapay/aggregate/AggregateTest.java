package org.maapay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.institution.OutsideInstitution.Call;
import org.maapay.institution.OutsideOrder;
import org.maapay.institution.ScriptedInstitution;
import org.maapay.institution.ScriptedInstitution.Fault;
import org.maapay.institution.Standing;
import org.maapay.institution.Way;
import org.maapay.ledger.BucketAccount;
import org.maapay.merchant.Merchant;
import org.maapay.order.AttemptNo;
import org.maapay.order.Closing;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Transition.Reason;
import org.maapay.outbox.Fact;
import org.maapay.payment.PaymentOutcome;
import org.maapay.refund.Refund.State;
import org.maapay.refund.Refunding;

class AggregateTest {
  private static final long AMOUNT = 2_600;

  private TestPlatform platform;
  private Merchant merchant;

  @BeforeEach
  void open() {
    platform = new TestPlatform();
    merchant = platform.merchant("M2026000001");
  }

  @AfterEach
  void books_hold_and_close() {
    platform.settle();
    assertThat(platform.broken()).isEmpty();
    platform.close();
  }

  @Test
  @Clause("5.1.4-2")
  void a_payer_is_offered_the_institutions_that_he_can_use() {
    var order = platform.aggregate(merchant, AMOUNT);
    assertThat(codes(order)).containsExactly("SECOND", "THIRD");
    platform.user(TestPlatform.PAYER.digits(), 5_000);
    assertThat(codes(order)).containsExactly("MAAPAY", "SECOND", "THIRD");
    platform.third.down(true);
    assertThat(codes(order)).containsExactly("MAAPAY", "SECOND");
  }

  @Test
  @Clause({"5.1.4-7", "5.1.4-8a"})
  void what_is_paid_at_an_institution_outside_is_owed_to_the_merchant_once() {
    var order = chosen("SECOND");
    platform.second.pay(number(order, 1));
    for (int i = 0; i < 3; i++) {
      assertThat(told("SECOND", order, 1)).isEqualTo(Choices.Taken.DONE);
    }
    assertPaidOnce(order);
    assertThat(platform.facts(Fact.Kind.ORDER_PAID)).isEqualTo(1);
  }

  @Test
  void a_report_that_was_lost_is_asked_for() {
    var order = chosen("SECOND");
    platform.second.pay(number(order, 1));
    resolve(Duration.ofSeconds(31));
    assertPaidOnce(order);
  }

  @Test
  void choosing_the_same_again_is_one_order_there_and_the_same_link() {
    var order = platform.aggregate(merchant, AMOUNT);
    var first = platform.choices.choose(order, "SECOND", null);
    var again = platform.choices.choose(platform.read(order), "SECOND", null);
    assertThat(ready(first)).isEqualTo(ready(again));
    assertThat(platform.number("SELECT count(*) FROM institution_order")).isEqualTo(1);
  }

  @Test
  @Clause("5.1.4-9")
  void each_way_reaches_the_payer_as_the_institution_prepares_it() {
    for (var way : Way.values()) {
      var order = platform.aggregate(merchant, AMOUNT);
      assertThat(platform.choices.choose(order, "SECOND", way))
          .isInstanceOf(Choosing.Outside.class);
      assertThat(platform.second.order(number(order, 1)).orElseThrow().way()).isEqualTo(way);
      assertThat(platform.choices.way(order)).contains(way);
    }
    var order = platform.aggregate(merchant, AMOUNT);
    assertThat(platform.choices.choose(order, "THIRD", Way.NATIVE))
        .isInstanceOf(Choosing.NotOffered.class);
    assertThat(platform.choices.choose(order, "NOBODY", null))
        .isInstanceOf(Choosing.NotOffered.class);
  }

  @Test
  void another_institution_is_taken_only_after_the_first_has_ended_the_order() {
    var order = chosen("SECOND");
    var now = platform.choices.choose(platform.read(order), "THIRD", null);
    assertThat(now).isInstanceOf(Choosing.Outside.class);
    assertThat(platform.second.standing(number(order, 1)).orElseThrow())
        .isEqualTo(new Standing.Closed());
    platform.third.pay(number(order, 2));
    told("THIRD", order, 2);
    assertPaidOnce(order);
  }

  @Test
  void while_the_first_does_not_say_that_it_ended_another_is_refused() {
    var order = chosen("SECOND");
    platform.second.next(Fault.REQUEST_LOST);
    assertThat(platform.choices.choose(platform.read(order), "THIRD", null))
        .isEqualTo(new Choosing.Refused(Reason.ATTEMPT_RUNNING));
    assertThat(platform.third.standing(number(order, 2))).isEmpty();
  }

  @Test
  void who_paid_at_the_first_cannot_choose_another_though_the_report_was_lost() {
    var order = chosen("SECOND");
    platform.second.pay(number(order, 1));
    assertThat(platform.choices.choose(platform.read(order), "THIRD", null))
        .isEqualTo(new Choosing.Refused(Reason.ALREADY_PAID));
    assertPaidOnce(order);
  }

  @Test
  void of_choices_at_the_same_moment_one_institution_gets_the_order() throws Exception {
    var order = platform.aggregate(merchant, AMOUNT);
    List<Callable<Choosing>> taps = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      var code = i % 2 == 0 ? "SECOND" : "THIRD";
      taps.add(() -> {
        synchronized (platform.second) { // The script is no test of threads; the rows are.
          return platform.choices.choose(order, code, null);
        }
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var tap : threads.invokeAll(taps)) {
        assertThat(tap.get()).isNotNull();
      }
    }
    var payable =
        List.of(platform.second, platform.third).stream()
            .mapToLong(there -> waiting(there, order))
            .sum();
    assertThat(payable).isEqualTo(1);
  }

  @Test
  void an_answer_that_was_lost_leaves_nothing_payable_and_the_payer_chooses_again() {
    var order = platform.aggregate(merchant, AMOUNT);
    platform.second.next(Fault.ANSWER_LOST);
    assertThat(platform.choices.choose(order, "SECOND", null))
        .isInstanceOf(Choosing.Unavailable.class);
    resolve(Duration.ofSeconds(31));
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.CREATED);
    assertThat(platform.second.standing(number(order, 1)).orElseThrow())
        .isEqualTo(new Standing.Closed());
    assertThat(platform.choices.choose(platform.read(order), "SECOND", null))
        .isInstanceOf(Choosing.Outside.class);
    platform.second.pay(number(order, 2));
    told("SECOND", order, 2);
    assertPaidOnce(order);
  }

  @Test
  void an_institution_that_is_down_is_asked_again_by_the_same_choice() {
    var order = platform.aggregate(merchant, AMOUNT);
    platform.second.next(Fault.REQUEST_LOST);
    assertThat(platform.choices.choose(order, "SECOND", null))
        .isInstanceOf(Choosing.Unavailable.class);
    assertThat(platform.choices.choose(platform.read(order), "SECOND", null))
        .isInstanceOf(Choosing.Outside.class);
    platform.second.pay(number(order, 1));
    told("SECOND", order, 1);
    assertPaidOnce(order);
  }

  @Test
  void an_institution_that_refuses_leaves_the_order_payable() {
    var order = platform.aggregate(merchant, AMOUNT);
    platform.second.next(Fault.REFUSED);
    assertThat(platform.choices.choose(order, "SECOND", null))
        .isInstanceOf(Choosing.NotOffered.class);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.CREATED);
    assertThat(platform.choices.choose(platform.read(order), "THIRD", null))
        .isInstanceOf(Choosing.Outside.class);
  }

  @Test
  void money_that_comes_after_the_order_was_given_up_goes_back_there() {
    var order = platform.aggregate(merchant, AMOUNT);
    platform.second.next(Fault.REFUSED); // What it refused it took all the same.
    platform.choices.choose(order, "SECOND", null);
    platform.second.prepare(outside(order));
    platform.second.pay(number(order, 1));
    assertThat(told("SECOND", order, 1)).isEqualTo(Choices.Taken.DONE);
    told("SECOND", order, 1);
    assertThat(platform.second.taken()).isZero();
    assertThat(platform.balance(merchant.account())).isZero();
    assertThat(owed(order)).isZero();
    assertThat(platform.number("SELECT count(*) FROM contradiction WHERE state = 'RETURNED'"))
        .isEqualTo(1);
  }

  @Test
  void a_second_success_goes_back_where_it_came_from() {
    var order = platform.aggregate(merchant, AMOUNT);
    platform.second.next(Fault.REFUSED);
    platform.choices.choose(order, "SECOND", null);
    platform.choices.choose(platform.read(order), "THIRD", null);
    platform.third.pay(number(order, 2));
    told("THIRD", order, 2);
    platform.second.prepare(outside(order));
    platform.second.pay(number(order, 1));
    platform.second.next(Fault.ANSWER_LOST);
    told("SECOND", order, 1);
    platform.clock.tick(Duration.ofMinutes(2));
    platform.contradictions.resolve();
    assertThat(platform.second.taken()).isZero();
    assertPaidOnce(order);
  }

  @Test
  void nobody_is_believed_who_reports_what_was_not_asked() {
    var order = chosen("SECOND");
    assertThat(told("THIRD", order, 1)).isEqualTo(Choices.Taken.REFUSED);
    assertThat(told("NOBODY", order, 1)).isEqualTo(Choices.Taken.UNKNOWN_INSTITUTION);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PAYING);
  }

  @Test
  @Clause("6.2.4-2")
  void a_refund_goes_back_through_the_institution_that_took_the_money() {
    var order = chosen("SECOND");
    platform.second.pay(number(order, 1));
    told("SECOND", order, 1);
    platform.second.next(Fault.ANSWER_LOST);
    assertThat(platform.refund(order, 600, "R1")).isInstanceOf(Refunding.Accepted.class);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.REFUNDING);
    platform.clock.tick(Duration.ofMinutes(1));
    platform.refunds.resolve();
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
    assertThat(platform.second.taken()).isEqualTo(2_000);
    assertThat(owed(order)).isEqualTo(2_000);
    assertThat(platform.balance(merchant.account())).isEqualTo(2_000);
  }

  @Test
  void a_refund_that_the_institution_refuses_is_the_merchants_again() {
    var order = chosen("SECOND");
    platform.second.pay(number(order, 1));
    told("SECOND", order, 1);
    platform.second.next(Fault.REFUSED);
    assertThat(platform.refund(order, 600, "R1"))
        .isInstanceOfSatisfying(
            Refunding.Accepted.class,
            accepted -> assertThat(accepted.refund().state()).isEqualTo(State.FAILED));
    assertThat(platform.balance(merchant.account())).isEqualTo(AMOUNT);
  }

  @Test
  void closing_ends_the_order_there_first() {
    var order = chosen("SECOND");
    assertThat(platform.choices.close(order.payOrderNo())).isInstanceOf(Closing.Closed.class);
    assertThat(platform.second.standing(number(order, 1)).orElseThrow())
        .isEqualTo(new Standing.Closed());
    var paid = chosen("SECOND");
    platform.second.pay(number(paid, 1));
    assertThat(platform.choices.close(paid.payOrderNo())).isInstanceOf(Closing.Refused.class);
    assertPaidOnce(paid);
  }

  @Test
  void an_order_whose_time_is_over_is_ended_there() {
    var order = chosen("SECOND");
    resolve(Duration.ofMinutes(31));
    assertThat(platform.second.standing(number(order, 1)).orElseThrow())
        .isEqualTo(new Standing.Closed());
    assertThat(platform.orders.close(order.payOrderNo())).isInstanceOf(Closing.Closed.class);
  }

  @Test
  void what_waits_outside_cannot_be_paid_with_a_balance_and_a_balance_cannot_be_chosen_twice() {
    var payer = platform.user(TestPlatform.PAYER.digits(), 5_000);
    var order = platform.aggregate(merchant, AMOUNT);
    assertThat(platform.choices.choose(order, "MAAPAY", null)).isInstanceOf(Choosing.BuiltIn.class);
    platform.choices.choose(order, "SECOND", null);
    assertThat(platform.pay(order, payer, "balance"))
        .isEqualTo(new PaymentOutcome.Refused(Reason.ATTEMPT_RUNNING));
    assertThat(platform.choices.choose(platform.read(order), "MAAPAY", null))
        .isInstanceOf(Choosing.BuiltIn.class);
    assertThat(platform.pay(order, payer, "balance")).isInstanceOf(PaymentOutcome.Paid.class);
    assertThat(platform.choices.choose(platform.read(order), "SECOND", null))
        .isEqualTo(new Choosing.Refused(Reason.ALREADY_PAID));
  }

  @Test
  void a_users_method_never_names_an_institution() {
    var payer = platform.user(TestPlatform.PAYER.digits(), 5_000);
    var order = platform.aggregate(merchant, AMOUNT);
    assertThat(platform.pay(order, payer, "@SECOND/1")).isInstanceOf(PaymentOutcome.Declined.class);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.CREATED);
  }

  private List<String> codes(PaymentOrder order) {
    return platform.choices.offers(order).stream().map(Offer::code).toList();
  }

  private PaymentOrder chosen(String code) {
    var order = platform.aggregate(merchant, AMOUNT);
    assertThat(platform.choices.choose(order, code, null)).isInstanceOf(Choosing.Outside.class);
    return order;
  }

  private static Object ready(Choosing choosing) {
    return ((Choosing.Outside) choosing).ready();
  }

  private OutsideOrder outside(PaymentOrder order) {
    var method = new OutsideMethod("SECOND", new AttemptNo(1));
    return new OutsideOrders(platform.database, platform.stored)
        .find(order.payOrderNo(), method)
        .orElseThrow()
        .outside();
  }

  private static String number(PaymentOrder order, int attempt) {
    return order.payOrderNo().value() + "-" + attempt;
  }

  private static long waiting(ScriptedInstitution there, PaymentOrder order) {
    long waiting = 0;
    for (int attempt = 1; attempt < 30; attempt++) {
      if (there.standing(number(order, attempt)).orElse(null) instanceof Standing.Waiting) {
        waiting++;
      }
    }
    return waiting;
  }

  private Choices.Taken told(String code, PaymentOrder order, int attempt) {
    return platform.choices.told(code, new Told("/" + number(order, attempt)));
  }

  private record Told(String target) implements Call {
    @Override
    public String method() {
      return "POST";
    }

    @Override
    public Map<String, List<String>> headers() {
      return Map.of();
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }
  }

  private void resolve(Duration after) {
    platform.clock.tick(after);
    platform.resolver.run();
  }

  private long owed(PaymentOrder order) {
    return -platform.balance(BucketAccount.AT_INSTITUTIONS.in(order.payOrderNo().bucket()));
  }

  private void assertPaidOnce(PaymentOrder order) {
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(platform.balance(merchant.account())).isEqualTo(AMOUNT);
    assertThat(owed(order)).isEqualTo(AMOUNT);
  }
}
