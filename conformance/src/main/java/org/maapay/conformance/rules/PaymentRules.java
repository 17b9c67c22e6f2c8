package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.target.Stage.Placed;

/** Paying with the password, as the payer lives it. */
@RuleSet
final class PaymentRules {
  private static final String WRONG = "000000";

  private final Stage stage;

  PaymentRules(Stage stage) {
    this.stage = stage;
  }

  private Answer tryWrong(Placed placed) {
    return stage.sandbox().pay(placed.payOrderNo(), stage.payer().mobileNo(), WRONG);
  }

  @Test
  @Clause({"5.1.1-3", "5.1.1-4", "6.2.1-1"})
  @DisplayName("The right password pays; the order is SUCCESS at once")
  void the_right_password_pays() {
    var placed = stage.paid(stage.bodies().order());
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
  }

  @Test
  @Clause("6.1.1-1")
  @DisplayName(
      "A wrong password is told with the tries left, moves no money and leaves the order payable")
  void a_wrong_password_leaves_the_order_payable() {
    var placed = stage.placed();
    var declined = tryWrong(placed);
    assertThat(declined.text("outcome")).as("%s", declined).isEqualTo("DECLINED");
    assertThat(declined.text("reason")).isEqualTo("WRONG_PASSWORD");
    assertThat(declined.json().path("triesLeft").isInt()).isTrue();
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CREATED");
    assertThat(stage.pay(placed).text("outcome")).isEqualTo("PAID");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
  }

  @Test
  @Clause("6.1.1-2")
  @DisplayName("Paying a paid order is refused and charges nothing")
  void paying_twice_is_refused() {
    var placed = stage.paid(stage.bodies().order());
    var before = stage.query(placed).ok();
    var again = stage.pay(placed);
    assertThat(again.status()).as("%s", again).isEqualTo(409);
    assertThat(again.text("code")).isEqualTo("order-paid");
    assertThat(stage.query(placed).ok().json()).isEqualTo(before.json());
  }

  @Test
  @Clause({"6.1.1-1", "6.1.1-2"})
  @DisplayName("Eight payments of one order at once: exactly one PAID, the order is charged once")
  void many_payments_at_once_charge_once() {
    var placed = stage.placed(stage.bodies().order().put("orderAmount", "3.00"));
    var answers = Stage.together(8, () -> stage.pay(placed));
    assertThat(answers).filteredOn(a -> a.text("outcome").equals("PAID")).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allSatisfy(a -> assertThat(a.text("code")).isIn("order-paid", "payment-in-progress"));
    assertThat(answers).allSatisfy(a -> assertThat(a.status()).as("%s", a).isLessThan(500));
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
    var refund =
        stage.merchant().post("/v1/refunds", stage.bodies().refund(placed.order(), "3.01"));
    refund.problem(422, "refund-exceeds-payment");
  }

  @Test
  @Clause("6.1.1-1")
  @DisplayName("Wrong passwords in many attempts, then the right one: paid once")
  void wrong_then_right_pays_once() {
    var placed = stage.placed();
    tryWrong(placed);
    tryWrong(placed);
    assertThat(stage.pay(placed).text("outcome")).isEqualTo("PAID");
    assertThat(tryWrong(placed).text("code")).isEqualTo("order-paid");
  }

  @Test
  @Clause("5.1.1-6")
  @DisplayName(
      "The pay page is served without the messaging system: an ordinary web page at payUrl, never cached or framed by strangers")
  void the_pay_page_is_an_ordinary_web_page() {
    var placed = stage.placed();
    var page = stage.page(placed.answer().text("payUrl"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("text/html"));
    assertThat(page.header("Content-Security-Policy"))
        .hasValueSatisfying(p -> assertThat(p).contains("frame-ancestors"));
    assertThat(page.header("Referrer-Policy"))
        .hasValueSatisfying(p -> assertThat(p).contains("no-referrer"));
    assertThat(page.header("Cache-Control"))
        .hasValueSatisfying(c -> assertThat(c).contains("no-store"));
    assertThat(page.header("Set-Cookie")).isEmpty();
  }
}
