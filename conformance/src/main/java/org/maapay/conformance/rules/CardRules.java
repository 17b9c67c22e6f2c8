package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.target.Stage.Placed;

/** Paying with a bound card: money that is on its way at a clearing house that may fail. */
@RuleSet
final class CardRules {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final Stage stage;

  CardRules(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void noFaultStays() {
    stage.bank().heal();
  }

  private Answer payByCard(Placed placed) {
    var payer = stage.payer();
    return stage
        .sandbox()
        .pay(placed.payOrderNo(), payer.mobileNo(), payer.paymentPassword(), "card");
  }

  @Test
  @Clause({"5.1.1-3", "4-institution"})
  @DisplayName("A bound card pays through the clearing house")
  void a_bound_card_pays() {
    stage.bank().demanded();
    var placed = stage.placed();
    assertThat(payByCard(placed).text("outcome")).isEqualTo("PAID");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
  }

  @Test
  @Clause("6.1.1-1")
  @DisplayName("A card that is refused moves no money; the order is paid another way")
  void a_refused_card_leaves_the_order_payable() {
    stage.bank().faults("decline", 1);
    var placed = stage.placed();
    var declined = payByCard(placed);
    assertThat(declined.text("outcome")).as("%s", declined).isEqualTo("DECLINED");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CREATED");
    assertThat(stage.pay(placed).text("outcome")).isEqualTo("PAID");
  }

  @Test
  @Clause({"6.1.1-1", "6.1.1-2", "C-2"})
  @DisplayName(
      "While a payment runs the order is PAYING: not closed, not paid again; then it ends, notified once")
  void while_a_payment_runs() {
    stage.bank().faults("processingMillis", 6_000);
    var inbox = stage.callbacks().open();
    var placed = stage.placed(stage.bodies().order().put("bankReturnUrl", inbox.url()));
    var paying = CompletableFuture.supplyAsync(() -> payByCard(placed), Thread::startVirtualThread);
    assertThat(stage.until(SOON, () -> stage.query(placed).text("orderStatus"), "PAYING"::equals))
        .isEqualTo("PAYING");
    stage
        .merchant()
        .post("/v1/payment-orders/close", stage.bodies().close(placed.order()))
        .problem(409, "payment-in-progress");
    assertThat(stage.pay(placed).text("code")).isEqualTo("payment-in-progress");
    assertThat(paying.join().status()).isEqualTo(200);
    assertThat(inbox.next(SOON).orderStatus()).isEqualTo("SUCCESS");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
    inbox.staysEmpty(Duration.ofSeconds(2));
  }

  @Test
  @Clause("6.1.1-1")
  @DisplayName("A time-out after the bank booked: unknown at first, then paid, charged once")
  void a_time_out_after_booking_ends_as_paid() {
    stage.bank().faults("timeoutAfterBooking", 1);
    var inbox = stage.callbacks().open();
    var placed = stage.placed(stage.bodies().order().put("bankReturnUrl", inbox.url()));
    assertThat(payByCard(placed).text("outcome")).isIn("PROCESSING", "PAID", "");
    assertThat(inbox.next(SOON).orderStatus()).isEqualTo("SUCCESS");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
  }

  @Test
  @Clause("6.1.1-1")
  @DisplayName("A time-out before the bank booked: never charged, the order becomes payable again")
  void a_time_out_before_booking_ends_as_payable() {
    stage.bank().faults("timeoutBeforeBooking", 1);
    var placed = stage.placed();
    assertThat(payByCard(placed).text("outcome")).isIn("PROCESSING", "DECLINED", "PAID", "");
    var status =
        stage.until(
            SOON, () -> stage.query(placed).ok().text("orderStatus"), s -> !s.equals("PAYING"));
    if (status.equals("CREATED")) {
      assertThat(stage.pay(placed).text("outcome")).isEqualTo("PAID");
    }
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
  }

  @Test
  @Clause({"C-4b", "C-4"})
  @DisplayName(
      "What a card paid goes back to the card: the clearing house is asked for a credit of that amount")
  void a_refund_goes_back_to_the_card() {
    stage.bank().demanded();
    var handset = stage.handset().demanded();
    var inbox = stage.callbacks().open();
    var order =
        stage.bodies().order().put("orderAmount", "0.77").put("refundNotifyUrl", inbox.url());
    var placed = stage.placed(order);
    assertThat(payByCard(placed).text("outcome")).isEqualTo("PAID");
    var position = handset.wirePosition();
    stage.merchant().post("/v1/refunds", stage.bodies().refund(order, "0.77")).ok();
    assertThat(inbox.next(SOON).json().path("refundStatus").asString()).isEqualTo("SUCCESS");
    assertThat(handset.wire(position))
        .filteredOn(r ->
            r.path("link").asString("").equals("BANK")
                && r.path("url").asString("").endsWith("/clearing/v1/credits"))
        .hasSize(1)
        .allSatisfy(r ->
            assertThat(r.path("requestBody").asString(""))
                .containsPattern("\"amountFen\"\\s*:\\s*77\\b"));
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("REFUNDED");
  }

  @Test
  @Clause("C-4b")
  @DisplayName("What a balance paid goes back to the balance: no bank is asked")
  void a_refund_goes_back_to_the_balance() {
    var handset = stage.handset().demanded();
    var inbox = stage.callbacks().open();
    var order = stage.bodies().order().put("refundNotifyUrl", inbox.url());
    stage.paid(order);
    var position = handset.wirePosition();
    stage.merchant().post("/v1/refunds", stage.bodies().refund(order, "0.50")).ok();
    assertThat(inbox.next(SOON).json().path("refundStatus").asString()).isEqualTo("SUCCESS");
    assertThat(handset.wire(position))
        .noneMatch(r -> r.path("url").asString("").endsWith("/clearing/v1/credits"));
  }
}
