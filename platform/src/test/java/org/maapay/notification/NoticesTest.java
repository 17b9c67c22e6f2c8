package org.maapay.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.maapay.merchant.Merchant;
import org.maapay.user.User;

@Clause("C-3")
@Timeout(60)
class NoticesTest {
  private final TestNotices set = new TestNotices();
  private final TestPlatform platform = set.platform;
  private final ScriptedMerchants merchants = set.merchants;
  private final Merchant merchant = set.merchant;
  private final User payer = set.payer;

  @AfterEach
  void close() {
    set.close();
  }

  @Test
  void a_paid_order_is_told_with_the_fields_of_the_standard() {
    var order = set.paid(merchant, 1_250);
    set.deliver();
    assertThat(merchants.received()).hasSize(1);
    var received = merchants.received().getFirst();
    assertThat(received.url()).hasToString(TestPlatform.NOTIFY_URL);
    assertThat(members(received.notice().body()))
        .isEqualTo(
            Json.members()
                .put("merchantOrderNo", order.wish().merchantOrderNo())
                .put("merchantName", "海风咖啡")
                .put("orderDate", "20260101")
                .put("orderAmount", order.wish().amount())
                .put("merchantId", "M100001")
                .put("mobileNo", "13800138000")
                .put("paymentDate", "20260101")
                .put("paymentTime", "120000")
                .put("payOrderNo", order.payOrderNo().value())
                .put("orderStatus", "SUCCESS")
                .build());
    assertThat(received.notice().body()).contains("\"orderAmount\":12.50");
  }

  @Test
  @Clause("5.1.4-8a")
  void an_order_of_the_payer_s_choice_is_told_with_who_took_the_money() {
    platform.pay(platform.aggregate(merchant, 1_250), payer, "balance");
    platform.orders.close(platform.aggregate(merchant, 1_250).payOrderNo());
    set.deliver();
    assertThat(merchants.received())
        .extracting(it -> it.notice().body())
        .satisfiesExactlyInAnyOrder(
            paid ->
                assertThat(paid)
                    .contains(
                        "\"orderStatus\":\"SUCCESS\"",
                        "\"institution\":{\"institutionCode\":\"MAAPAY\",\"name\":\""),
            closed ->
                assertThat(closed)
                    .contains("\"orderStatus\":\"CLOSED\"")
                    .doesNotContain("institution"));
  }

  @Test
  void a_closed_order_is_told_without_a_time_of_payment() {
    var order = platform.order(merchant, 1_250);
    platform.orders.close(order.payOrderNo());
    set.deliver();
    var body = members(merchants.received().getFirst().notice().body());
    assertThat(body.get("orderStatus")).isEqualTo(Json.of("CLOSED"));
    assertThat(body.get("paymentDate")).isEqualTo(Json.of(""));
    assertThat(body.get("paymentTime")).isEqualTo(Json.of(""));
  }

  @Test
  void a_refund_is_told_with_its_number_where_refunds_are_to_be_told() {
    var order = set.paid(merchant, 1_250, "https://shop.example/refunds");
    platform.refund(order, 250, "R1");
    set.deliver();
    set.deliver();
    var received = merchants.received();
    assertThat(received).hasSize(2);
    assertThat(received.get(0).url()).hasToString(TestPlatform.NOTIFY_URL);
    assertThat(received.get(1).url()).hasToString("https://shop.example/refunds");
    var body = members(received.get(1).notice().body());
    assertThat(body.get("merchantRefundNo")).isEqualTo(Json.of("R1"));
    assertThat(body.get("refundStatus")).isEqualTo(Json.of("SUCCESS"));
    assertThat(body.get("orderStatus")).isEqualTo(Json.of("PARTIALLY_REFUNDED"));
    assertThat(received.get(1).notice().body()).contains("\"refundAmount\":2.50");
  }

  @Test
  void an_accepted_callback_is_sent_once() {
    set.paid(merchant, 100);
    set.deliver();
    platform.clock.tick(Duration.ofDays(2));
    set.deliver();
    assertThat(merchants.received()).hasSize(1);
    assertThat(set.states()).containsExactly("ACCEPTED");
  }

