package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.target.Stage.Placed;
import tools.jackson.databind.node.ObjectNode;

/** Payment in the institution's SDK (5.1.3): what starts it, and that it starts once. */
@RuleSet
final class NativeRules {
  private final Stage stage;

  NativeRules(Stage stage) {
    this.stage = stage;
  }

  private ObjectNode order() {
    return stage.bodies().order().put("transactionType", "NATIVE");
  }

  private Answer inSdk(String sdkUrl, String password) {
    return stage.handset().payInSdk(sdkUrl, password);
  }

  @Test
  @Clause({"C-1", "5.1.3-1"})
  @DisplayName("NATIVE answers sdkToken and the address that raises the SDK, and no payUrl")
  void a_native_order_is_answered_what_starts_the_sdk() {
    var placed = stage.placed(order());
    var answer = placed.answer();
    assertThat(answer.text("sdkToken")).isNotBlank();
    assertThat(answer.text("sdkUrl"))
        .contains("/pay/" + placed.payOrderNo())
        .endsWith(answer.text("sdkToken"));
    assertThat(answer.json().has("payUrl")).isFalse();
    var replay = stage.merchant().place(placed.order()).ok();
    assertThat(replay.text("sdkToken")).as("unused").isEqualTo(answer.text("sdkToken"));
  }

  @Test
  @Clause({"5.1.3-2", "5.1.3-3", "5.1.3-4", "6.2.3-1"})
  @DisplayName(
      "The password in the SDK pays; the merchant is notified; the order gives no more token")
  void the_password_in_the_sdk_pays() {
    stage.handset().demanded();
    var inbox = stage.callbacks().open();
    var placed = stage.placed(order().put("bankReturnUrl", inbox.url()));
    var paid = inSdk(placed.answer().text("sdkUrl"), stage.payer().paymentPassword());
    assertThat(paid.text("outcome")).as("%s", paid).isEqualTo("PAID");
    assertThat(inbox.next(Duration.ofSeconds(10)).orderStatus()).isEqualTo("SUCCESS");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("SUCCESS");
    var replay = stage.merchant().place(placed.order()).ok();
    assertThat(replay.json().has("sdkToken")).isFalse();
  }

  @Test
  @Clause({"5.1.3-2", "6.1.1-1"})
  @DisplayName(
      "A token used twice, from elsewhere, or made up: nothing is charged and the reason is told")
  void a_token_starts_the_sdk_once() {
    stage.handset().demanded();
    var placed = stage.placed(order());
    var url = placed.answer().text("sdkUrl");
    var wrong = inSdk(url, "000000");
    assertThat(wrong.text("reason")).as("%s", wrong).isEqualTo("WRONG_PASSWORD");
    assertThat(wrong.json().path("triesLeft").isInt()).isTrue();
    var right = stage.payer().paymentPassword();
    inSdk(url, right).problem(410, "sdk-token-elsewhere");
    inSdk(url.substring(0, url.length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA", right)
        .problem(410, "sdk-token-unknown");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CREATED");
    var next = stage.merchant().place(placed.order()).ok().text("sdkUrl");
    assertThat(next).isNotEqualTo(url);
    assertThat(inSdk(next, right).text("outcome")).isEqualTo("PAID");
  }

  @Test
  @Clause({"6.2.3-2", "6.1.5-1"})
  @DisplayName("An order paid in the SDK is refunded like any other")
  void an_order_paid_in_the_sdk_is_refunded() {
    Placed placed = stage.paid(order());
    var refunded =
        stage.merchant().post("/v1/refunds", stage.bodies().refund(placed.order(), "0.50")).ok();
    assertThat(refunded.text("refundStatus")).isIn("SUCCESS", "PROCESSING");
  }
}
