package org.maapay.conformance.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of bad requests at a time: each must be refused as 400, name its fields and leave no trace.
 */
final class Refusals {
  private static final String PLACE = "/v1/payment-orders";

  private final Stage stage;
  private final SoftAssertions softly = new SoftAssertions();

  Refusals(Stage stage) {
    this.stage = stage;
  }

  /** An order with one field of another raw JSON value: refused for that field and no other. */
  void order(String field, String rawValue) {
    var order = stage.bodies().order();
    order.put(field, "\u0001" + field);
    var text = order.toString().replace("\"\\u0001" + field + "\"", rawValue);
    place(order, text, Set.of(field), field + " = " + rawValue);
  }

  void orders(String field, String... rawValues) {
    for (var raw : rawValues) {
      order(field, raw);
    }
  }

  /** A spoiled order: refused for exactly these fields. */
  void order(ObjectNode spoiled, Set<String> fields, String what) {
    place(spoiled, spoiled.toString(), fields, what);
  }

  private void place(ObjectNode order, String text, Set<String> fields, String what) {
    var answer = stage.merchant().post(PLACE, text.getBytes(UTF_8));
    refused(answer, fields, what);
    softly.assertThat(answer.text("result")).as("result, %s", what).isEqualTo("FAIL");
    var number = order.path("merchantOrderNo");
    if (!fields.contains("merchantOrderNo") && number.isString()) {
      free(number.asString(), what);
    }
  }

  /** Any other refusal for exactly these fields. */
  void refused(Answer answer, Set<String> fields, String what) {
    softly.assertThat(answer.status()).as("status, %s: %s", what, answer).isEqualTo(400);
    softly.assertThat(answer.text("code")).as("code, %s", what).isEqualTo("fields-invalid");
    softly.assertThat(answer.errorFields()).as("fields, %s", what).isEqualTo(fields);
  }

  /** The number of a refused order takes another order. */
  void free(String number, String what) {
    var good = stage.bodies().order().put("merchantOrderNo", number).put("orderAmount", "1.11");
    var answer = stage.merchant().place(good);
    softly
        .assertThat(answer.status() == 200 && !answer.replayed())
        .as("number is free after %s: %s", what, answer)
        .isTrue();
  }

  /** An order with one raw JSON value that must be taken; its answer. */
  Answer accepted(String field, String rawValue) {
    var order = stage.bodies().order();
    order.put(field, "\u0001" + field);
    var text = order.toString().replace("\"\\u0001" + field + "\"", rawValue);
    var answer = stage.merchant().post(PLACE, text.getBytes(UTF_8));
    softly.assertThat(answer.status()).as("%s = %s: %s", field, rawValue, answer).isEqualTo(200);
    return answer;
  }

  SoftAssertions softly() {
    return softly;
  }

  /** Throws everything that did not hold, together. */
  void verdict() {
    softly.assertAll();
  }

  /** A JSON string literal. */
  static String json(String value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
