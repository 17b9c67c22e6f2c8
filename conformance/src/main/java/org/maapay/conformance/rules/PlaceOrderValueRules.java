package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.conformance.rules.Refusals.json;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;

/** C.1 value by value: forms, limits and characters. */
@RuleSet
final class PlaceOrderValueRules {
  private final Stage stage;

  PlaceOrderValueRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("C-1")
  @DisplayName("Amounts are taken as numbers and strings and come back with two decimals")
  void amounts_that_are_taken() {
    var refusals = new Refusals(stage);
    var table =
        new String[][] {
          {"12.50", "12.50"},
          {"12.5", "12.50"},
          {"12", "12.00"},
          {"\"12\"", "12.00"},
          {"\"12.5\"", "12.50"},
          {"\"12.50\"", "12.50"},
          {"0.01", "0.01"},
          {"\"0.01\"", "0.01"},
          {"0.1", "0.10"},
          {"1.10", "1.10"},
          {"99999999.99", "99999999.99"},
          {"\"99999999.99\"", "99999999.99"},
          {"10000000", "10000000.00"}
        };
    for (var row : table) {
      var answer = refusals.accepted("orderAmount", row[0]);
      refusals
          .softly()
          .assertThat(answer.raw().text())
          .as("amount of %s", row[0])
          .containsPattern("\"orderAmount\":\\s?" + java.util.regex.Pattern.quote(row[1]) + "[,}]");
    }
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Amounts of any other form are refused, never rounded")
  void amounts_that_are_refused() {
    var refusals = new Refusals(stage);
    refusals.orders(
        "orderAmount",
        "0",
        "0.00",
        "\"0\"",
        "\"0.00\"",
        "-1",
        "-0",
        "\"-1\"",
        "-0.01",
        "12.505",
        "12.500",
        "\"12.505\"",
        "\"12.500\"");
    refusals.orders(
        "orderAmount",
        "1e2",
        "1E2",
        "1.25e1",
        "1e-2",
        "1e400",
        "\"1e2\"",
        "100000000",
        "100000000.00",
        "\"100000000\"",
        "12.50000000000000000001");
    refusals.orders(
        "orderAmount",
        "\"012\"",
        "\" 12\"",
        "\"12 \"",
        "\"+12\"",
        "\"1,000\"",
        "\".5\"",
        "\"5.\"",
        "\"abc\"",
        "\"12元\"",
        "\"¥12\"",
        "\"１２\"",
        "\"0x10\"",
        "\"NaN\"",
        "\"12\\n\"");
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Dates are real days as yyyyMMdd")
  void dates_are_real_days() {
    var refusals = new Refusals(stage);
    refusals.orders(
        "orderDate",
        "\"20230229\"",
        "\"20261301\"",
        "\"20260132\"",
        "\"20260100\"",
        "\"20260431\"",
        "\"00000000\"",
        "\"2026-01-01\"",
        "\"260101\"",
        "\"2026010\"",
        "\"202601011\"",
        "\"2026010a\"",
        "\" 20260101\"",
        "\"２０２６０１０１\"");
    refusals.accepted("orderDate", "\"20240229\"");
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("mobileNo is taken as string, number and with +86, and comes back as 11 digits")
  void mobile_numbers_that_are_taken() {
    var digits = stage.payer().mobileNo();
    for (var form : new String[] {digits, "\"" + digits + "\"", "\"+86" + digits + "\""}) {
      var refusals = new Refusals(stage);
      var placed = refusals.accepted("mobileNo", form);
      refusals.verdict();
      var order = stage.bodies().order().put("merchantOrderNo", placed.text("merchantOrderNo"));
      var queried = stage.query(new Stage.Placed(order, placed)).ok();
      assertThat(queried.json().path("mobileNo").isString()).isTrue();
      assertThat(queried.text("mobileNo")).isEqualTo(digits);
    }
  }

  @Test
  @Clause("C-1")
  @DisplayName("mobileNo of any other form is refused; an unknown number is accepted")
  void mobile_numbers_that_are_refused() {
    var refusals = new Refusals(stage);
    refusals.orders(
        "mobileNo",
        "\"1380013800\"",
        "\"138001380001\"",
        "\"1380013800a\"",
        "\"+8513800138000\"",
        "\"8613800138000\"",
        "\"008613800138000\"",
        "\" 13800138000\"",
        "\"138-0013-8000\"",
        "\"+86 13800138000\"",
        "\"１３８００１３８０００\"");
    refusals.orders(
        "mobileNo",
        "1380013800",
        "138001380001",
        "13800138000.5",
        "13800138000.0",
        "1.3800138e10",
        "-13800138000");
    refusals.accepted("mobileNo", "\"19900000001\"");
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Names of types and currencies are exact")
  void names_are_exact() {
    var refusals = new Refusals(stage);
    refusals.orders("transactionType", "\"webview\"", "\"WEBVIEW \"", "\"OTHER\"", "\"Ｗ\"");
    refusals.orders("businessType", "\"password\"", "\"NONE\"");
    refusals.orders("currency", "\"USD\"", "\"cny\"", "\"RMB\"", "\"156\"");
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("merchantOrderNo is 1 to 32 of letters, digits, _ and -")
  void order_numbers_have_their_form() {
    var refusals = new Refusals(stage);
    refusals.orders(
        "merchantOrderNo",
        json("x".repeat(33)),
        "\"a b\"",
        "\"a/b\"",
        "\"a.b\"",
        "\"订单1\"",
        "\"a\\n\"",
        "\"'--\"");
    var longest = (stage.bodies().freshNumber() + "_" + "x".repeat(32)).substring(0, 32);
    refusals.accepted("merchantOrderNo", json(longest));
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Lengths count code points: at the limit taken, one more refused")
  void lengths_count_code_points() {
    var refusals = new Refusals(stage);
    refusals.accepted("goodsNo", json("𠮷".repeat(32)));
    refusals.accepted("goodsName", json("𠮷".repeat(128)));
    refusals.accepted("goodsDescription", json("𠮷".repeat(512)));
    refusals.order("goodsNo", json("𠮷".repeat(33)));
    refusals.order("goodsName", json("拿".repeat(129)));
    refusals.order("goodsDescription", json("拿".repeat(513)));
    refusals.order("merchantName", json("海".repeat(65)));
    var url = stage.bodies().order().path("bankReturnUrl").asString();
    var filler = url + (url.contains("?") ? "&" : "?") + "x=";
    refusals.accepted("bankReturnUrl", json(filler + "x".repeat(256 - filler.length())));
    refusals.order("bankReturnUrl", json(filler + "x".repeat(257 - filler.length())));
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Control and bidirectional characters are refused in every text")
  void control_and_bidirectional_characters_are_refused() {
    var refusals = new Refusals(stage);
    for (var c :
        new int[] {
          0x01, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0x200E, 0x200F, 0x061C, 0x202A,
          0x202E, 0x2066, 0x2069
        }) {
      refusals.order("goodsName", "\"拿铁" + String.format("\\u%04x", c) + "中杯\"");
    }
    for (var field : new String[] {"goodsNo", "goodsDescription", "merchantName", "storeNo"}) {
      refusals.orders(field, "\"a\\u202eb\"", "\"a\\u001fb\"");
    }
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("A lone surrogate and U+0000 are refused as 400")
  void what_no_text_may_hold_is_refused() {
    refusedAsText("a\\ud83db");
    refusedAsText("a\\u0000b");
  }

  private void refusedAsText(String goodsNo) {
    var text = stage.bodies().order().toString().replace("LATTE-M", goodsNo);
    var answer =
        stage
            .merchant()
            .post("/v1/payment-orders", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.text("code")).isIn("syntax-invalid", "fields-invalid");
  }

  @Test
  @Clause("C-1")
  @DisplayName("Addresses are absolute and for the web")
  void addresses_are_absolute_and_for_the_web() {
    var refusals = new Refusals(stage);
    for (var field : new String[] {"bankReturnUrl", "returnUrl", "refundNotifyUrl"}) {
      refusals.orders(
          field,
          "\"shop.example/notices\"",
          "\"/notices\"",
          "\"ftp://shop.example/\"",
          "\"javascript:alert(1)\"",
          "\"file:///etc/passwd\"",
          "\"https://\"",
          "\"https:///x\"",
          "\"https://user:word@shop.example/\"",
          "\"https://shop.example/a b\"");
    }
    refusals.verdict();
  }

  @Test
  @Clause("C-1")
  @DisplayName("expireMinutes is taken from 1 to 1440")
  void expire_minutes_have_their_range() {
    var refusals = new Refusals(stage);
    refusals.accepted("expireMinutes", "1");
    refusals.accepted("expireMinutes", "1440");
    refusals.verdict();
  }
}