  @Test
  void retries_follow_the_schedule_with_the_stored_bytes_and_end_after_sixteen() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    var order = set.paid(merchant, 100);
    var begun = platform.clock.instant();
    var times = new ArrayList<Instant>();
    set.deliver();
    times.add(platform.clock.instant());
    while (set.states().equals(List.of("PENDING"))) {
      var next = set.shown(order).getFirst().nextAt();
      platform.clock.tick(Duration.between(platform.clock.instant(), next.minusMillis(1)));
      assertThat(set.deliver()).as("a moment too early").isZero();
      platform.clock.tick(Duration.ofMillis(1));
      assertThat(set.deliver()).isEqualTo(1);
      times.add(platform.clock.instant());
    }
    assertThat(times).hasSize(16);
    assertThat(Duration.between(begun, times.getLast()))
        .isEqualTo(Duration.ofHours(24).plusMinutes(4));
    assertThat(set.states()).containsExactly("DEAD");
    assertThat(merchants.received()).hasSize(16);
    assertThat(merchants.received().stream().map(it -> it.notice().body()).distinct()).hasSize(1);
    assertThat(merchants.received().stream().map(it -> it.notice().id()).distinct()).hasSize(1);
    platform.clock.tick(Duration.ofDays(30));
    assertThat(set.deliver()).isZero();
  }

  @Test
  void the_bytes_are_those_of_the_moment_whatever_became_of_the_order() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    var order = set.paid(merchant, 1_000);
    set.deliver();
    platform.refund(order, 1_000, null);
    platform.clock.tick(Duration.ofSeconds(15));
    set.deliver();
    var bodies =
        merchants.received().stream()
            .map(ScriptedMerchants.Received::notice)
            .filter(notice -> notice.attempts() <= 1)
            .filter(notice -> !notice.body().contains("refundOrderNo"))
            .map(Notice::body)
            .toList();
    assertThat(bodies).hasSize(2);
    assertThat(bodies.get(1)).isEqualTo(bodies.get(0)).contains("\"orderStatus\":\"SUCCESS\"");
  }

  @Test
  void every_attempt_is_kept_with_what_came_back() {
    var order = set.paid(merchant, 100);
    merchants.answer(merchant.id(), ScriptedMerchants.SILENT);
    set.deliver();
    platform.clock.tick(Duration.ofSeconds(15));
    merchants.answer(merchant.id(), new Delivery.Answered(500, "x\0" + "y".repeat(5_000), 7));
    set.deliver();
    platform.clock.tick(Duration.ofSeconds(15));
    merchants.answer(merchant.id(), ScriptedMerchants.ACCEPTED);
    set.deliver();
    var attempts = set.attempts(order);
    assertThat(attempts).extracting(Notices.Attempt::no).containsExactly(1, 2, 3);
    assertThat(attempts).extracting(Notices.Attempt::status).containsExactly(null, 500, 200);
    assertThat(attempts.get(0).answer()).isEqualTo("no answer within 5 seconds");
    assertThat(attempts.get(1).answer()).hasSize(200);
    assertThat(attempts.get(2).answer()).isEqualTo("{\"noticeResult\":\"SUCCESS\"}");
  }

  @Test
  void what_was_accepted_or_given_up_is_sent_again_when_somebody_asks() {
    var order = set.paid(merchant, 100);
    set.deliver();
    var id = set.shown(order).getFirst().id();
    assertThat(resend(id)).isTrue();
    set.deliver();
    assertThat(merchants.received()).hasSize(2);
    assertThat(set.states()).containsExactly("ACCEPTED");
    assertThat(set.attempts(order)).hasSize(2);
    assertThat(resend(UUID.randomUUID())).isFalse();
  }

  @Test
  @Clause("6.4-1")
  void bodies_are_stored_sealed() {
    set.paid(merchant, 100);
    set.relayAll();
    assertThat(
            platform.number(
                "SELECT count(*) FROM notification WHERE position('13800138000'::bytea IN"
                    + " body_seal) > 0"))
        .isZero();
    assertThat(merchants.received()).isEmpty();
    assertThat(set.deliver()).isEqualTo(1);
    assertThat(merchants.received().getFirst().notice().toString()).doesNotContain("13800138000");
  }

  private boolean resend(UUID id) {
    return platform.database.write(tx -> platform.notices.resend(tx, id, platform.clock.instant()));
  }

  private static Json.Obj members(String body) {
    var read = JsonReader.read(body.getBytes(UTF_8));
    return (Json.Obj) ((JsonReader.Parsed.Value) read).json();
  }
}
