package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;

/** Payment requests are no spam channel: a payer refuses one, or all of a merchant's. */
@RuleSet
final class RequestRules {
  private static final Duration SOON = Duration.ofSeconds(8);

  private final Stage stage;
  private final Mandating second;

  RequestRules(Stage stage) {
    this.stage = stage;
    this.second = new Mandating(stage);
  }

  @Test
  @Clause("6.1.1-2")
  @DisplayName("An order that the payer says is not his is closed, notified, and never paid")
  void an_order_that_is_not_the_payers_is_closed() {
    stage.handset().demanded();
    var inbox = stage.callbacks().open();
    var placed = stage.placed(stage.bodies().order().put("bankReturnUrl", inbox.url()));
    var url = placed.answer().text("payUrl");
    assertThat(stage.handset().refuse(url, "CLOSE").ok().text("orderStatus")).isEqualTo("CLOSED");
    assertThat(inbox.next(SOON).orderStatus()).isEqualTo("CLOSED");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CLOSED");
    assertThat(stage.pay(placed).text("code")).isEqualTo("order-closed");
    assertThat(stage.handset().refuse(url, "CLOSE").ok().text("orderStatus")).isEqualTo("CLOSED");
  }

  @Test
  @Clause("6.1.1-2")
  @DisplayName("A paid order is not refused; a blocked merchant is told so until it is lifted")
  void a_merchant_that_is_blocked_is_told_so() {
    stage.handset().demanded();
    var paid = stage.paid(stage.bodies().order());
    stage.handset().refuse(paid.answer().text("payUrl"), "CLOSE").problem(409, "order-paid");

    second.clear();
    var order = second.order("0.50").put("businessType", "PASSWORD");
    var url = second.place(order).ok().text("payUrl");
    assertThat(stage.handset().refuse(url, "BLOCK").ok().json().path("blocked").asBoolean())
        .isTrue();
    try {
      var refused =
          stage.until(
              SOON,
              () -> second.place(second.order("0.50").put("businessType", "PASSWORD")),
              answer -> answer.status() == 422);
      refused.problem(422, "payer-refuses");
      second.ask(second.wish()).problem(422, "payer-refuses");
      assertThat(second.place(order).ok().replayed()).as("what was stored is answered").isTrue();
      stage.placed(); // Another merchant's request is none of this.
    } finally {
      stage.handset().refuse(url, "LIFT").ok();
    }
    var again =
        stage.until(
            SOON,
            () -> second.place(second.order("0.50").put("businessType", "PASSWORD")),
            answer -> answer.status() == 200);
    again.ok();
  }
}
