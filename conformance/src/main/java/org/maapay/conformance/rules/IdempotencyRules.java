package org.maapay.conformance.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;

/** The merchant's number makes placing safe to repeat. */
@RuleSet
final class IdempotencyRules {
  private final Stage stage;

  IdempotencyRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("C-1")
  @DisplayName(
      "The same order again answers the stored answer, marked as replayed and freshly signed")
  void the_same_order_again_is_a_replay() {
    var placed = stage.placed();
    var again = stage.merchant().place(placed.order()).ok();
    assertThat(again.replayed()).isTrue();
    assertThat(again.json()).isEqualTo(placed.answer().json());
    assertThat(again.raw().header("Signature"))
        .isNotEqualTo(placed.answer().raw().header("Signature"));
  }

  @Test
  @Clause("C-1")
  @DisplayName(
      "Equal values in other forms are the same content: order of fields, 0.5 or \"0.50\", absent or CNY, +86")
  void equal_values_are_the_same_content() {
    var order = stage.bodies().order();
    var placed = stage.merchant().place(order).ok();
    var mobile = order.path("mobileNo").asString();
    var forms =
        List.of(
            order.toString().replace("\"0.50\"", "0.5"),
            order.toString().replace("\"" + mobile + "\"", mobile),
            order.toString().replace("\"" + mobile + "\"", "\"+86" + mobile + "\""),
            order.toString().replace("\"currency\":\"CNY\",", ""),
            order.toString().replaceFirst("\\{", "{\"expireMinutes\":30,"),
            reversed(order));
    for (var form : forms) {
      var again = stage.merchant().post("/v1/payment-orders", form.getBytes(UTF_8)).ok();
      assertThat(again.replayed()).as(form).isTrue();
      assertThat(again.text("payOrderNo")).isEqualTo(placed.text("payOrderNo"));
    }
  }

  private static String reversed(tools.jackson.databind.node.ObjectNode order) {
    var other = tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
    order.propertyStream().toList().reversed().forEach(e -> other.set(e.getKey(), e.getValue()));
    return other.toString();
  }

  @Test
  @Clause("C-1")
  @DisplayName(
      "Any other content under the number is order-number-reused, field by field, and changes nothing")
  void other_content_is_a_conflict() {
    var placed = stage.placed();
    var softly = new SoftAssertions();
    var changes =
        Map.ofEntries(
            Map.entry("orderAmount", "0.51"),
            Map.entry("mobileNo", "13900139000"),
            Map.entry("orderDate", "20250101"),
            Map.entry("goodsNo", "OTHER"),
            Map.entry("goodsName", "别的"),
            Map.entry("goodsDescription", "别的"),
            Map.entry("businessType", "PASSWORD_FREE"),
            Map.entry("bankReturnUrl", placed.order().path("bankReturnUrl").asString() + "/other"),
            Map.entry("returnUrl", "https://shop.example/back"),
            Map.entry("storeNo", "S01"));
    changes.forEach((field, value) ->
        conflict(
            softly, field, stage.merchant().place(placed.order().deepCopy().put(field, value))));
    conflict(
        softly,
        "expireMinutes",
        stage.merchant().place(placed.order().deepCopy().put("expireMinutes", 31)));
    var ext = placed.order().deepCopy();
    ext.putObject("ext").put("a", 1);
    conflict(softly, "ext", stage.merchant().place(ext));
    softly.assertAll();
    assertThat(stage.merchant().place(placed.order()).ok().replayed()).isTrue();
  }

  private static void conflict(SoftAssertions softly, String what, Answer answer) {
    softly.assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(409);
    softly
        .assertThat(answer.text("code"))
        .as("%s: %s", what, answer)
        .isEqualTo("order-number-reused");
  }

  @Test
  @Clause("C-1")
  @DisplayName("Sixteen equal placements at once make one order; exactly one of them is new")
  void equal_placements_at_once_make_one_order() {
    var order = stage.bodies().order();
    var answers = Stage.together(16, () -> stage.merchant().place(order).ok());
    assertThat(answers.stream().map(a -> a.text("payOrderNo")).distinct()).hasSize(1);
    assertThat(answers.stream().filter(a -> !a.replayed())).hasSize(1);
  }

  @Test
  @Clause("C-1")
  @DisplayName("Sixteen different orders under one number at once: one is taken, fifteen conflict")
  void different_placements_at_once_leave_one() {
    var number = stage.bodies().freshNumber();
    var cents = new java.util.concurrent.atomic.AtomicInteger(10);
    var answers =
        Stage.together(
            16,
            () ->
                stage
                    .merchant()
                    .place(
                        stage
                            .bodies()
                            .order()
                            .put("merchantOrderNo", number)
                            .put("orderAmount", "1." + cents.incrementAndGet())));
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.status() == 409 && a.text("code").equals("order-number-reused"))
        .hasSize(15);
  }

  @Test
  @Clause({"C-1", "6.1.1-2"})
  @DisplayName("After payment a replay says SUCCESS, bears no payUrl and charges nothing")
  void a_replay_after_payment_has_no_pay_url() {
    var placed = stage.paid(stage.bodies().order());
    var again = stage.merchant().place(placed.order()).ok();
    assertThat(again.replayed()).isTrue();
    assertThat(again.text("orderStatus")).isEqualTo("SUCCESS");
    assertThat(again.json().has("payUrl")).isFalse();
    assertThat(again.text("payOrderNo")).isEqualTo(placed.payOrderNo());
  }

  @Test
  @Clause("C-1")
  @DisplayName("After closing a replay says CLOSED and bears no payUrl; the number stays taken")
  void a_replay_after_closing_has_no_pay_url() {
    var placed = stage.placed();
    stage.merchant().post("/v1/payment-orders/close", stage.bodies().close(placed.order())).ok();
    var again = stage.merchant().place(placed.order()).ok();
    assertThat(again.text("orderStatus")).isEqualTo("CLOSED");
    assertThat(again.json().has("payUrl")).isFalse();
    stage
        .merchant()
        .place(placed.order().deepCopy().put("orderAmount", "99"))
        .problem(409, "order-number-reused");
  }
}
