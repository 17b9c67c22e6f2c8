package org.maapay.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.background.Bell;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.maapay.merchant.Merchant;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Placement.Placed;
import org.maapay.outbox.Fact;
import org.maapay.user.User;

@Clause("C-3")
@Timeout(60)
class NoticesTest {
  private final TestPlatform platform = new TestPlatform();
  private final ScriptedMerchants merchants = new ScriptedMerchants();
  private NoticeRelay relay = relay();
  private Merchant merchant = platform.merchant("M100001");
  private User payer = platform.user("13800138000", 1_000_000);
  private List<NoticeSender> senders = new ArrayList<>();

  @AfterEach
  void close() {
    senders.forEach(NoticeSender::close);
    platform.close();
  }

  @Test
  void a_paid_order_is_told_with_the_fields_of_the_standard() {
    var order = paid(merchant, 1_250);
    deliver();
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
    deliver();
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
    deliver();
    var body = members(merchants.received().getFirst().notice().body());
    assertThat(body.get("orderStatus")).isEqualTo(Json.of("CLOSED"));
    assertThat(body.get("paymentDate")).isEqualTo(Json.of(""));
    assertThat(body.get("paymentTime")).isEqualTo(Json.of(""));
  }

  @Test
  void a_refund_is_told_with_its_number_where_refunds_are_to_be_told() {
    var order = paid(merchant, 1_250, "https://shop.example/refunds");
    platform.refund(order, 250, "R1");
    deliver();
    deliver();
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
    paid(merchant, 100);
    deliver();
    platform.clock.tick(Duration.ofDays(2));
    deliver();
    assertThat(merchants.received()).hasSize(1);
    assertThat(states()).containsExactly("ACCEPTED");
  }

