package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.target.Stage.Placed;
import tools.jackson.databind.json.JsonMapper;

/** Refunds: full, partial, many, and never above what was paid. */
@RuleSet
final class RefundRules {
  private static final String REFUNDS = "/v1/refunds";

  private final Stage stage;

  RefundRules(Stage stage) {
    this.stage = stage;
  }

  private Placed paid(String amount) {
    return stage.paid(stage.bodies().order().put("orderAmount", amount));
  }

  private Answer refund(Placed placed, String amount) {
    return stage.merchant().post(REFUNDS, stage.bodies().refund(placed.order(), amount));
  }

  private Answer refund(Placed placed, String amount, String number) {
    return stage
        .merchant()
        .post(
            REFUNDS, stage.bodies().refund(placed.order(), amount).put("merchantRefundNo", number));
  }

  @Test
  @Clause({"C-4", "6.1.5-2", "6.2.1-2"})
  @DisplayName("A full refund answers all five fields and leaves the order refunded")
  void a_full_refund() {
    var placed = paid("1.25");
    var refund = refund(placed, "1.25").ok();
    assertThat(refund.text("merchantId")).isEqualTo(stage.merchant().party().merchantId());
    assertThat(refund.text("merchantOrderNo"))
        .isEqualTo(placed.order().path("merchantOrderNo").asString());
    assertThat(refund.raw().text()).containsPattern("\"refundAmount\":\\s?1\\.25[,}]");
    assertThat(refund.text("refundOrderNo")).isNotEmpty();
    assertThat(refund.text("orderStatus")).isIn("REFUNDING", "REFUNDED");
    assertThat(refund.text("refundStatus")).isIn("PROCESSING", "SUCCESS");
  }

  @Test
  @Clause({"C-4", "6.1.5-2"})
  @DisplayName("Partial refunds add up to the payment; one fen more is refund-exceeds-payment")
  void partial_refunds_add_up() {
    var placed = paid("10.00");
    assertThat(refund(placed, "4.00").ok().text("orderStatus"))
        .isIn("REFUNDING", "PARTIALLY_REFUNDED");
    refund(placed, "5.99").ok();
    refund(placed, "0.02").problem(422, "refund-exceeds-payment");
    refund(placed, "0.01").ok();
    refund(placed, "0.03").problem(422, "refund-exceeds-payment");
    assertThat(stage.query(placed).ok().text("orderStatus")).isIn("REFUNDING", "REFUNDED");
  }

  @Test
  @Clause({"C-4", "6.1.5-2"})
  @DisplayName("Twelve refunds at once never exceed the payment")
  void refunds_at_once_never_exceed_the_payment() {
    var placed = paid("10.00");
    var count = new AtomicInteger();
    var run = stage.bodies().freshNumber();
    var answers =
        Stage.together(12, () -> refund(placed, "3.00", run + "-" + count.incrementAndGet()));
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(3);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allSatisfy(a -> a.problem(422, "refund-exceeds-payment"));
  }

  @Test
  @Clause("C-4")
  @DisplayName(
      "Without a number, order and amount are the key: a repeat answers the first, also many at once")
  void a_repeat_without_a_number_answers_the_first() {
    var placed = paid("9.00");
    var first = refund(placed, "3.00").ok();
    var again = refund(placed, "3.00").ok();
    assertThat(again.replayed()).isTrue();
    assertThat(again.text("refundOrderNo")).isEqualTo(first.text("refundOrderNo"));
    var many = Stage.together(6, () -> refund(placed, "2.00").ok());
    assertThat(many.stream().map(a -> a.text("refundOrderNo")).distinct()).hasSize(1);
    assertThat(refund(placed, "3.00", stage.bodies().freshNumber()).ok().text("refundOrderNo"))
        .isNotEqualTo(first.text("refundOrderNo"));
    refund(placed, "1.01").problem(422, "refund-exceeds-payment");
  }

