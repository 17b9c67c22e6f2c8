package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.background.Bell;
import org.maapay.kernel.Money;
import org.maapay.mandate.Limits;
import org.maapay.merchant.Merchant;
import org.maapay.mode.PasswordFree;
import org.maapay.order.PaymentOrder;
import org.maapay.outbox.Fact;
import org.maapay.payment.Teller;
import org.maapay.user.User;

/** Paid orders that are told by the node that paid them. */
@Clause("C-3")
@Timeout(60)
class TellingTest {
  private static final String EPOCH_OF = "SELECT floor(extract(epoch FROM %s)) FROM %s";

  private final TestPlatform platform = new TestPlatform();
  private final ScriptedMerchants merchants = new ScriptedMerchants();
  private final NoticeRelay relay = TestRelay.of(platform);
  private final User payer = platform.user("13800138000", 1_000_000);
  private final Merchant merchant = platform.merchantBeside(payer);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_paid_order_is_told_without_being_read_again() {
    PaymentOrder order;
    try (var sender = sender()) {
      platform.payments.tellBy(sender);
      order = platform.paid(merchant, 1_250, payer, "balance");
    }
    assertThat(merchants.received()).hasSize(1);
    assertThat(merchants.received().getFirst().notice().body()).contains("\"orderAmount\":12.50");
    assertThat(states(order)).containsExactly("ACCEPTED");
    assertThat(attempts()).isEqualTo(1);
    platform.clock.tick(Duration.ofDays(1));
    assertThat(relay.run()).as("nothing is left to be told").isZero();
  }

  @Test
  void a_direct_debit_is_told_by_whoever_posted_it() {
    platform.mandate(merchant, payer, new Limits(new Money(5_000), new Money(20_000)), "balance");
    relayAll();
    try (var sender = sender()) {
      platform.directDebits.tellBy(sender);
      var placing = platform.passwordFree.place(TestPlatform.wish(merchant, "D1", 100));
      assertThat(placing).isInstanceOf(PasswordFree.Placing.Done.class);
    }
    assertThat(merchants.received()).hasSize(1);
    assertThat(relay.run()).isZero();
  }

  /** The process ends between the commit and the callback. */
  @Test
  void what_a_node_did_not_come_to_is_told_by_another_after_a_while() {
    platform.payments.tellBy(new Forgetful());
    var order = platform.paid(merchant, 100, payer, "balance");
    assertThat(relay.run()).as("it was promised").isZero();
    platform.clock.tick(Duration.ofSeconds(21));
    deliver();
    assertThat(merchants.received()).hasSize(1);
    assertThat(states(order)).containsExactly("ACCEPTED");
  }

  /** Slower than its promise: the merchant hears it twice under one number, and it is kept once. */
  @Test
  void a_callback_that_two_nodes_send_has_one_number_and_one_row() {
    var slow = new Forgetful();
    platform.payments.tellBy(slow);
    var order = platform.paid(merchant, 100, payer, "balance");
    platform.clock.tick(Duration.ofSeconds(21));
    deliver();
    try (var sender = sender()) {
      sender.tell(order, slow.told(order, platform.clock.instant().plusSeconds(20)));
    }
    assertThat(merchants.received())
        .extracting(received -> received.notice().id())
        .hasSize(2)
        .containsOnly(merchants.received().getFirst().notice().id());
    assertThat(states(order)).containsExactly("ACCEPTED");
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void an_attempt_ended_when_the_merchant_answered_however_late_it_is_stored() {
    var slow = new Forgetful();
    platform.payments.tellBy(slow);
    var order = platform.paid(merchant, 100, payer, "balance");
    var at = platform.clock.instant();
    var notice = Notice.ofPaid(order, slow.told(order, at.plusSeconds(20)));
    platform.clock.tick(Duration.ofSeconds(5));
    platform.database.run(tx ->
        new FirstAttempts(platform.notices)
            .record(tx, List.of(new Notices.Ended(notice, ScriptedMerchants.ACCEPTED, at))));
    assertThat(platform.number(EPOCH_OF.formatted("accepted_at", "notification")))
        .isEqualTo(at.getEpochSecond());
    assertThat(platform.number(EPOCH_OF.formatted("at", "notification_attempt")))
        .isEqualTo(at.getEpochSecond());
  }

  @Test
  void a_first_attempt_that_fails_is_followed_by_the_schedule() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    PaymentOrder order;
    try (var sender = sender()) {
      platform.payments.tellBy(sender);
      order = platform.paid(merchant, 100, payer, "balance");
    }
    assertThat(states(order)).containsExactly("PENDING");
    platform.clock.tick(Duration.ofMinutes(1));
    merchants.answer(merchant.id(), ScriptedMerchants.ACCEPTED);
    assertThat(deliver()).isEqualTo(1);
    assertThat(states(order)).containsExactly("ACCEPTED");
    assertThat(attempts()).isEqualTo(2);
  }

