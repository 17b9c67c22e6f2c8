package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.maapay.TestPlatform;
import org.maapay.background.Bell;
import org.maapay.merchant.Merchant;
import org.maapay.order.PaymentOrder;
import org.maapay.order.Placement.Placed;
import org.maapay.user.User;

/** Callbacks of a platform to merchants who answer as they are told, sent when a test says so. */
final class TestNotices implements AutoCloseable {
  final TestPlatform platform = new TestPlatform();
  final ScriptedMerchants merchants = new ScriptedMerchants();
  final Merchant merchant = platform.merchant("M100001");
  final User payer = platform.user("13800138000", 1_000_000);
  private final NoticeRelay relay = TestRelay.of(platform);
  private final List<NoticeSender> senders = new ArrayList<>();

  @Override
  public void close() {
    senders.forEach(NoticeSender::close);
    platform.close();
  }

  NoticeSender sender() {
    var sender =
        new NoticeSender(
            platform.database, platform.notices, merchants, new Bell(), platform.clock);
    senders.add(sender);
    return sender;
  }

  void relayAll() {
    while (relay.run() > 0) {
      Thread.onSpinWait();
    }
  }

  /** Sends what is due and waits for the answers; returns how many callbacks were taken. */
  int deliver() {
    relayAll();
    try (var sender = sender()) {
      return sender.run();
    }
  }

  void awaitReceived(Merchant from, int count) {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (merchants.received(from.id()).size() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  PaymentOrder paid(Merchant merchant, long fen) {
    return platform.paid(merchant, fen, payer, "balance");
  }

  PaymentOrder paid(Merchant merchant, long fen, String refundUrl) {
    var wish = TestPlatform.wish(merchant, "with-url", fen, refundUrl);
    var order = ((Placed) platform.place(wish)).order();
    platform.pay(order, payer, "balance");
    return platform.read(order);
  }

  List<Notices.Shown> shown(PaymentOrder order) {
    return platform.database.read(tx -> platform.notices.of(tx, order.payOrderNo()));
  }

  List<Notices.Attempt> attempts(PaymentOrder order) {
    var id = shown(order).getFirst().id();
    return platform.database.read(
        tx -> platform.notices.attempts(tx, order.payOrderNo().bucket(), id));
  }

  List<String> states() {
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
}
