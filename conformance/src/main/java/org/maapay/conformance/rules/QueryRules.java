package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.json.JsonMapper;

/** C.2: what may be asked and what is told. */
@RuleSet
final class QueryRules {
  private static final String QUERY = "/v1/payment-orders/query";
  private static final Set<String> MANDATORY =
      Set.of("payOrderNo", "createDate", "mobileNo", "merchantOrderNo", "merchantId");

  private final Stage stage;

  QueryRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("C-2")
  @DisplayName("An unpaid order is told with all its fields, and empty payment date and time")
  void an_unpaid_order_is_told() {
    var placed = stage.placed();
    var queried = stage.query(placed).ok();
    for (var field :
        Set.of(
            "transactionType",
            "businessType",
            "merchantOrderNo",
            "merchantName",
            "orderDate",
            "currency",
            "merchantId",
            "mobileNo",
            "goodsNo",
            "goodsName",
            "goodsDescription")) {
      assertThat(queried.text(field)).as(field).isEqualTo(placed.order().path(field).asString());
    }
    assertThat(queried.raw().text()).containsPattern("\"orderAmount\":\\s?0\\.50[,}]");
    assertThat(queried.text("payOrderNo")).isEqualTo(placed.payOrderNo());
    assertThat(queried.text("orderStatus")).isEqualTo("CREATED");
    assertThat(queried.json().path("paymentDate").asString("absent")).isEmpty();
    assertThat(queried.json().path("paymentTime").asString("absent")).isEmpty();
  }

  @Test
  @Clause("C-2")
  @DisplayName("A paid order is told with the day and time of payment")
  void a_paid_order_is_told() {
    var queried = stage.query(stage.paid(stage.bodies().order())).ok();
    assertThat(queried.text("orderStatus")).isEqualTo("SUCCESS");
    assertThat(queried.text("paymentDate")).matches("\\d{8}");
    assertThat(queried.text("paymentTime")).matches("\\d{6}");
  }

  @Test
  @Clause("C-2")
  @DisplayName(
      "A mismatch of any of the five fields is order-not-found, and they cannot be told apart")
  void a_mismatch_of_any_field_is_not_found() {
    var placed = stage.placed();
    var other = stage.placed();
    var softly = new SoftAssertions();
    var wrong =
        Map.of(
            "payOrderNo",
            other.payOrderNo(),
            "createDate",
            "20200101",
            "mobileNo",
            "13900139999",
            "merchantOrderNo",
            other.order().path("merchantOrderNo").asString());
    var details = new java.util.HashSet<String>();
    wrong.forEach((field, value) -> {
      var answer =
          stage
              .merchant()
              .post(QUERY, stage.bodies().query(placed.order(), placed.answer()).put(field, value));
      softly.assertThat(answer.status()).as("%s: %s", field, answer).isEqualTo(404);
      softly
          .assertThat(answer.text("code"))
          .as("%s: %s", field, answer)
          .isEqualTo("order-not-found");
      details.add(answer.text("detail"));
    });
    var unknown =
        stage
            .bodies()
            .query(placed.order(), placed.answer())
            .put("payOrderNo", "P000000000000000000000000");
    softly
        .assertThat(stage.merchant().post(QUERY, unknown).status())
        .as("unknown payOrderNo")
        .isEqualTo(404);
    softly.assertThat(details).as("details").hasSize(1);
    softly.assertAll();
    var second = stage.secondMerchant();
    var foreign =
        stage
            .bodies()
            .query(placed.order(), placed.answer())
            .put("merchantId", second.party().merchantId());
    second.post(QUERY, foreign).problem(404, "order-not-found");
  }

  @Test
  @Clause("C-2")
  @DisplayName("Each field missing, null, empty or of a wrong type is 400, all together")
  void each_field_missing_or_wrong() {
    var placed = stage.placed();
    var refusals = new Refusals(stage);
    for (var field : MANDATORY) {
      var missing = stage.bodies().query(placed.order(), placed.answer());
      missing.remove(field);
      refusals.refused(stage.merchant().post(QUERY, missing), Set.of(field), field + " missing");
      for (var raw : new String[] {"null", "\"\"", "true", "[]", "{}"}) {
        var body = stage.bodies().query(placed.order(), placed.answer());
        body.set(field, JsonMapper.shared().readTree(raw));
        refusals.refused(stage.merchant().post(QUERY, body), Set.of(field), field + " = " + raw);
      }
    }
    var empty = JsonMapper.shared().createObjectNode();
    refusals.refused(stage.merchant().post(QUERY, empty), MANDATORY, "empty object");
    var unknown = stage.bodies().query(placed.order(), placed.answer()).put("orderNo", "x");
    refusals.refused(stage.merchant().post(QUERY, unknown), Set.of("orderNo"), "unknown field");
    var wrong =
        stage
            .bodies()
            .query(placed.order(), placed.answer())
            .put("createDate", "20260230")
            .put("mobileNo", "12");
    refusals.refused(
        stage.merchant().post(QUERY, wrong), Set.of("createDate", "mobileNo"), "two wrong values");
    refusals.verdict();
  }

  @Test
  @Clause("C-2")
  @DisplayName("mobileNo is taken as the appendix's Long and as a string")
  void the_mobile_number_is_taken_in_both_forms() {
    var placed = stage.placed();
    var query = stage.bodies().query(placed.order(), placed.answer());
    assertThat(query.path("mobileNo").isNumber()).isTrue();
    stage.merchant().post(QUERY, query).ok();
    stage.merchant().post(QUERY, query.put("mobileNo", stage.payer().mobileNo())).ok();
    stage.merchant().post(QUERY, query.put("mobileNo", "+86" + stage.payer().mobileNo())).ok();
  }
}
