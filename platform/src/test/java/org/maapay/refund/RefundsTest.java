package org.maapay.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.outbox.Fact.Kind.REFUND_FAILED;
import static org.maapay.outbox.Fact.Kind.REFUND_SUCCEEDED;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.merchant.Merchant;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.refund.Refunding.Accepted;
import org.maapay.refund.Refunding.Conflicting;
import org.maapay.refund.Refunding.MerchantShort;
import org.maapay.refund.Refunding.NotPaid;
import org.maapay.refund.Refunding.OrderMissing;
import org.maapay.refund.Refunding.Replayed;
import org.maapay.refund.Refunding.TooMuch;
import org.maapay.user.User;

@Clause({"C-4", "C-4b", "6.1.5-2"})
class RefundsTest {
  private final TestPlatform platform = new TestPlatform();
  private Merchant merchant = platform.merchant("M100001");
  private User payer = platform.user("13800138000", 10_000);
  private long spent;

  @AfterEach
  void soundAfter() {
    assertThat(platform.broken()).isEmpty();
    assertThat(platform.balance(payer.account()) + platform.balance(merchant.account()))
        .isEqualTo(10_000);
    platform.close();
  }

  @Test
  void a_full_refund_gives_everything_back() {
    var order = paid(1_250);
    var refund = accepted(platform.refund(order, 1_250, "R1"));
    assertThat(refund.state()).isEqualTo(Refund.State.SUCCESS);
    assertThat(platform.balance(payer.account())).isEqualTo(10_000);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.REFUNDED);
    assertThat(platform.facts(REFUND_SUCCEEDED)).isEqualTo(1);
  }

  @Test
  void part_after_part_comes_back_until_nothing_is_left() {
    var order = paid(1_250);
    for (int i = 0; i < 4; i++) {
      accepted(platform.refund(order, 300, "R" + i));
      assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
    }
    assertThat(platform.refund(order, 51, "R4")).isEqualTo(new TooMuch());
    accepted(platform.refund(order, 50, "R5"));
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.REFUNDED);
    assertThat(platform.refund(order, 1, "R6")).isEqualTo(new TooMuch());
    assertThat(platform.balance(payer.account())).isEqualTo(10_000);
  }

  /** The table of what may be refused, each row wrong in its own way and right in those above. */
  @Test
  void results_in_order_of_precedence() {
    var order = paid(1_000);
    var unpaid = platform.order(merchant, 1_000);
    var closed = platform.order(merchant, 1_000);
    close(closed);
    accepted(platform.refund(order, 100, "USED"));

    var wish = order.wish();
    var noSuchNumber = wish(order, 100, "USED", "nobody", wish.orderDate(), wish.mobile());
    var otherDay =
        wish(
            order, 100, "USED", wish.merchantOrderNo(), yesterday(wish.orderDate()), wish.mobile());
    var otherMobile =
        wish(
            order,
            100,
            "USED",
            wish.merchantOrderNo(),
            wish.orderDate(),
            new MobileNumber("13900139000"));
    assertThat(platform.refunds.request(noSuchNumber)).isEqualTo(new OrderMissing());
    assertThat(platform.refunds.request(otherDay)).isEqualTo(new OrderMissing());
    assertThat(platform.refunds.request(otherMobile)).isEqualTo(new OrderMissing());
    assertThat(platform.refund(order, 100, "USED")).isInstanceOf(Replayed.class);
    assertThat(platform.refund(order, 5_000, "USED")).isEqualTo(new Conflicting());
    assertThat(platform.refund(unpaid, 100, "USED")).isEqualTo(new Conflicting());
    assertThat(platform.refund(unpaid, 5_000, "R1")).isEqualTo(new NotPaid());
    assertThat(platform.refund(closed, 100, "R1")).isEqualTo(new NotPaid());
    spendWhatTheMerchantHas();
    assertThat(platform.refund(order, 901, "R1")).isEqualTo(new TooMuch());
    assertThat(platform.refund(order, 900, "R1")).isEqualTo(new MerchantShort());
    assertThat(platform.number("SELECT count(*) FROM refund")).isEqualTo(1);
    assertThat(platform.number("SELECT count(*) FROM client_number WHERE kind = 'REFUND'"))
        .isEqualTo(1);
    giveItBack();
    accepted(platform.refund(order, 900, "R1"));
  }

  @Test
  void another_merchants_order_does_not_exist() {
    var other = platform.merchant("M100002");
    var order = paid(1_000);
    var wish = order.wish();
    assertThat(
            platform.refunds.request(
                new RefundWish(
                    other.id(),
                    wish.merchantOrderNo(),
                    wish.orderDate(),
                    new Money(1),
                    wish.mobile(),
                    null)))
        .isEqualTo(new OrderMissing());
  }

  @Test
  void a_repeat_with_the_merchants_number_answers_the_first() {
    var order = paid(1_250);
    var first = accepted(platform.refund(order, 250, "R1"));
    platform.clock.tick(Duration.ofDays(400));
    var again = platform.refund(order, 250, "R1");
    assertThat(again)
        .isInstanceOfSatisfying(
            Replayed.class, replayed -> assertThat(replayed.refund()).isEqualTo(first));
    assertThat(platform.balance(payer.account())).isEqualTo(9_000);
  }

  @Test
  void a_number_that_stood_for_another_refund_conflicts() {
    var order = paid(1_250);
    var other = paid(1_250);
    accepted(platform.refund(order, 250, "R1"));
    assertThat(platform.refund(order, 251, "R1")).isEqualTo(new Conflicting());
    assertThat(platform.refund(other, 250, "R1")).isEqualTo(new Conflicting());
    assertThat(platform.balance(payer.account())).isEqualTo(7_750);
  }

  @Test
  void without_a_number_order_and_amount_name_the_refund() {
    var order = paid(1_250);
    var other = paid(1_250);
    var first = accepted(platform.refund(order, 250, null));
    platform.clock.tick(Duration.ofDays(400));
    assertThat(platform.refund(order, 250, null))
        .isInstanceOfSatisfying(
            Replayed.class, replayed -> assertThat(replayed.refund()).isEqualTo(first));
    accepted(platform.refund(order, 251, null));
    accepted(platform.refund(order, 250, "R1"));
    accepted(platform.refund(other, 250, null));
    assertThat(platform.balance(payer.account())).isEqualTo(7_500 + 250 + 251 + 250 + 250);
  }

  @Test
  void fifty_refunds_at_once_never_exceed_what_was_paid() {
    var order = paid(1_250);
    var answers = AtOnce.run(50, i -> platform.refund(order, 100, "R" + i));
    assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(12);
    assertThat(answers).filteredOn(TooMuch.class::isInstance).hasSize(38);
    assertThat(platform.balance(payer.account())).isEqualTo(8_750 + 1_200);
    assertThat(platform.facts(REFUND_SUCCEEDED)).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"R1", ""})
  void the_same_refund_asked_for_fifty_times_at_once_is_given_once(String number) {
    var order = paid(1_250);
    var own = number.isEmpty() ? null : number;
    var answers = AtOnce.run(50, _ -> platform.refund(order, 100, own));
    assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(Replayed.class::isInstance).hasSize(49);
    assertThat(platform.balance(payer.account())).isEqualTo(8_850);
  }

  /** One number for two orders on two nodes: one gets it, the other is told, nobody sees a 5xx. */
  @Test
  void one_number_for_many_orders_at_once_is_given_to_one() {
    var orders = new PaymentOrder[] {paid(500), paid(500), paid(500), paid(500)};
    try (var second = platform.another()) {
      for (int round = 0; round < 15; round++) {
        var number = "R" + round;
        var answers =
            AtOnce.run(
                8,
                i -> {
                  var wish = wish(orders[i % 4], 10, number);
                  return i < 4 ? platform.refunds.request(wish) : second.refunds.request(wish);
                });
        assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Replayed.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Conflicting.class::isInstance).hasSize(6);
      }
    }
    assertThat(platform.facts(REFUND_SUCCEEDED)).isEqualTo(15);
  }

  /** The merchant owes several refunds and has too little for all of them. */
  @Test
  void a_merchant_that_is_short_refunds_what_it_can() {
    var order = paid(1_000);
    var other = paid(1_000);
    spendWhatTheMerchantHas(1_500);
    var answers = AtOnce.run(20, i -> platform.refund(i % 2 == 0 ? order : other, 100, "R" + i));
    assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(5);
    assertThat(answers).filteredOn(MerchantShort.class::isInstance).hasSize(15);
    assertThat(platform.balance(merchant.account())).isZero();
    giveItBack();
  }

  @Test
  void a_refund_whose_commit_was_not_answered_is_told_and_given_once() {
    var order = paid(1_000);
    platform.faults.loseNextPostingAnswer();
    assertThat(platform.refund(order, 100, "R1")).isInstanceOfAny(Accepted.class, Replayed.class);
    assertThat(platform.balance(payer.account())).isEqualTo(9_100);
  }

  @Test
  void a_refund_is_found_by_either_number_and_only_by_its_merchant() {
    var other = platform.merchant("M100002");
    var order = paid(1_000);
    var refund = accepted(platform.refund(order, 100, "R1"));
    assertThat(platform.refunds.find(merchant.id(), refund.no()))
        .hasValueSatisfying(found -> assertThat(found.refund()).isEqualTo(refund));
    assertThat(platform.refunds.find(merchant.id(), "R1"))
        .hasValueSatisfying(found -> assertThat(found.refund()).isEqualTo(refund));
    assertThat(platform.refunds.find(other.id(), refund.no())).isEmpty();
    assertThat(platform.refunds.find(other.id(), "R1")).isEmpty();
    assertThat(platform.refunds.find(merchant.id(), "R2")).isEmpty();
    assertThat(platform.facts(REFUND_FAILED)).isZero();
  }

  private PaymentOrder paid(long fen) {
    return platform.paid(merchant, fen, payer, "balance");
  }

  private static Refund accepted(Refunding refunding) {
    assertThat(refunding).isInstanceOf(Accepted.class);
    return ((Accepted) refunding).refund();
  }

  private static RefundWish wish(PaymentOrder order, long fen, @Nullable String number) {
    var wish = order.wish();
    return wish(order, fen, number, wish.merchantOrderNo(), wish.orderDate(), wish.mobile());
  }

  private static RefundWish wish(
      PaymentOrder order,
      long fen,
      @Nullable String number,
      String orderNo,
      BusinessDay day,
      MobileNumber mobile) {
    return new RefundWish(order.wish().merchant(), orderNo, day, new Money(fen), mobile, number);
  }

  private static BusinessDay yesterday(BusinessDay day) {
    return new BusinessDay(day.date().minusDays(1));
  }

  private void close(PaymentOrder order) {
    platform.orders.close(order.payOrderNo());
  }

  private void spendWhatTheMerchantHas() {
    spendWhatTheMerchantHas(platform.balance(merchant.account()));
  }

  /** To the payer, who is the only other one in these books. */
  private void spendWhatTheMerchantHas(long fen) {
    platform.move(merchant.account(), payer.account(), fen);
    spent = fen;
  }

  private void giveItBack() {
    platform.move(payer.account(), merchant.account(), spent);
  }
}