  @Test
  @Clause("C-4")
  @DisplayName(
      "With a number, the same content answers the first and other content is refund-number-reused")
  void a_number_makes_a_refund_unique() {
    var placed = paid("9.00");
    var number = stage.bodies().freshNumber();
    var first = refund(placed, "3.00", number).ok();
    assertThat(first.text("merchantRefundNo")).isEqualTo(number);
    var again = refund(placed, "3", number).ok();
    assertThat(again.replayed()).isTrue();
    assertThat(again.text("refundOrderNo")).isEqualTo(first.text("refundOrderNo"));
    refund(placed, "3.01", number).problem(409, "refund-number-reused");
    refund(paid("9.00"), "3.00", number).problem(409, "refund-number-reused");
    var left = refund(placed, "6.00").ok();
    assertThat(left.text("refundOrderNo")).isNotEqualTo(first.text("refundOrderNo"));
  }

  @Test
  @Clause("C-4")
  @DisplayName("A refused refund leaves its number free")
  void a_refused_refund_leaves_its_number_free() {
    var placed = paid("2.00");
    var number = stage.bodies().freshNumber();
    refund(placed, "2.01", number).problem(422, "refund-exceeds-payment");
    refund(placed, "2.00", number).ok();
  }

  @Test
  @Clause("C-4")
  @DisplayName("An unpaid or closed order is order-not-paid")
  void an_unpaid_order_is_not_refunded() {
    var placed = stage.placed();
    refund(placed, "1.00").problem(409, "order-not-paid");
    stage.merchant().post("/v1/payment-orders/close", stage.bodies().close(placed.order())).ok();
    refund(placed, "1.00").problem(409, "order-not-paid");
  }

  @Test
  @Clause("C-4")
  @DisplayName("A mismatch of order number, order date or mobile number is order-not-found")
  void a_mismatch_is_not_found() {
    var placed = paid("5.00");
    var body = stage.bodies().refund(placed.order(), "1.00");
    stage
        .merchant()
        .post(REFUNDS, body.deepCopy().put("merchantOrderNo", stage.bodies().freshNumber()))
        .problem(404, "order-not-found");
    stage
        .merchant()
        .post(REFUNDS, body.deepCopy().put("orderDate", "20200101"))
        .problem(404, "order-not-found");
    stage
        .merchant()
        .post(REFUNDS, body.deepCopy().put("mobileNo", "13900139999"))
        .problem(404, "order-not-found");
    var second = stage.secondMerchant();
    second
        .post(REFUNDS, body.deepCopy().put("merchantId", second.party().merchantId()))
        .problem(404, "order-not-found");
    stage.merchant().post(REFUNDS, body).ok();
  }

  @Test
  @Clause("C-4")
  @DisplayName("A refund is found by either number; by both only if they belong together")
  void a_refund_is_found_by_either_number() {
    var placed = paid("5.00");
    var number = stage.bodies().freshNumber();
    var refund = refund(placed, "5.00", number).ok();
    var ask =
        JsonMapper.shared()
            .createObjectNode()
            .put("merchantId", stage.merchant().party().merchantId());
    var path = "/v1/refunds/query";
    var byOurs = stage.merchant().post(path, ask.deepCopy().put("merchantRefundNo", number)).ok();
    assertThat(byOurs.text("refundOrderNo")).isEqualTo(refund.text("refundOrderNo"));
    var byTheirs =
        stage
            .merchant()
            .post(path, ask.deepCopy().put("refundOrderNo", refund.text("refundOrderNo")))
            .ok();
    assertThat(byTheirs.text("merchantRefundNo")).isEqualTo(number);
    stage
        .merchant()
        .post(path, ask.deepCopy().put("merchantRefundNo", "R-unknown"))
        .problem(404, "refund-not-found");
    stage
        .merchant()
        .post(
            path,
            ask.deepCopy()
                .put("merchantRefundNo", "R-unknown")
                .put("refundOrderNo", refund.text("refundOrderNo")))
        .problem(404, "refund-not-found");
    stage
        .secondMerchant()
        .post(
            path,
            ask.deepCopy()
                .put("merchantId", stage.secondMerchant().party().merchantId())
                .put("merchantRefundNo", number))
        .problem(404, "refund-not-found");
  }
}
