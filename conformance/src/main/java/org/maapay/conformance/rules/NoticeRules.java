package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Callbacks.Reply;
import org.maapay.conformance.target.Inbox;
import org.maapay.conformance.target.Notice;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.target.Stage.Placed;

/** C.3: results reach the merchant, signed, until it takes them. */
@RuleSet
final class NoticeRules {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration A_MOMENT = Duration.ofMillis(800);

  private static final Set<String> ATTEMPTS = Set.of("NOTICE_ATTEMPT", "NOTICE_ACCEPTED");

  private final Stage stage;

  NoticeRules(Stage stage) {
    this.stage = stage;
  }

  private Placed paid(Inbox inbox) {
    var order = stage.bodies().order().put("bankReturnUrl", inbox.url());
    var placed = stage.merchant().place(order);
    Assumptions.assumeTrue(placed.status() == 200, "loopback callbacks are not allowed here");
    var both = new Placed(order, placed);
    assertThat(stage.pay(both).text("outcome")).isEqualTo("PAID");
    return both;
  }

  /**
   * Waits until the platform has recorded how so many attempts ended: the next one counts from
   * there, and after one that was taken none comes.
   */
  private void recorded(Placed placed, long attempts) {
    stage.until(
        SOON,
        () ->
            stage
                .sandbox()
                .timeline(placed.payOrderNo())
                .json()
                .path("events")
                .valueStream()
                .filter(event -> ATTEMPTS.contains(event.path("kind").asString("")))
                .count(),
        seen -> seen >= attempts);
  }

  private Notice judged(Notice notice) {
    stage.merchant().verifyNotice(notice.request(), notice::header);
    stage.contract().demand("Notice", notice.json());
    return notice;
  }

  @Test
  @Clause({"C-3", "5.1.1-5a"})
  @DisplayName(
      "A payment is notified at once: ten fields, signed, with a Notification-Id; once taken it ends")
  void a_payment_is_notified() {
    var inbox = stage.callbacks().open();
    var placed = paid(inbox);
    var notice = judged(inbox.next(SOON));
    for (var field :
        Set.of("merchantOrderNo", "merchantName", "orderDate", "merchantId", "mobileNo")) {
      assertThat(notice.json().path(field).asString())
          .as(field)
          .isEqualTo(placed.order().path(field).asString());
    }
    assertThat(notice.json().path("payOrderNo").asString()).isEqualTo(placed.payOrderNo());
    assertThat(notice.orderStatus()).isEqualTo("SUCCESS");
    assertThat(new String(notice.request().body(), java.nio.charset.StandardCharsets.UTF_8))
        .containsPattern("\"orderAmount\":\\s?0\\.50[,}]");
    assertThat(notice.json().path("paymentDate").asString()).matches("\\d{8}");
    assertThat(notice.request().header("Content-Type")).startsWith("application/json");
    inbox.staysEmpty(A_MOMENT);
  }

  @Test
  @Clause("C-3")
  @DisplayName(
      "A notice that is not taken comes again: same id, same bytes, fresh signature; first steps 15 s and 15 s")
  void a_notice_comes_again_until_it_is_taken() {
    var inbox =
        stage
            .callbacks()
            .open(
                new Reply(500, ""),
                new Reply(200, "{\"noticeResult\":\"FAIL\"}"),
                new Reply(302, ""));
    var placed = paid(inbox);
    var first = judged(inbox.next(SOON));
    inbox.staysEmpty(A_MOMENT);
    int attempts = 0;
    for (var step :
        List.of(Duration.ofSeconds(16), Duration.ofSeconds(16), Duration.ofSeconds(31))) {
      recorded(placed, ++attempts);
      stage.sandbox().advance(step).ok();
      var again = judged(inbox.next(SOON));
      assertThat(again.id()).isEqualTo(first.id());
      assertThat(again.request().body()).isEqualTo(first.request().body());
      assertThat(again.header("Signature")).isNotEqualTo(first.header("Signature"));
    }
    stage.sandbox().advance(Duration.ofMinutes(4)).ok();
    inbox.staysEmpty(A_MOMENT);
  }

  @Test
  @Clause("C-3")
  @DisplayName("It does not come before its time: 10 s after the first failure nothing has come")
  void a_notice_waits_for_its_time() {
    var inbox = stage.callbacks().open(new Reply(503, ""));
    var placed = paid(inbox);
    inbox.next(SOON);
    recorded(placed, 1);
    stage.sandbox().advance(Duration.ofSeconds(10)).ok();
    inbox.staysEmpty(A_MOMENT);
    stage.sandbox().advance(Duration.ofSeconds(6)).ok();
    inbox.next(SOON);
  }

  @Test
  @Clause("C-3")
  @DisplayName("The bare text success counts as taken")
  void the_bare_text_success_counts() {
    var inbox = stage.callbacks().open(new Reply(200, "success"));
    var placed = paid(inbox);
    inbox.next(SOON);
    recorded(placed, 1);
    stage.sandbox().advance(Duration.ofSeconds(40)).ok();
    inbox.staysEmpty(A_MOMENT);
  }

  @Test
  @Clause("C-3")
  @DisplayName("Closing an order is notified as CLOSED, without a payment date")
  void closing_is_notified() {
    var inbox = stage.callbacks().open();
    var placed = stage.placed(stage.bodies().order().put("bankReturnUrl", inbox.url()));
    stage.merchant().post("/v1/payment-orders/close", stage.bodies().close(placed.order())).ok();
    var notice = judged(inbox.next(SOON));
    assertThat(notice.orderStatus()).isEqualTo("CLOSED");
    assertThat(notice.json().path("paymentDate").asString()).isEmpty();
  }

  @Test
  @Clause({"C-3", "C-4", "6.1.5-3"})
  @DisplayName(
      "A refund is notified with its number, amount and status, to refundNotifyUrl where given")
  void a_refund_is_notified() {
    var orders = stage.callbacks().open();
    var refunds = stage.callbacks().open();
    var order =
        stage
            .bodies()
            .order()
            .put("bankReturnUrl", orders.url())
            .put("refundNotifyUrl", refunds.url());
    var placed = stage.paid(order);
    judged(orders.next(SOON));
    var refund = stage.merchant().post("/v1/refunds", stage.bodies().refund(order, "0.20")).ok();
    var notice = judged(refunds.next(SOON));
    assertThat(notice.json().path("refundOrderNo").asString())
        .isEqualTo(refund.text("refundOrderNo"));
    assertThat(notice.json().path("refundStatus").asString()).isEqualTo("SUCCESS");
    assertThat(notice.json().path("refundAmount").decimalValue()).isEqualByComparingTo("0.20");
    assertThat(notice.orderStatus()).isEqualTo("PARTIALLY_REFUNDED");
    orders.staysEmpty(A_MOMENT);
    assertThat(stage.query(placed).ok().text("orderStatus")).isEqualTo("PARTIALLY_REFUNDED");
  }

  @Test
  @Clause("C-3")
  @DisplayName("A failed attempt is not notified: the order is still open")
  void a_failed_attempt_is_not_notified() {
    var inbox = stage.callbacks().open();
    var placed = stage.placed(stage.bodies().order().put("bankReturnUrl", inbox.url()));
    stage.sandbox().pay(placed.payOrderNo(), stage.payer().mobileNo(), "000000");
    inbox.staysEmpty(A_MOMENT);
    assertThat(stage.pay(placed).text("outcome")).isEqualTo("PAID");
    assertThat(judged(inbox.next(SOON)).orderStatus()).isEqualTo("SUCCESS");
  }
}