  @Test
  void retries_follow_the_schedule_with_the_stored_bytes_and_end_after_sixteen() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    var order = paid(merchant, 100);
    var begun = platform.clock.instant();
    var times = new ArrayList<Instant>();
    deliver();
    times.add(platform.clock.instant());
    while (states().equals(List.of("PENDING"))) {
      var next = shown(order).getFirst().nextAt();
      platform.clock.tick(Duration.between(platform.clock.instant(), next.minusMillis(1)));
      assertThat(deliver()).as("a moment too early").isZero();
      platform.clock.tick(Duration.ofMillis(1));
      assertThat(deliver()).isEqualTo(1);
      times.add(platform.clock.instant());
    }
    assertThat(times).hasSize(16);
    assertThat(Duration.between(begun, times.getLast()))
        .isEqualTo(Duration.ofHours(24).plusMinutes(4));
    assertThat(states()).containsExactly("DEAD");
    assertThat(merchants.received()).hasSize(16);
    assertThat(merchants.received().stream().map(it -> it.notice().body()).distinct()).hasSize(1);
    assertThat(merchants.received().stream().map(it -> it.notice().id()).distinct()).hasSize(1);
    platform.clock.tick(Duration.ofDays(30));
    assertThat(deliver()).isZero();
  }

  @Test
  void the_bytes_are_those_of_the_moment_whatever_became_of_the_order() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    var order = paid(merchant, 1_000);
    deliver();
    platform.refund(order, 1_000, null);
    platform.clock.tick(Duration.ofSeconds(15));
    deliver();
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
    var order = paid(merchant, 100);
    merchants.answer(merchant.id(), ScriptedMerchants.SILENT);
    deliver();
    platform.clock.tick(Duration.ofSeconds(15));
    merchants.answer(merchant.id(), new Delivery.Answered(500, "x\0" + "y".repeat(5_000), 7));
    deliver();
    platform.clock.tick(Duration.ofSeconds(15));
    merchants.answer(merchant.id(), ScriptedMerchants.ACCEPTED);
    deliver();
    var attempts = attempts(order);
    assertThat(attempts).extracting(Notices.Attempt::no).containsExactly(1, 2, 3);
    assertThat(attempts).extracting(Notices.Attempt::status).containsExactly(null, 500, 200);
    assertThat(attempts.get(0).answer()).isEqualTo("no answer within 5 seconds");
    assertThat(attempts.get(1).answer()).hasSize(200);
    assertThat(attempts.get(2).answer()).isEqualTo("{\"noticeResult\":\"SUCCESS\"}");
  }

  @Test
  void first_attempts_of_an_order_go_out_in_its_order() {
    var released = new CountDownLatch(1);
    merchants.hang(merchant.id(), released);
    var order = paid(merchant, 1_000);
    platform.refund(order, 100, "R1");
    platform.refund(order, 100, "R2");
    var sender = sender();
    relayAll();
    assertThat(sender.run()).isEqualTo(1);
    assertThat(sender.run()).isZero();
    released.countDown();
    sender.close();

    // Its first attempt failed: those behind it go out now, and wait for none of its retries.
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    deliver();
    deliver();
    assertThat(merchants.received()).hasSize(3);
    assertThat(merchants.received().stream().map(it -> it.notice().body()))
        .satisfiesExactly(
            paid -> assertThat(paid).doesNotContain("refundOrderNo"),
            first -> assertThat(first).contains("\"merchantRefundNo\":\"R1\""),
            second -> assertThat(second).contains("\"merchantRefundNo\":\"R2\""));
  }

  /** The process died with a callback in its hands: another takes it when the lease is over. */
  @Test
  void a_callback_in_the_hands_of_a_process_that_died_is_sent_after_its_lease() {
    paid(merchant, 100);
    relayAll();
    var now = platform.clock.instant();
    var due = new Notices.Due(now, now.plusSeconds(20), Set.of(), 10);
    var taken = platform.database.write(tx -> platform.notices.claim(tx, due));
    assertThat(taken).hasSize(1);
    platform.clock.tick(Duration.ofSeconds(19));
    assertThat(deliver()).isZero();
    platform.clock.tick(Duration.ofSeconds(1));
    assertThat(deliver()).isEqualTo(1);
    assertThat(states()).containsExactly("ACCEPTED");
  }

  @Test
  void two_nodes_send_a_callback_once() {
    for (int i = 0; i < 50; i++) {
      paid(merchant, 100);
    }
    relayAll();
    var nodes = List.of(sender(), sender(), sender());
    AtOnce.run(3, i -> nodes.get(i).run());
    nodes.forEach(NoticeSender::close);
    platform.clock.tick(Duration.ofSeconds(1));
    while (deliver() > 0) {
      platform.clock.tick(Duration.ofSeconds(1));
    }
    assertThat(merchants.received()).hasSize(50);
    assertThat(merchants.received().stream().map(it -> it.notice().id())).doesNotHaveDuplicates();
  }

  /** The clock stands still: what is put off does not come. */
  @Test
  void many_callbacks_to_one_merchant_go_out_without_a_pause() {
    for (int i = 0; i < 300; i++) {
      paid(merchant, 1);
    }
    relayAll();
    var sender = sender();
    var gate = new CountDownLatch(1);
    merchants.answer(
        merchant.id(),
        _ -> {
          awaitUninterruptibly(gate);
          return ScriptedMerchants.ACCEPTED;
        });
    assertThat(sender.run()).isEqualTo(200);
    assertThat(sender.run()).isZero();
    gate.countDown();
    awaitReceived(merchant, 200);
    assertThat(sender.run()).isEqualTo(100);
    awaitReceived(merchant, 300);
    assertThat(merchants.received().stream().map(it -> it.notice().id())).doesNotHaveDuplicates();
  }

  /** What a node that stops had not begun is sent by another, at once and not after its lease. */
  @Test
  void what_a_stopping_node_had_in_line_is_left_to_others() {
    for (int i = 0; i < 100; i++) {
      paid(merchant, 1);
    }
    relayAll();
    var gate = new CountDownLatch(1);
    merchants.answer(
        merchant.id(),
        _ -> {
          awaitUninterruptibly(gate);
          return ScriptedMerchants.ACCEPTED;
        });
    var stopping = sender();
    assertThat(stopping.run()).isEqualTo(100);
    awaitReceived(merchant, 64);
    var closing = Thread.ofVirtual().start(stopping::close);
    Thread.ofVirtual().start(gate::countDown);
    join(closing);
    platform.clock.tick(Duration.ofSeconds(1));
    while (deliver() > 0) {
      platform.clock.tick(Duration.ofSeconds(1));
    }
    assertThat(merchants.received().stream().map(it -> it.notice().id()).distinct()).hasSize(100);
  }

  /** Five hundred callbacks of a merchant that answers nobody, and one of a merchant that does. */
  @Test
  void a_merchant_that_does_not_answer_delays_nobody_else() {
    var dead = platform.merchant("M100002");
    var released = new CountDownLatch(1);
    merchants.hang(dead.id(), released);
    for (int i = 0; i < 500; i++) {
      paid(dead, 1);
    }
    platform.clock.tick(Duration.ofMillis(1));
    paid(merchant, 1);
    relayAll();
    var sender = sender();
    sender.run();
    sender.run();
    awaitReceived(merchant, 1);
    assertThat(merchants.received(dead.id())).hasSizeLessThanOrEqualTo(64);
    released.countDown();
    sender.close();
  }

  /** A bug in the transport is an attempt that failed, not a callback in limbo. */
  @Test
  void a_transport_that_fails_is_an_attempt_like_any_other() {
    merchants.answer(
        merchant.id(),
        _ -> {
          throw new IllegalStateException("a bug of ours");
        });
    var order = paid(merchant, 100);
    platform.refund(order, 10, "R1");
    deliver();
    assertThat(attempts(order))
        .extracting(Notices.Attempt::answer)
        .containsExactly("could not be sent");
    merchants.answer(merchant.id(), ScriptedMerchants.ACCEPTED);
    deliver();
    assertThat(states()).containsExactly("PENDING", "ACCEPTED");
  }

  /** A person asked that his number be forgotten: his order can't be told, all others can. */
  @Test
  void a_fact_that_gives_no_callback_stops_no_other() {
    var spoilt = paid(merchant, 100);
    platform.refund(spoilt, 10, "R1");
    var no = spoilt.payOrderNo().value();
    platform.sql(
        "UPDATE payment_order SET business_type = 'SPOILT' WHERE pay_order_no = '" + no + "'");
    paid(merchant, 200);
    relayAll();
    deliver();
    assertThat(merchants.received()).hasSize(1);
    assertThat(platform.facts(Fact.Kind.ORDER_PAID)).isEqualTo(1);

    platform.sql(
        "UPDATE payment_order SET business_type = 'PASSWORD'"
            + " WHERE pay_order_no = '"
            + no
            + "'");
    platform.clock.tick(Duration.ofMinutes(2));
    relayAll();
    deliver();
    deliver();
    assertThat(merchants.received()).hasSize(3);
    assertThat(platform.number("SELECT count(*) FROM outbox")).isZero();
  }

  @Test
  void what_was_accepted_or_given_up_is_sent_again_when_somebody_asks() {
    var order = paid(merchant, 100);
    deliver();
    var id = shown(order).getFirst().id();
    assertThat(resend(id)).isTrue();
    deliver();
    assertThat(merchants.received()).hasSize(2);
    assertThat(states()).containsExactly("ACCEPTED");
    assertThat(attempts(order)).hasSize(2);
    assertThat(resend(UUID.randomUUID())).isFalse();
  }

  @Test
  @Clause("6.4-1")
  void bodies_are_stored_sealed() {
    paid(merchant, 100);
    relayAll();
    assertThat(
            platform.number(
                "SELECT count(*) FROM notification WHERE position('13800138000'::bytea IN"
                    + " body_seal) > 0"))
        .isZero();
    assertThat(merchants.received()).isEmpty();
    assertThat(deliver()).isEqualTo(1);
    assertThat(merchants.received().getFirst().notice().toString()).doesNotContain("13800138000");
  }

  private NoticeRelay relay() {
    return TestRelay.of(platform);
  }

  private NoticeSender sender() {
    var sender =
        new NoticeSender(
            platform.database, platform.notices, merchants, new Bell(), platform.clock);
    senders.add(sender);
    return sender;
  }

  private void relayAll() {
    while (relay.run() > 0) {
      Thread.onSpinWait();
    }
  }

  /** Sends what is due and waits for the answers; returns how many callbacks were taken. */
  private int deliver() {
    relayAll();
    try (var sender = sender()) {
      return sender.run();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReceived(Merchant from, int count) {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (merchants.received(from.id()).size() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private PaymentOrder paid(Merchant merchant, long fen) {
    return platform.paid(merchant, fen, payer, "balance");
  }

  private PaymentOrder paid(Merchant merchant, long fen, String refundUrl) {
    var wish = TestPlatform.wish(merchant, "with-url", fen, refundUrl);
    var order = ((Placed) platform.place(wish)).order();
    platform.pay(order, payer, "balance");
    return platform.read(order);
  }

  private List<Notices.Shown> shown(PaymentOrder order) {
    return platform.database.read(tx -> platform.notices.of(tx, order.payOrderNo()));
  }

  private List<Notices.Attempt> attempts(PaymentOrder order) {
    var id = shown(order).getFirst().id();
    return platform.database.read(
        tx -> platform.notices.attempts(tx, order.payOrderNo().bucket(), id));
  }

  private boolean resend(UUID id) {
    return platform.database.write(tx -> platform.notices.resend(tx, id, platform.clock.instant()));
  }

  private List<String> states() {
    return platform.database.read(tx -> {
      var states = new ArrayList<String>();
      try (var query = tx.createStatement();
          var row =
              query.executeQuery("SELECT state FROM notification ORDER BY created_at, ordinal")) {
        while (row.next()) {
          states.add(row.getString(1));
        }
      }
      return states;
    });
  }

  private static Json.Obj members(String body) {
    var read = JsonReader.read(body.getBytes(UTF_8));
    return (Json.Obj) ((JsonReader.Parsed.Value) read).json();
  }
}
