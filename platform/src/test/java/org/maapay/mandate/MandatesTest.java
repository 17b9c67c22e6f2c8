package org.maapay.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.outbox.Fact.Kind.MANDATE_EXPIRED;
import static org.maapay.outbox.Fact.Kind.MANDATE_REVOKED;
import static org.maapay.outbox.Fact.Kind.MANDATE_SIGNED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;
import org.maapay.mandate.Allowances.Standing;
import org.maapay.mandate.Asking.Asked;
import org.maapay.mandate.Asking.Conflicting;
import org.maapay.mandate.Asking.Existing;
import org.maapay.mandate.Asking.Replayed;
import org.maapay.mandate.MandateState.Party;
import org.maapay.merchant.Merchant;
import org.maapay.user.User;

@Clause("6.1.2-2")
class MandatesTest {
  private static final Limits LIMITS = new Limits(new Money(5_000), new Money(20_000));

  private final TestPlatform platform = new TestPlatform();
  private final Merchant merchant = platform.merchant("M100001");
  private final User payer = platform.user("13800138000", 10_000);

  @AfterEach
  void close() {
    platform.close();
  }

  private AskMandate wish(String number, String mobile, Limits limits) {
    return new AskMandate(
        merchant.id(),
        number,
        "海风咖啡",
        new MobileNumber(mobile),
        limits,
        Duration.ofMinutes(30),
        TestPlatform.NOTIFY_URL,
        null,
        null);
  }

  private Asking ask(String number) {
    return ask(wish(number, "13800138000", LIMITS));
  }

  private Asking ask(AskMandate wish) {
    return platform.submit(tx -> platform.mandates.ask(tx, wish, platform.clock.instant()));
  }

  private Mandate asked(String number) {
    return ((Asked) ask(number)).mandate();
  }

  private Changing sign(Mandate mandate, UserId by) {
    return platform.mandates.sign(mandate.no(), by, "balance");
  }

  private Changing revoke(Mandate mandate) {
    return platform.mandates.revoke(mandate.no(), Party.USER);
  }

  private Mandate read(Mandate mandate) {
    return platform.database.read(tx -> platform.mandates.find(tx, mandate.no())).orElseThrow();
  }

  private List<MandateNo> due(Instant now) {
    return platform.database.read(tx -> platform.mandates.due(tx, now, 10));
  }

  /** Asking walks its refusals in this order: the number first, then what is open. */
  @Test
  void asking_again_is_answered_in_order_of_precedence() {
    var first = asked("S1");
    assertThat(ask("S1")).isEqualTo(new Replayed(first));
    var more = new Limits(new Money(5_000), new Money(20_001));
    assertThat(ask(wish("S1", "13800138000", more))).isEqualTo(new Conflicting());
    assertThat(ask(wish("S1", "13900139000", LIMITS))).isEqualTo(new Conflicting());
    assertThat(ask("S2")).isEqualTo(new Existing());
    assertThat(ask(wish("S2", "13900139000", LIMITS))).isInstanceOf(Asked.class);
    revoke(first);
    assertThat(ask("S1")).isEqualTo(new Replayed(read(first)));
    assertThat(ask("S3")).isInstanceOf(Asked.class);
  }

  @Test
  void a_number_nobody_has_an_account_with_is_asked_like_any_other() {
    assertThat(ask(wish("S1", "19900000001", LIMITS))).isInstanceOf(Asked.class);
  }

  @Test
  void a_signed_mandate_is_told_once() {
    var mandate = asked("S1");
    assertThat(sign(mandate, payer.id())).isInstanceOf(Changing.Done.class);
    assertThat(sign(mandate, payer.id())).isEqualTo(new Changing.Done(read(mandate)));
    assertThat(read(mandate).status()).isEqualTo("ACTIVE");
    assertThat(read(mandate).signer()).isEqualTo(payer.id());
    assertThat(platform.facts(MANDATE_SIGNED)).isEqualTo(1);
    assertThat(ask("S2")).isEqualTo(new Existing());
  }

  @Test
  void it_is_signed_until_its_last_moment_and_not_after() {
    var inTime = asked("S1");
    platform.clock.tick(Duration.ofMinutes(30).minusMillis(1));
    assertThat(sign(inTime, payer.id())).isInstanceOf(Changing.Done.class);
    revoke(inTime);
    var late = asked("S2");
    platform.clock.tick(Duration.ofMinutes(30));
    assertThat(late.statusAt(platform.clock.instant())).isEqualTo("EXPIRED");
    assertThat(sign(late, payer.id())).isEqualTo(new Changing.Refused(MandateChange.Reason.ENDED));
    assertThat(read(late).status()).isEqualTo("EXPIRED");
    assertThat(platform.facts(MANDATE_EXPIRED)).isEqualTo(1);
  }

  @Test
  void one_that_nobody_signed_in_time_stands_in_nobodys_way() {
    asked("S1");
    platform.clock.tick(Duration.ofMinutes(30));
    assertThat(ask("S2")).isInstanceOf(Asked.class);
    assertThat(platform.facts(MANDATE_EXPIRED)).isEqualTo(1);
  }

