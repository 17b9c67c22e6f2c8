package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;

/** Closing an order that nobody shall pay any more. */
@RuleSet
final class CloseRules {
  private static final String CLOSE = "/v1/payment-orders/close";

  private final Stage stage;

  CloseRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("C-2")
  @DisplayName("An unpaid order closes, answers as C.2, and closing again answers the same")
  void an_unpaid_order_closes() {
    var placed = stage.placed();
    var closed = stage.merchant().post(CLOSE, stage.bodies().close(placed.order())).ok();
    stage.contract().demand("Order", closed.json());
    assertThat(closed.text("orderStatus")).isEqualTo("CLOSED");
    var again =
        stage
            .merchant()
            .post(
                CLOSE, stage.bodies().close(placed.order()).put("payOrderNo", placed.payOrderNo()))
            .ok();
    assertThat(again.text("orderStatus")).isEqualTo("CLOSED");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CLOSED");
  }

  @Test
  @Clause({"C-2", "6.1.1-2"})
  @DisplayName("A paid order does not close: order-paid, which names what is paid")
  void a_paid_order_does_not_close() {
    var placed = stage.paid(stage.bodies().order());
    var refused =
        stage
            .merchant()
            .post(CLOSE, stage.bodies().close(placed.order()))
            .problem(409, "order-paid");
    assertThat(refused.text("payOrderNo")).isEqualTo(placed.payOrderNo());
    assertThat(refused.text("orderStatus")).isEqualTo("SUCCESS");
    assertThat(refused.text("paymentDate")).matches("\\d{8}");
    assertThat(refused.text("paymentTime")).matches("\\d{6}");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
  }

  @Test
  @Clause("C-2")
  @DisplayName("A closed order cannot be paid")
  void a_closed_order_cannot_be_paid() {
    var placed = stage.placed();
    stage.merchant().post(CLOSE, stage.bodies().close(placed.order())).ok();
    var answer = stage.pay(placed);
    assertThat(answer.text("outcome")).isNotEqualTo("PAID");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CLOSED");
  }

  @Test
  @Clause("C-2")
  @DisplayName("Closing and paying at once end in one of the two, never both")
  void closing_and_paying_at_once() {
    for (int round = 0; round < 5; round++) {
      var placed = stage.placed();
      var turn = new java.util.concurrent.atomic.AtomicInteger();
      var answers =
          Stage.together(
              2,
              () ->
                  turn.getAndIncrement() == 0
                      ? stage.pay(placed)
                      : stage.merchant().post(CLOSE, stage.bodies().close(placed.order())));
      var paid = answers.stream().anyMatch(a -> a.text("outcome").equals("PAID"));
      var status = stage.query(placed).ok().text("orderStatus");
      assertThat(status).isEqualTo(paid ? "SUCCESS" : "CLOSED");
    }
  }

  @Test
  @Clause("C-2")
  @DisplayName("An unknown order, or a payOrderNo of another, is order-not-found")
  void an_unknown_order_is_not_found() {
    var placed = stage.placed();
    var other = stage.placed();
    stage
        .merchant()
        .post(CLOSE, stage.bodies().close(stage.bodies().order()))
        .problem(404, "order-not-found");
    stage
        .merchant()
        .post(CLOSE, stage.bodies().close(placed.order()).put("payOrderNo", other.payOrderNo()))
        .problem(404, "order-not-found");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CREATED");
  }

  @Test
  @Clause("C-2")
  @DisplayName("Fields missing, wrong or unknown are 400, all together")
  void fields_missing_or_wrong() {
    var refusals = new Refusals(stage);
    var empty = tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
    refusals.refused(
        stage.merchant().post(CLOSE, empty),
        Set.of("merchantId", "merchantOrderNo"),
        "empty object");
    var wrong =
        stage
            .bodies()
            .close(stage.bodies().order())
            .put("merchantOrderNo", "a b")
            .put("payOrderNo", 1)
            .put("x", 1);
    refusals.refused(
        stage.merchant().post(CLOSE, wrong),
        Set.of("merchantOrderNo", "payOrderNo", "x"),
        "three errors");
    refusals.verdict();
  }
}
