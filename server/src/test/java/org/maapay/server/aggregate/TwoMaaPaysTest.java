package org.maapay.server.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.maapay.Clause;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Answer;
import org.maapay.merchant.Answer.Accepted;
import org.maapay.merchant.Answer.Refused;
import org.maapay.merchant.BusinessType;
import org.maapay.merchant.NewRefund;
import org.maapay.merchant.OrderStatus;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.RefundStatus;
import org.maapay.merchant.TransactionType;
import org.maapay.payment.PaymentOutcome;
import org.maapay.server.aggregate.Port.Fault;

/**
 * What a merchant sees of two MaaPays that meet over HTTP alone, the institution and a pure
 * aggregator.
 */
@ExtendWith(BothSides.class)
class TwoMaaPaysTest {
  /** As the rules are when nobody changed them. */
  private static final int REQUESTS_AN_HOUR = 60;

  private final TwoMaaPays both;

  TwoMaaPaysTest(TwoMaaPays both) {
    this.both = both;
  }

  @Test
  @Clause({"B-4.1", "5.1.4-1", "5.1.4-2", "5.1.4-4", "5.1.4-7", "5.1.4-8a", "6.2.4-1"})
  void an_order_is_placed_passed_on_paid_there_and_told_to_the_merchant() {
    var placed = both.place(2_600);
    assertThat(placed.institutions())
        .singleElement()
        .satisfies(offered -> {
          assertThat(offered.institutionCode()).isEqualTo("SECOND");
          assertThat(offered.name()).isEqualTo("第二支付");
        });
    var link = both.choose(placed);
    assertThat(link.payUrl().orElseThrow()).startsWith("http://localhost:1/pay/");
    both.payThere(link);
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
    TwoMaaPays.until(() -> both.told.contains("SUCCESS"));
    assertThat(both.aggregator.exchanged)
        .as("C.1 and C.3 are seen with our order's number")
        .filteredOn(seen -> seen.equals("第二支付 " + placed.payOrderNo()))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  @Clause({"B-4.3", "5.1.4-9"})
  void the_sdk_of_the_institution_is_started_by_its_own_token() {
    var placed = both.place(2_600);
    var link =
        TwoMaaPays.accepted(
            both.pay
                .orders()
                .chooseInstitution(
                    placed.merchantOrderNo(),
                    placed.payOrderNo(),
                    "SECOND",
                    TransactionType.NATIVE));
    assertThat(link.sdkToken()).isPresent();
    assertThat(link.sdkUrl().orElseThrow()).startsWith("http://localhost:1/pay/");
    assertThat(link.payUrl()).isEmpty();
  }

  @Test
  void closing_ends_the_order_there_and_who_paid_there_cannot_close() {
    var placed = both.place(2_600);
    var link = both.choose(placed);
    assertThat(both.pay.orders().close(placed.merchantOrderNo(), Optional.empty()))
        .isInstanceOf(Accepted.class);
    assertThat(both.payment(link)).isInstanceOf(PaymentOutcome.Refused.class);
    var paid = both.place(2_600);
    var other = both.choose(paid);
    both.reports.next(TwoMaaPays.numberThere(paid, 1), Fault.REQUEST_LOST);
    both.payThere(other);
    assertThat(both.pay.orders().close(paid.merchantOrderNo(), Optional.empty()))
        .isInstanceOf(Refused.class);
    assertThat(both.status(paid)).isEqualTo(OrderStatus.SUCCESS);
  }

  @Test
  @Clause("6.2.4-2")
  void a_refund_goes_back_to_who_paid_there_once() {
    var placed = both.place(2_600);
    both.payThere(both.choose(placed));
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
    long before = both.institution.balance(both.payer.account());
    var wish =
        new NewRefund(
            placed.merchantOrderNo(),
            TwoMaaPays.DAY,
            Amount.ofFen(600),
            TwoMaaPays.PAYER,
            Optional.of(both.number("R")));
    both.institution.merchants.next(Fault.ANSWER_LOST);
    var first = TwoMaaPays.accepted(both.pay.refunds().create(wish));
    assertThat(first.refundStatus()).isEqualTo(RefundStatus.PROCESSING);
    both.aggregator.tick(Duration.ofMinutes(1));
    both.aggregator.platform.refunds().resolve();
    var again = TwoMaaPays.accepted(both.pay.refunds().create(wish));
    assertThat(again.refundStatus()).isEqualTo(RefundStatus.SUCCESS);
    assertThat(both.institution.balance(both.payer.account())).isEqualTo(before + 600);
    assertThat(both.status(placed)).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
  }

  @Test
  @Clause("4-institution")
  void a_pure_aggregator_has_no_page_no_users_and_no_credentials() {
    var placed = both.place(2_600);
    both.payThere(both.choose(placed));
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
    assertThat(both.aggregator.node.sites().byPort().keySet())
        .containsExactlyInAnyOrder(both.aggregator.merchants.number(), both.reports.number());
    for (var path :
        List.of("/v1/mandates", "/v1/mandates/query", "/cashier/v1/sessions", "/pay/1")) {
      var answer = both.aggregator.merchants.again(both.call(path, new byte[0]));
      assertThat(answer.status()).as(path).isEqualTo(404);
    }
    for (var table :
        List.of("payer", "card", "pin_verifier", "keypad_session", "device_key", "mandate")) {
      assertThat(both.aggregator.number("SELECT count(*) FROM " + table)).as(table).isZero();
    }
    assertThat(both.aggregator.number("SELECT count(*) FROM account WHERE kind = 'USER_BALANCE'"))
        .isZero();
    assertThat(both.aggregator.number("SELECT count(*) FROM platform_key WHERE use = 'KEYPAD'"))
        .isZero();
  }

  @Test
  void a_pure_aggregator_takes_aggregate_orders_alone() {
    var answer =
        both.pay.orders().place(both.wish(2_600).transactionType(TransactionType.WEBVIEW).build());
    assertThat(answer).isInstanceOf(Refused.class);
  }

  @Test
  @Clause({"6.2.4-1", "6.1.2-1"})
  void outside_nothing_is_debited_without_a_password_whatever_was_signed_there() {
    both.signThere();
    var wish = both.wish(2_600).businessType(BusinessType.PASSWORD_FREE).build();
    var placed = TwoMaaPays.accepted(both.pay.orders().place(wish));
    var link = both.choose(placed);
    assertThat(link.fallback()).contains("NO_MANDATE");
    assertThat(both.status(placed)).isEqualTo(OrderStatus.PAYING);
    both.payThere(link);
    TwoMaaPays.until(() -> both.status(placed) == OrderStatus.SUCCESS);
  }

  @Test
  @Clause("6.1.1-2")
  void a_payer_gets_so_many_requests_of_a_merchant_and_no_more_in_an_hour() {
    for (int i = 0; i < REQUESTS_AN_HOUR; i++) {
      assertThat(placeFor("13700137000")).isInstanceOf(Accepted.class);
    }
    assertThat(placeFor("13700137000"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("payer-request-limit"));
    assertThat(placeFor("13700137001")).as("others get theirs").isInstanceOf(Accepted.class);
  }

  private Answer<PlacedOrder> placeFor(String mobile) {
    return both.pay.orders().place(both.wish(2_600).mobileNo(mobile).build());
  }
}
