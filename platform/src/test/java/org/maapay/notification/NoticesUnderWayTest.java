package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.merchant.Merchant;
import org.maapay.outbox.Fact;

/** Many callbacks at once, and what stops one of them. */
@Clause("C-3")
@Timeout(60)
class NoticesUnderWayTest {
  private final TestNotices set = new TestNotices();
  private final TestPlatform platform = set.platform;
  private final ScriptedMerchants merchants = set.merchants;
  private final Merchant merchant = set.merchant;

  @AfterEach
  void close() {
    set.close();
  }

  @Test
  void first_attempts_of_an_order_go_out_in_its_order() {
    var released = new CountDownLatch(1);
    merchants.hang(merchant.id(), released);
    var order = set.paid(merchant, 1_000);
    platform.refund(order, 100, "R1");
    platform.refund(order, 100, "R2");
    var sender = set.sender();
    set.relayAll();
    assertThat(sender.run()).isEqualTo(1);
    assertThat(sender.run()).isZero();
    released.countDown();
    sender.close();

    // Its first attempt failed: those behind it go out now, and wait for none of its retries.
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    set.deliver();
    set.deliver();
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
    set.paid(merchant, 100);
    set.relayAll();
    var now = platform.clock.instant();
    var due = new Notices.Due(now, now.plusSeconds(20), Set.of(), 10);
    var taken = platform.database.write(tx -> platform.notices.claim(tx, due));
    assertThat(taken).hasSize(1);
    platform.clock.tick(Duration.ofSeconds(19));
    assertThat(set.deliver()).isZero();
    platform.clock.tick(Duration.ofSeconds(1));
    assertThat(set.deliver()).isEqualTo(1);
    assertThat(set.states()).containsExactly("ACCEPTED");
  }

  @Test
  void two_nodes_send_a_callback_once() {
    for (int i = 0; i < 50; i++) {
      set.paid(merchant, 100);
    }
    set.relayAll();
    var nodes = List.of(set.sender(), set.sender(), set.sender());
    AtOnce.run(3, i -> nodes.get(i).run());
    nodes.forEach(NoticeSender::close);
    platform.clock.tick(Duration.ofSeconds(1));
    while (set.deliver() > 0) {
      platform.clock.tick(Duration.ofSeconds(1));
    }
    assertThat(merchants.received()).hasSize(50);
    assertThat(merchants.received().stream().map(it -> it.notice().id())).doesNotHaveDuplicates();
  }

  /** The clock stands still: what is put off does not come. */
  @Test
  void many_callbacks_to_one_merchant_go_out_without_a_pause() {
    for (int i = 0; i < 300; i++) {
      set.paid(merchant, 1);
    }
    set.relayAll();
    var sender = set.sender();
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
    set.awaitReceived(merchant, 200);
    assertThat(sender.run()).isEqualTo(100);
    set.awaitReceived(merchant, 300);
    assertThat(merchants.received().stream().map(it -> it.notice().id())).doesNotHaveDuplicates();
  }

  /** What a node that stops had not begun is sent by another, at once and not after its lease. */
  @Test
  void what_a_stopping_node_had_in_line_is_left_to_others() {
    for (int i = 0; i < 100; i++) {
      set.paid(merchant, 1);
    }
    set.relayAll();
    var gate = new CountDownLatch(1);
    merchants.answer(
        merchant.id(),
        _ -> {
          awaitUninterruptibly(gate);
          return ScriptedMerchants.ACCEPTED;
        });
    var stopping = set.sender();
    assertThat(stopping.run()).isEqualTo(100);
    set.awaitReceived(merchant, 64);
    var closing = Thread.ofVirtual().start(stopping::close);
    Thread.ofVirtual().start(gate::countDown);
    join(closing);
    platform.clock.tick(Duration.ofSeconds(1));
    while (set.deliver() > 0) {
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
      set.paid(dead, 1);
    }
    platform.clock.tick(Duration.ofMillis(1));
    set.paid(merchant, 1);
    set.relayAll();
    var sender = set.sender();
    sender.run();
    sender.run();
    set.awaitReceived(merchant, 1);
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
    var order = set.paid(merchant, 100);
    platform.refund(order, 10, "R1");
    set.deliver();
    assertThat(set.attempts(order))
        .extracting(Notices.Attempt::answer)
        .containsExactly("could not be sent");
    merchants.answer(merchant.id(), ScriptedMerchants.ACCEPTED);
    set.deliver();
    assertThat(set.states()).containsExactly("PENDING", "ACCEPTED");
  }

  /** A person asked that his number be forgotten: his order can't be told, all others can. */
  @Test
  void a_fact_that_gives_no_callback_stops_no_other() {
    var spoilt = set.paid(merchant, 100);
    platform.refund(spoilt, 10, "R1");
    var no = spoilt.payOrderNo().value();
    platform.sql(
        "UPDATE payment_order SET business_type = 'SPOILT' WHERE pay_order_no = '" + no + "'");
    set.paid(merchant, 200);
    set.relayAll();
    set.deliver();
    assertThat(merchants.received()).hasSize(1);
    assertThat(platform.facts(Fact.Kind.ORDER_PAID)).isEqualTo(1);

    platform.sql(
        "UPDATE payment_order SET business_type = 'PASSWORD'"
            + " WHERE pay_order_no = '"
            + no
            + "'");
    platform.clock.tick(Duration.ofMinutes(2));
    set.relayAll();
    set.deliver();
    set.deliver();
    assertThat(merchants.received()).hasSize(3);
    assertThat(platform.number("SELECT count(*) FROM outbox")).isZero();
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
}
