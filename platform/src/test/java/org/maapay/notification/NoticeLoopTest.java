package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.background.Bell;
import org.maapay.merchant.Merchant;
import org.maapay.order.PaymentOrder;
import org.maapay.user.User;

@Clause("C-3")
@Timeout(60)
class NoticeLoopTest {
  private final TestPlatform platform = new TestPlatform();
  private final ScriptedMerchants merchants = new ScriptedMerchants();
  private final Bell bell = new Bell();
  private final NoticeRelay relay = TestRelay.of(platform, platform.chatbot(bell));
  private final NoticeSender sender =
      new NoticeSender(platform.database, platform.notices, merchants, bell, platform.clock);
  private final NoticeLoop loop = new NoticeLoop(relay, sender, bell);
  private Merchant merchant = platform.merchant("M100001");
  private User payer = platform.user("13800138000", 1_000_000);

  @AfterEach
  void close() {
    sender.close();
    platform.close();
  }

  @Test
  void the_ends_of_many_orders_leave_in_one_round() {
    var orders = new PaymentOrder[40];
    for (int i = 0; i < orders.length; i++) {
      orders[i] = paid();
    }
    assertThat(loop.run()).isEqualTo(orders.length);
    awaitReceived(orders.length);
    assertThat(merchants.received().stream().map(it -> it.notice().order()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(orders).map(PaymentOrder::payOrderNo).toList());
  }

  @Test
  void a_refund_is_told_in_the_round_that_hears_of_it() {
    var order = paid();
    while (loop.run() > 0) {
      Thread.onSpinWait();
    }
    awaitReceived(1);
    awaitRecorded();
    platform.refund(order, 100, "R1");
    while (loop.run() > 0) {
      Thread.onSpinWait();
    }
    awaitReceived(2);
    assertThat(merchants.received().getLast().notice().body()).contains("R1");
  }

  @Test
  void what_another_node_left_leaves_when_somebody_says_so() {
    loop.run();
    paid();
    assertThat(relay.run()).isEqualTo(1);
    loop.look();
    assertThat(loop.run()).isEqualTo(1);
    awaitReceived(1);
  }

  @Test
  void what_another_node_left_leaves_anyway_after_a_moment() throws InterruptedException {
    loop.run();
    loop.run();
    paid();
    assertThat(relay.run()).isEqualTo(1);
    Thread.sleep(Duration.ofMillis(250));
    assertThat(loop.run()).isEqualTo(1);
    awaitReceived(1);
  }

  private PaymentOrder paid() {
    return platform.paid(merchant, 1_000, payer, "balance");
  }

  private void awaitReceived(int count) {
    while (merchants.received().size() < count) {
      Thread.onSpinWait();
    }
  }

  /** The first attempt of an order is written down before the next callback of it is taken. */
  private void awaitRecorded() {
    while (platform.number("SELECT count(*) FROM notification WHERE state = 'PENDING'") > 0) {
      Thread.onSpinWait();
    }
  }
}
