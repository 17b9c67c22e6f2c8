package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;

/** C.1 with PASSWORD_FREE: debited within the mandate, else answered with a link and the reason. */
@RuleSet
final class PasswordFreeRules {
  private final Stage stage;
  private final Mandating mandates;

  PasswordFreeRules(Stage stage) {
    this.stage = stage;
    this.mandates = new Mandating(stage);
  }

  private void debited(Answer answer) {
    assertThat(answer.ok().text("orderStatus")).as("%s", answer).isEqualTo("SUCCESS");
    assertThat(answer.json().has("payUrl")).isFalse();
    assertThat(answer.json().has("fallback")).isFalse();
    assertThat(answer.json().path("passwordFree").has("limitPerPayment")).isTrue();
  }

  private void fallsBack(Answer answer, String reason) {
    assertThat(answer.ok().text("orderStatus")).as("%s", answer).isEqualTo("CREATED");
    assertThat(answer.text("payUrl")).startsWith("http");
    assertThat(answer.text("fallback")).isEqualTo(reason);
  }

  @Test
  @Clause({"B-6", "6.1.2-2", "6.1.2-3"})
  @DisplayName("Within the mandate an order is debited at once, answered as SUCCESS and notified")
  void within_the_mandate_it_is_debited() {
    mandates.signed();
    var inbox = stage.callbacks().open();
    var placed = mandates.place(mandates.order("0.50").put("bankReturnUrl", inbox.url()));
    debited(placed);
    assertThat(placed.json().path("passwordFree").path("limitPerDay").asString("3.00"))
        .isIn("3.00", "3.0", "3");
    var notice = inbox.next(Duration.ofSeconds(8));
    stage.contract().demand("Notice", notice.json());
    assertThat(notice.orderStatus()).isEqualTo("SUCCESS");
    mandates.clear();
  }

  @Test
  @Clause("6.1.1-2")
  @DisplayName("A replay of a debited order answers it again and never charges")
  void a_replay_never_charges() {
    mandates.signed();
    var order = mandates.order("1.00");
    debited(mandates.place(order));
    for (int i = 0; i < 5; i++) {
      var again = mandates.place(order);
      assertThat(again.replayed()).isTrue();
      debited(again);
    }
    debited(mandates.place(mandates.order("2.00")));
    fallsBack(mandates.place(mandates.order("0.01")), "LIMIT_PER_DAY");
    mandates.clear();
  }

  @Test
  @Clause("6.1.2-2")
  @DisplayName("Reasons in order: no mandate, over one payment's limit, over the day's limit")
  void reasons_in_order_of_precedence() {
    mandates.clear();
    fallsBack(mandates.place(mandates.order("0.50")), "NO_MANDATE");
    mandates.signed();
    fallsBack(mandates.place(mandates.order("2.01")), "LIMIT_PER_PAYMENT");
    debited(mandates.place(mandates.order("2.00")));
    fallsBack(mandates.place(mandates.order("2.01")), "LIMIT_PER_PAYMENT");
    fallsBack(mandates.place(mandates.order("1.01")), "LIMIT_PER_DAY");
    debited(mandates.place(mandates.order("1.00")));
    mandates.clear();
    fallsBack(mandates.place(mandates.order("0.01")), "NO_MANDATE");
  }

  @Test
  @Clause("6.1.2-2")
  @DisplayName("Of many orders at once no more are debited than the day allows")
  void the_days_limit_holds_at_once() {
    mandates.signed();
    var answers = Stage.together(12, () -> mandates.place(mandates.order("0.50")));
    assertThat(answers)
        .filteredOn(answer -> answer.text("orderStatus").equals("SUCCESS"))
        .hasSize(6);
    assertThat(answers)
        .filteredOn(answer -> answer.text("fallback").equals("LIMIT_PER_DAY"))
        .hasSize(6);
    mandates.clear();
  }

  @Test
  @Clause({"6.1.1-1", "6.1.5-1"})
  @DisplayName("What fell back is paid on the page; a debited order is refunded like any other")
  void a_fallback_is_paid_on_the_page_and_a_debit_is_refunded() {
    mandates.signed();
    var order = mandates.order("2.50");
    var placed = mandates.place(order);
    fallsBack(placed, "LIMIT_PER_PAYMENT");
    var paid = stage.pay(new Stage.Placed(order, placed));
    assertThat(paid.text("outcome")).isEqualTo("PAID");
    var debit = mandates.order("1.50");
    debited(mandates.place(debit));
    var refund =
        stage
            .secondMerchant()
            .post(
                "/v1/refunds",
                stage
                    .bodies()
                    .refund(debit, "1.50")
                    .put("merchantId", mandates.party().merchantId()));
    assertThat(refund.ok().text("refundStatus")).isIn("SUCCESS", "PROCESSING");
    mandates.clear();
  }
}