  @Test
  void what_is_due_is_found_and_expires_once() {
    var mandate = asked("S1");
    var now = platform.clock.instant();
    assertThat(due(now)).isEmpty();
    platform.clock.tick(Duration.ofMinutes(31));
    var later = platform.clock.instant();
    assertThat(due(later)).containsExactly(mandate.no());
    for (int i = 0; i < 2; i++) {
      platform.mandates.expire(mandate.no());
    }
    assertThat(platform.facts(MANDATE_EXPIRED)).isEqualTo(1);
  }

  @Test
  void ending_it_twice_ends_it_once() {
    var mandate = platform.mandate(merchant, payer, LIMITS, "balance");
    var ended = revoke(mandate);
    assertThat(revoke(mandate)).isEqualTo(ended);
    assertThat(read(mandate).endedBy()).contains(Party.USER);
    assertThat(platform.facts(MANDATE_REVOKED)).isEqualTo(1);
  }

  @Test
  void a_user_ends_his_own_and_nobody_elses() {
    var mandate = platform.mandate(merchant, payer, LIMITS, "balance");
    var other = platform.user("13900139000", 0);
    assertThat(platform.mandates.revokeOf(other.id(), mandate.no()))
        .isEqualTo(new Changing.Missing());
    assertThat(platform.mandates.revokeOf(payer.id(), mandate.no()))
        .isInstanceOf(Changing.Done.class);
  }

  @Test
  void of_many_asked_for_at_once_one_is_open() {
    var answers = AtOnce.run(20, i -> ask("S" + i));
    assertThat(answers).filteredOn(Asked.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(Existing.class::isInstance).hasSize(19);
  }

  @Test
  void signing_and_ending_at_once_leave_one_clear_state() {
    for (int round = 0; round < 20; round++) {
      var mandate = asked("R" + round);
      AtOnce.run(4, i -> i % 2 == 0 ? sign(mandate, payer.id()) : revoke(mandate));
      assertThat(read(mandate).status()).isEqualTo("REVOKED");
      assertThat(platform.number("SELECT count(*) FROM mandate_allowance WHERE state = 'ACTIVE'"))
          .isZero();
    }
  }

  @Test
  void what_a_process_left_between_the_two_sides_is_finished_and_told_once() {
    var mandate = asked("S1");
    sign(mandate, payer.id());
    forget(mandate);
    assertThat(unsettled()).containsExactly(mandate.no());
    assertThat(standing()).isEmpty();
    for (int i = 0; i < 2; i++) {
      platform.mandates.settle(mandate.no());
    }
    assertThat(unsettled()).isEmpty();
    assertThat(standing()).hasSize(1);
    assertThat(platform.facts(MANDATE_SIGNED)).isEqualTo(1);
  }

  @Test
  void one_that_was_ended_before_the_payers_side_followed_never_opens() {
    var mandate = asked("S1");
    sign(mandate, payer.id());
    forget(mandate);
    revoke(mandate);
    platform.mandates.settle(mandate.no());
    assertThat(standing()).isEmpty();
    assertThat(platform.facts(MANDATE_REVOKED)).isEqualTo(1);
  }

  @Test
  void a_new_mandate_waits_until_the_payers_side_of_the_old_one_has_ended() {
    var old = asked("S1");
    sign(old, payer.id());
    platform.number(
        "WITH moved AS (UPDATE mandate SET state = 'REVOKED', ended_at = signed_at,"
            + " ended_by = 'USER', settled = false, version = version + 1 RETURNING 1)"
            + " SELECT count(*) FROM moved");
    var next = asked("S2");
    sign(next, payer.id());
    assertThat(unsettled()).containsExactlyInAnyOrder(old.no(), next.no());
    platform.mandates.settle(old.no());
    platform.mandates.settle(next.no());
    assertThat(unsettled()).isEmpty();
    assertThat(standing()).singleElement().matches(it -> it.mandate().equals(next.no()));
  }

  /** As if the process had died after it changed the merchant's side. */
  private void forget(Mandate mandate) {
    platform.number(
        """
        WITH told AS (DELETE FROM outbox RETURNING 1), side AS (DELETE FROM mandate_allowance),
          back AS (UPDATE mandate SET settled = false WHERE mandate_no = '%s')
        SELECT count(*) FROM told
        """
            .formatted(mandate.no().value()));
  }

  private List<MandateNo> unsettled() {
    return platform.database.read(tx -> platform.mandates.unsettled(tx, 10));
  }

  private List<Standing> standing() {
    var now = platform.clock.instant();
    return platform.database.read(tx -> platform.allowances.of(tx, payer.id(), now));
  }

  @Test
  void the_payer_sees_what_he_has_signed_and_what_the_day_has_used() {
    platform.mandate(merchant, payer, LIMITS, "balance");
    var now = platform.clock.instant();
    List<Standing> all = platform.database.read(tx -> platform.allowances.of(tx, payer.id(), now));
    assertThat(all)
        .singleElement()
        .satisfies(standing -> {
          assertThat(standing.limits()).isEqualTo(LIMITS);
          assertThat(standing.usedToday()).isEqualTo(Money.ZERO);
        });
  }
}
