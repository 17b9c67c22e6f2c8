package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.json.JsonMapper;

/** C.1 field by field: obligation and type. */
@RuleSet
@Clause("C-1")
final class PlaceOrderFieldRules {
  private static final Set<String> MANDATORY =
      Set.of(
          "transactionType",
          "businessType",
          "bankReturnUrl",
          "merchantOrderNo",
          "merchantName",
          "orderDate",
          "orderAmount",
          "merchantId",
          "mobileNo");

  private final Stage stage;

  PlaceOrderFieldRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("C-1")
  @DisplayName("Each mandatory field missing is 400 for that field, and the number stays free")
  void each_mandatory_field_missing() {
    var refusals = new Refusals(stage);
    for (var field : MANDATORY) {
      var order = stage.bodies().order();
      order.remove(field);
      refusals.order(order, Set.of(field), field + " missing");
    }
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Each mandatory field null, empty or of a wrong JSON type is 400 for that field")
  void each_mandatory_field_of_a_wrong_type() {
    var refusals = new Refusals(stage);
    for (var field : MANDATORY) {
      refusals.orders(field, "null", "\"\"", "true", "[]", "{}", "[\"0.50\"]");
    }
    for (var field :
        Set.of(
            "transactionType",
            "businessType",
            "bankReturnUrl",
            "merchantOrderNo",
            "merchantName",
            "orderDate",
            "merchantId")) {
      refusals.orders(field, "20260101");
    }
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Each optional field of a wrong JSON type is 400 for that field")
  void each_optional_field_of_a_wrong_type() {
    var refusals = new Refusals(stage);
    for (var field :
        Set.of(
            "currency",
            "goodsNo",
            "goodsName",
            "goodsDescription",
            "returnUrl",
            "refundNotifyUrl",
            "chatbotId",
            "storeNo")) {
      refusals.orders(field, "1", "true", "[]", "{}");
    }
    refusals.orders("expireMinutes", "\"30\"", "1.5", "true", "0", "-1", "1441", "1e1");
    refusals.orders("ext", "1", "\"x\"", "[]", "true");
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("An empty object is refused for all nine mandatory fields at once")
  void all_missing_fields_at_once() {
    var answer =
        stage.merchant().post("/v1/payment-orders", JsonMapper.shared().createObjectNode());
    answer.problem(400, "fields-invalid");
    assertThat(answer.errorFields()).isEqualTo(MANDATORY);
    assertThat(answer.text("result")).isEqualTo("FAIL");
  }

  @Test
  @Clause("C-1")
  @DisplayName(
      "Errors of every kind come together: missing, wrong type, too long, wrong value, unknown")
  void errors_of_every_kind_come_together() {
    var order = stage.bodies().order();
    order.remove("merchantName");
    order.put("transactionType", "TELEPATHY").put("orderAmount", "0.001").put("currency", "USD");
    order
        .put("orderDate", 20260101)
        .put("goodsNo", "x".repeat(33))
        .put("merchantordeno", "typing error");
    var answer = stage.merchant().place(order).problem(400, "fields-invalid");
    assertThat(answer.errorFields())
        .isEqualTo(
            Set.of(
                "merchantName",
                "transactionType",
                "orderAmount",
                "currency",
                "orderDate",
                "goodsNo",
                "merchantordeno"));
    var refusals = new Refusals(stage);
    refusals.free(order.path("merchantOrderNo").asString(), "seven errors");
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("An unknown field is refused by its name; under ext anything goes and comes back")
  void an_unknown_field_is_refused_and_ext_is_echoed() {
    var refusals = new Refusals(stage);
    refusals.order("orderamount", "1");
    refusals.order("__proto__", "{}");
    refusals.order("payUrl", "\"https://pay.example/\"");
    refusals.verdict();
    var order = stage.bodies().order();
    var ext = order.putObject("ext").put("table", "7").put("count", 3).putNull("nothing");
    ext.putArray("list").add(1.5).add("二");
    assertThat(stage.merchant().place(order).ok().json().path("ext")).isEqualTo(ext);
  }

  @Test
  @Clause("C-1")
  @DisplayName("All eight answer fields are there, echo the order, and the order is CREATED")
  void all_answer_fields_are_there() {
    var order = stage.bodies().order();
    var answer = stage.merchant().place(order).ok();
    for (var echoed : Set.of("merchantId", "merchantOrderNo", "merchantName")) {
      assertThat(answer.text(echoed)).isEqualTo(order.path(echoed).asString());
    }
    assertThat(answer.raw().text()).contains("\"orderAmount\":0.50");
    assertThat(answer.text("result")).isEqualTo("SUCCESS");
    assertThat(answer.text("orderStatus")).isEqualTo("CREATED");
    assertThat(answer.text("createDate")).matches("\\d{8}");
    assertThat(answer.text("payUrl")).startsWith("http").contains(answer.text("payOrderNo"));
    assertThat(answer.replayed()).isFalse();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Only the nine mandatory fields make an order; the currency is then CNY")
  void only_the_mandatory_fields_make_an_order() {
    var order = stage.bodies().order();
    order.retain(MANDATORY);
    var placed = stage.placed(order);
    var queried = stage.query(placed).ok();
    assertThat(queried.text("currency")).isEqualTo("CNY");
    assertThat(queried.json().has("goodsName")).isFalse();
  }
}
