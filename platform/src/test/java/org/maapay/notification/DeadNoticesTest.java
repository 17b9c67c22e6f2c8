package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.background.Bell;
import org.maapay.merchant.Merchant;
import org.maapay.notification.DeadNotices.Dead;
import org.maapay.notification.DeadNotices.Which;
import org.maapay.order.PaymentOrder;
import org.maapay.user.User;

@Clause("C-3")
@Timeout(120)
class DeadNoticesTest {
  private static final Which ALL = new Which(null, null, null, null);

  private final TestPlatform platform = new TestPlatform();
  private final ScriptedMerchants merchants = new ScriptedMerchants();
  private final DeadNotices dead = new DeadNotices();
  private final Merchant merchant = platform.merchant("M100001");
  private final Merchant other = platform.merchant("M100002");
  private final User payer = platform.user("13800138000", 1_000_000);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void what_was_given_up_is_shown_with_host_attempts_last_answer_and_end() {
    merchants.answer(merchant.id(), new Delivery.Answered(503, "closed today", 3));
    var order = paid(merchant);
    giveUp();
    var found = list(ALL);
    assertThat(found).hasSize(1);
    var one = found.getFirst();
    assertThat(one.merchant()).isEqualTo(merchant.id());
    assertThat(one.order()).isEqualTo(order.payOrderNo());
    assertThat(one.kind()).isEqualTo("ORDER_PAID");
    assertThat(one.host()).isEqualTo(URI.create(TestPlatform.NOTIFY_URL).getHost());
    assertThat(one.attempts()).isEqualTo(16);
    assertThat(one.status()).isEqualTo(503);
    assertThat(one.answer()).isEqualTo("closed today");
    assertThat(one.endedAt()).isEqualTo(order.paidAt().orElseThrow().plus(Duration.ofHours(90)));
  }

  @Test
  void it_is_sent_again_with_its_bytes_and_number_and_the_whole_schedule() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    paid(merchant);
    giveUp();
    assertThat(resend(ALL, 10)).isEqualTo(1);
    giveUp();
    assertThat(merchants.received()).hasSize(32);
    assertThat(list(ALL)).extracting(Dead::attempts).containsExactly(32);
    assertThat(resend(ALL, 10)).isEqualTo(1);
    merchants.answer(merchant.id(), ScriptedMerchants.ACCEPTED);
    deliver();
    assertThat(merchants.received()).hasSize(33);
    assertThat(merchants.received().stream().map(it -> it.notice().body()).distinct()).hasSize(1);
    assertThat(merchants.received().stream().map(it -> it.notice().id()).distinct()).hasSize(1);
    assertThat(list(ALL)).isEmpty();
  }

  @Test
  void what_was_accepted_or_waits_is_never_changed() {
    var accepted = paid(merchant);
    deliver();
    merchants.answer(other.id(), ScriptedMerchants.BUSY);
    var waits = paid(other);
    deliver();
    var before = List.of(shown(accepted), shown(waits));
    assertThat(resend(ALL, 10)).isZero();
    assertThat(resend(of(accepted), 10)).isZero();
    assertThat(List.of(shown(accepted), shown(waits))).isEqualTo(before);
    var which = new Which(shown(accepted).id(), null, null, null);
    assertThat(platform.database.<List<String>>read(tx -> dead.states(tx, which)))
        .containsExactly("ACCEPTED");
  }

  @Test
  void order_merchant_number_and_time_choose() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    merchants.answer(other.id(), ScriptedMerchants.BUSY);
    var first = paid(merchant);
    giveUp();
    var later = platform.clock.instant().plusSeconds(1);
    platform.clock.tick(Duration.ofSeconds(2));
    var second = paid(merchant);
    var third = paid(other);
    giveUp();
    assertThat(list(ALL)).hasSize(3);
    assertThat(list(of(first))).extracting(Dead::order).containsExactly(first.payOrderNo());
    assertThat(list(new Which(null, null, other.id(), null)))
        .extracting(Dead::order)
        .containsExactly(third.payOrderNo());
    assertThat(list(new Which(null, null, null, later)))
        .extracting(Dead::order)
        .containsExactlyInAnyOrder(second.payOrderNo(), third.payOrderNo());
    assertThat(resend(new Which(shown(second).id(), null, null, null), 10)).isEqualTo(1);
    assertThat(resend(new Which(null, null, merchant.id(), later), 10)).isZero();
    assertThat(resend(new Which(null, null, merchant.id(), null), 10)).isEqualTo(1);
    assertThat(list(ALL)).extracting(Dead::order).containsExactly(third.payOrderNo());
  }

  @Test
  void a_list_goes_on_where_it_stopped() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    IntStream.range(0, 5).forEach(_ -> paid(merchant));
    giveUp();
    var whole = list(ALL);
    assertThat(whole).hasSize(5);
    var rest = platform.database.<List<Dead>>read(tx -> dead.list(tx, ALL, whole.get(1).key(), 10));
    assertThat(rest).isEqualTo(whole.subList(2, 5));
  }

  @Test
  void two_who_send_again_at_once_share_the_work() {
    merchants.answer(merchant.id(), ScriptedMerchants.BUSY);
    IntStream.range(0, 12).forEach(_ -> paid(merchant));
    giveUp();
    var counts = AtOnce.run(2, _ -> resendByTwo());
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(12);
    assertThat(list(ALL)).isEmpty();
  }

  private int resendByTwo() {
    int done = 0;
    for (int put = resend(ALL, 2); put > 0; put = resend(ALL, 2)) {
      done += put;
    }
    return done;
  }

  /** Lets the schedule run out. */
  private void giveUp() {
    for (int i = 0; i < 16; i++) {
      deliver();
      platform.clock.tick(Duration.ofHours(6));
    }
  }

  private void deliver() {
    var relay = TestRelay.of(platform);
    while (relay.run() > 0) {
      Thread.onSpinWait();
    }
    try (var sender =
        new NoticeSender(
            platform.database, platform.notices, merchants, new Bell(), platform.clock)) {
      sender.run();
    }
  }

  private PaymentOrder paid(Merchant merchant) {
    return platform.paid(merchant, 100, payer, "balance");
  }

  private static Which of(PaymentOrder order) {
    return new Which(null, order.payOrderNo(), null, null);
  }

  private Notices.Shown shown(PaymentOrder order) {
    return platform
        .database
        .<List<Notices.Shown>>read(tx -> platform.notices.of(tx, order.payOrderNo()))
        .getFirst();
  }

  private List<Dead> list(Which which) {
    return platform.database.read(tx -> dead.list(tx, which, null, 100));
  }

  private int resend(Which which, int most) {
    var now = platform.clock.instant();
    return platform.database.<Integer>single(
        tx -> dead.resend(tx, which, Instant.parse("2099-01-01T00:00:00Z"), now, most));
  }
}