  /** Callbacks of an order leave in the order of what they tell. */
  @Test
  void a_refund_waits_until_the_payment_was_told() {
    var slow = new Forgetful();
    platform.payments.tellBy(slow);
    var order = platform.paid(merchant, 1_250, payer, "balance");
    platform.refund(order, 250, "R1");
    assertThat(relay.run()).as("what was before it is not told yet").isZero();
    try (var sender = sender()) {
      sender.tell(order, slow.told(order, platform.clock.instant().plusSeconds(20)));
    }
    platform.clock.tick(Duration.ofSeconds(2));
    deliver();
    assertThat(merchants.received())
        .extracting(received -> received.notice().ordinal())
        .isSorted()
        .hasSize(2);
  }

  @Test
  void what_the_payer_hears_in_his_conversation_is_left_to_the_relay() {
    try (var sender = sender()) {
      platform.payments.tellBy(sender);
      platform.pay(platform.aggregate(merchant, 100), payer, "balance");
    }
    assertThat(merchants.received()).isEmpty();
    assertThat(relay.run()).isEqualTo(1);
  }

  @Test
  void what_a_node_that_stops_did_not_begin_is_due_again() {
    var sender = sender();
    platform.payments.tellBy(sender);
    sender.close();
    platform.paid(merchant, 100, payer, "balance");
    assertThat(relay.run()).as("nothing was promised").isEqualTo(1);
  }

  /** Promises, and goes. */
  private final class Forgetful implements Teller {
    @Override
    public Optional<Instant> promise(PaymentOrder paid) {
      return Optional.of(platform.clock.instant().plusSeconds(20));
    }

    @Override
    public void tell(PaymentOrder paid, Fact fact) {}

    Fact told(PaymentOrder paid, Instant due) {
      return new Fact(paid.payOrderNo(), ordinal(paid), Fact.Kind.ORDER_PAID, null, due);
    }

    private int ordinal(PaymentOrder paid) {
      return (int)
          platform.number(
              "SELECT min(ordinal) FROM (SELECT subject, ordinal FROM outbox"
                  + " UNION ALL SELECT pay_order_no, ordinal FROM notification) all_of"
                  + " WHERE subject = '"
                  + paid.payOrderNo().value()
                  + "'");
    }
  }

  private NoticeSender sender() {
    return new NoticeSender(
        platform.database, platform.notices, merchants, new Bell(), platform.clock);
  }

  private void relayAll() {
    while (relay.run() > 0) {
      Thread.onSpinWait();
    }
  }

  private int deliver() {
    relayAll();
    try (var sender = sender()) {
      return sender.run();
    }
  }

  private List<String> states(PaymentOrder order) {
    return platform.database.read(tx ->
        platform.notices.of(tx, order.payOrderNo()).stream().map(Notices.Shown::state).toList());
  }

  private long attempts() {
    return platform.number("SELECT count(*) FROM notification_attempt");
  }
}
