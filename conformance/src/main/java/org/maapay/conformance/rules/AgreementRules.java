package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;

/** What a merchant was admitted for, and what it must never hold. */
@RuleSet
final class AgreementRules {
  private final Stage stage;

  AgreementRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause({"C-1", "6.3.1-1a"})
  @DisplayName(
      "Another merchant's id in the body is merchant-mismatch, on every call, and stores nothing")
  void another_merchants_id_is_merchant_mismatch() {
    var other = stage.secondMerchant().party().merchantId();
    var placed = stage.placed();
    var order = stage.bodies().order();
    stage
        .merchant()
        .place(order.deepCopy().put("merchantId", other))
        .problem(403, "merchant-mismatch");
    stage
        .merchant()
        .post(
            "/v1/payment-orders/query",
            stage.bodies().query(placed.order(), placed.answer()).put("merchantId", other))
        .problem(403, "merchant-mismatch");
    stage
        .merchant()
        .post(
            "/v1/payment-orders/close",
            stage.bodies().close(placed.order()).put("merchantId", other))
        .problem(403, "merchant-mismatch");
    stage
        .merchant()
        .post("/v1/refunds", stage.bodies().refund(placed.order(), "1").put("merchantId", other))
        .problem(403, "merchant-mismatch");
    var query =
        stage.bodies().close(placed.order()).put("merchantId", other).put("merchantRefundNo", "R1");
    query.remove("merchantOrderNo");
    stage.merchant().post("/v1/refunds/query", query).problem(403, "merchant-mismatch");
    assertThat(stage.merchant().place(order).ok().replayed()).isFalse();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Merchants do not share order numbers, nor see each other's orders")
  void merchants_do_not_share_numbers() {
    var placed = stage.placed();
    var number = placed.order().path("merchantOrderNo").asString();
    var second = stage.secondMerchant();
    var close = stage.bodies().close(placed.order()).put("merchantId", second.party().merchantId());
    second.post("/v1/payment-orders/close", close).problem(404, "order-not-found");
    var query =
        stage
            .bodies()
            .query(placed.order(), placed.answer())
            .put("merchantId", second.party().merchantId());
    second.post("/v1/payment-orders/query", query).problem(404, "order-not-found");
    var same = stage.bodies().order().put("merchantOrderNo", number);
    same.put("merchantId", second.party().merchantId())
        .put("merchantName", second.party().name())
        .put("bankReturnUrl", second.party().bankReturnUrl());
    assertThat(second.place(same).ok().replayed()).isFalse();
  }

  @Test
  @Clause("C-1")
  @DisplayName("A name that is not registered is merchant-name-not-registered and stores nothing")
  void an_unregistered_name_is_refused() {
    var order = stage.bodies().order().put("merchantName", stage.secondMerchant().party().name());
    stage.merchant().place(order).problem(422, "merchant-name-not-registered");
    stage
        .merchant()
        .place(order.put("merchantName", "海风咖啡（旗舰店）"))
        .problem(422, "merchant-name-not-registered");
    stage.merchant().place(order.put("merchantName", stage.merchant().party().name())).ok();
  }

  @Test
  @Clause("C-1")
  @DisplayName("A transaction type that is not agreed is refused as such and stores nothing")
  void a_type_that_is_not_agreed_is_refused() {
    var refused = new ArrayList<String>();
    for (var type : List.of("CHATBOT", "NATIVE", "AGGREGATE", "MERCHANT_CODE", "PAYER_CODE")) {
      var order = stage.bodies().order().put("transactionType", type);
      if (type.equals("PAYER_CODE")) {
        order.put("payerCode", "280012345678901234");
      }
      var answer = stage.merchant().place(order);
      if (answer.status() != 200) {
        answer.problem(422, "transaction-type-not-agreed");
        refused.add(type);
        var instead =
            stage
                .merchant()
                .place(
                    stage
                        .bodies()
                        .order()
                        .put("merchantOrderNo", order.path("merchantOrderNo").asString()));
        assertThat(instead.ok().replayed()).isFalse();
      }
    }
    Assumptions.assumeFalse(refused.isEmpty(), "this merchant has agreed every type");
  }

  @Test
  @Clause("C-1")
  @DisplayName("PAYER_CODE without payerCode is 400 for payerCode")
  void payer_code_needs_the_code() {
    var refusals = new Refusals(stage);
    refusals.order(
        stage.bodies().order().put("transactionType", "PAYER_CODE"),
        java.util.Set.of("payerCode"),
        "no payerCode");
    refusals.verdict();
  }

  @Test
  @Clause({"C-1", "6.1.4-1"})
  @DisplayName("PASSWORD_FREE without a mandate answers payUrl and the reason, and debits nothing")
  void password_free_without_a_mandate_falls_back() {
    var order =
        stage.bodies().order().put("businessType", "PASSWORD_FREE").put("mobileNo", "19900000002");
    var answer = stage.merchant().place(order).ok();
    assertThat(answer.text("payUrl")).startsWith("http");
    assertThat(answer.text("fallback")).isNotEmpty();
    assertThat(answer.text("orderStatus")).isEqualTo("CREATED");
  }

  @Test
  @Clause("C-3")
  @DisplayName("A callback host that is not registered is refused; loopback is free in the demo")
  void a_foreign_callback_host_is_refused() {
    var softly = new SoftAssertions();
    for (var url :
        List.of(
            "https://evil.example/notices",
            "https://169.254.169.254/latest",
            "https://10.0.0.1/n",
            "http://shop.example/n")) {
      for (var field : List.of("bankReturnUrl", "refundNotifyUrl")) {
        var answer = stage.merchant().place(stage.bodies().order().put(field, url));
        softly.assertThat(answer.status()).as("%s = %s: %s", field, url, answer).isIn(400, 422);
        softly
            .assertThat(answer.text("code"))
            .as("%s = %s", field, url)
            .isIn("callback-host-not-registered", "fields-invalid");
      }
    }
    softly.assertAll();
    var inbox = stage.callbacks().open();
    var here = stage.merchant().place(stage.bodies().order().put("bankReturnUrl", inbox.url()));
    Assumptions.assumeTrue(here.status() == 200, "loopback callbacks are not allowed here");
  }

  @Test
  @Clause({"6.1.1-3", "6.1.3-1"})
  @DisplayName(
      "A card number in free text or ext is sensitive-data, and is not repeated in the answer")
  void a_card_number_is_sensitive_data() {
    var softly = new SoftAssertions();
    for (var card :
        List.of(
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "6222020000000000004")) {
      if (!passesLuhn(card)) {
        continue;
      }
      for (var field : List.of("goodsName", "goodsDescription")) {
        sensitive(softly, field, stage.bodies().order().put(field, "付款卡 " + card + " 谢谢"), card);
      }
      var inExt = stage.bodies().order();
      inExt.putObject("ext").putObject("a").putArray("b").add("x" + " " + card);
      sensitive(softly, "ext", inExt, card);
    }
    softly.assertAll();
  }

  @Test
  @Clause({"6.1.1-3", "6.1.3-1"})
  @DisplayName("A password or CVV field anywhere is sensitive-data, and its value is not repeated")
  void a_password_or_cvv_field_is_sensitive_data() {
    var softly = new SoftAssertions();
    for (var name : List.of("password", "paymentPassword", "cvv", "cvv2", "CVC", "pin", "支付密码")) {
      sensitive(softly, name, stage.bodies().order().put(name, "975310"), "975310");
      var inExt = stage.bodies().order();
      inExt.putObject("ext").put(name, "975310");
      sensitive(softly, "ext." + name, inExt, "975310");
    }
    softly.assertAll();
  }

  @Test
  @Clause("6.1.1-3")
  @DisplayName("Numbers that are no card numbers are taken")
  void numbers_that_are_no_cards_are_taken() {
    var order = stage.bodies().order().put("goodsDescription", "运单 1234567890123456，电话 4008001234");
    stage.merchant().place(order).ok();
  }

  private void sensitive(
      SoftAssertions softly,
      String where,
      tools.jackson.databind.node.ObjectNode order,
      String secret) {
    var answer = stage.merchant().place(order);
    softly.assertThat(answer.status()).as("%s: %s", where, answer).isEqualTo(400);
    softly.assertThat(answer.text("code")).as("%s: %s", where, answer).isEqualTo("sensitive-data");
    softly.assertThat(answer.raw().text()).as("answer for %s", where).doesNotContain(secret);
    var again =
        stage
            .merchant()
            .place(
                stage
                    .bodies()
                    .order()
                    .put("merchantOrderNo", order.path("merchantOrderNo").asString()));
    softly
        .assertThat(again.status())
        .as("number is free after %s: %s", where, again)
        .isEqualTo(200);
  }

  private static boolean passesLuhn(String text) {
    var digits = text.replaceAll("\\D", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
