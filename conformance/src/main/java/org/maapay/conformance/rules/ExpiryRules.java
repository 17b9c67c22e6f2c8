package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;

/** What time does to an order. Moves the business clock; walked last. */
@RuleSet
final class ExpiryRules {
  private final Stage stage;

  ExpiryRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause({"C-3", "6.1.1-1"})
  @DisplayName(
      "An order stays payable until it expires, then is CLOSED, notified, and can no longer be paid")
  void an_order_expires() {
    var inbox = stage.callbacks().open();
    var placed =
        stage.placed(
            stage.bodies().order().put("bankReturnUrl", inbox.url()).put("expireMinutes", 10));
    stage.sandbox().advance(Duration.ofMinutes(9)).ok();
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CREATED");
    stage.sandbox().advance(Duration.ofMinutes(2)).ok();
    assertThat(inbox.next(Duration.ofSeconds(15)).orderStatus()).isEqualTo("CLOSED");
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CLOSED");
    assertThat(stage.pay(placed).text("outcome")).isNotEqualTo("PAID");
    var replay = stage.merchant().place(placed.order()).ok();
    assertThat(replay.json().has("payUrl")).isFalse();
  }

  @Test
  @Clause("5.1.3-2")
  @DisplayName("An SDK token ends with its order: nothing is charged and the user is told")
  void an_sdk_token_ends_with_its_order() {
    stage.handset().demanded();
    var placed =
        stage.placed(
            stage.bodies().order().put("transactionType", "NATIVE").put("expireMinutes", 10));
    stage.sandbox().advance(Duration.ofMinutes(11)).ok();
    stage
        .handset()
        .payInSdk(placed.answer().text("sdkUrl"), stage.payer().paymentPassword())
        .problem(410, "sdk-token-expired");
    assertThat(
            stage.until(
                Duration.ofSeconds(15),
                () -> stage.query(placed).ok().text("orderStatus"),
                "CLOSED"::equals))
        .isEqualTo("CLOSED");
  }

  @Test
  @Clause("C-1")
  @DisplayName("Thirty minutes are an order's life when nothing else is asked")
  void thirty_minutes_are_the_default() {
    var inbox = stage.callbacks().open();
    var placed = stage.placed(stage.bodies().order().put("bankReturnUrl", inbox.url()));
    stage.sandbox().advance(Duration.ofMinutes(29)).ok();
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("CREATED");
    stage.sandbox().advance(Duration.ofMinutes(2)).ok();
    assertThat(inbox.next(Duration.ofSeconds(15)).orderStatus()).isEqualTo("CLOSED");
  }

  @Test
  @Clause("C-1")
  @DisplayName(
      "Signatures follow the real clock: they stay good however far business time was moved")
  void signatures_follow_the_real_clock() {
    stage.sandbox().advance(Duration.ofHours(1)).ok();
    stage.merchant().place(stage.bodies().order()).ok();
  }
}
