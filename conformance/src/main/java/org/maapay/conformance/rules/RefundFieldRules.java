package org.maapay.conformance.rules;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.json.JsonMapper;

/** C.4 field by field. */
@RuleSet
final class RefundFieldRules {
  private static final String REFUNDS = "/v1/refunds";
  private static final Set<String> MANDATORY =
      Set.of("merchantOrderNo", "orderDate", "refundAmount", "merchantId", "mobileNo");

  private final Stage stage;

  RefundFieldRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("C-4")
  @DisplayName("Each mandatory field missing, null, empty or of a wrong type is 400 for that field")
  void each_field_missing_or_wrong() {
    var placed = stage.placed();
    var refusals = new Refusals(stage);
    for (var field : MANDATORY) {
      var missing = stage.bodies().refund(placed.order(), "1.00");
      missing.remove(field);
      refusals.refused(stage.merchant().post(REFUNDS, missing), Set.of(field), field + " missing");
      for (var raw : new String[] {"null", "\"\"", "true", "[]", "{}"}) {
        var body = stage.bodies().refund(placed.order(), "1.00");
        body.set(field, JsonMapper.shared().readTree(raw));
        refusals.refused(stage.merchant().post(REFUNDS, body), Set.of(field), field + " = " + raw);
      }
    }
    refusals.refused(
        stage.merchant().post(REFUNDS, JsonMapper.shared().createObjectNode()),
        MANDATORY,
        "empty object");
    refusals.verdict();
  }

  @Test
  @Clause("C-4")
  @DisplayName(
      "Amounts, dates, numbers and unknown fields are held to the same forms as in C.1, all errors together")
  void values_are_held_to_their_forms() {
    var placed = stage.placed();
    var refusals = new Refusals(stage);
    for (var amount : new String[] {"0", "0.00", "-1", "1.001", "1e1", "", "abc", "100000000"}) {
      var body = stage.bodies().refund(placed.order(), amount);
      refusals.refused(
          stage.merchant().post(REFUNDS, body), Set.of("refundAmount"), "amount " + amount);
    }
    var many =
        stage
            .bodies()
            .refund(placed.order(), "1.00")
            .put("orderDate", "20260231")
            .put("mobileNo", 12)
            .put("merchantRefundNo", "a b")
            .put("reason", "x");
    refusals.refused(
        stage.merchant().post(REFUNDS, many),
        Set.of("orderDate", "mobileNo", "merchantRefundNo", "reason"),
        "four errors");
    var longNumber =
        stage.bodies().refund(placed.order(), "1.00").put("merchantRefundNo", "x".repeat(33));
    refusals.refused(
        stage.merchant().post(REFUNDS, longNumber), Set.of("merchantRefundNo"), "a long number");
    refusals.verdict();
  }

  @Test
  @Clause("C-4")
  @DisplayName("A query without any refund number is 400")
  void a_query_needs_a_number() {
    var ask =
        JsonMapper.shared()
            .createObjectNode()
            .put("merchantId", stage.merchant().party().merchantId());
    stage.merchant().post("/v1/refunds/query", ask).problem(400, "fields-invalid");
    stage
        .merchant()
        .post("/v1/refunds/query", JsonMapper.shared().createObjectNode())
        .problem(400, "fields-invalid");
  }
}
