package org.maapay.ledger.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.TestPlatform;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.TransferId;
import org.maapay.ledger.hold.HoldId;
import org.maapay.ledger.hold.HoldReason;
import org.maapay.ledger.hold.PlaceHold;
import org.maapay.ledger.hold.PostHold;
import org.maapay.ledger.hold.VoidHold;
import org.maapay.ledger.statement.Statement.Stated;
import org.maapay.merchant.Merchant;
import org.maapay.order.PaymentOrder;
import org.maapay.user.User;

class StatementsTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final TestPlatform platform = new TestPlatform();
  private final Statements statements = new Statements();
  private final Merchant merchant = platform.merchant("M100001");
  private final User user = platform.user("13800138000", 10_000);
  private final AccountId account = user.account();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void the_balance_of_any_moment_is_what_was_posted_before_it() {
    var opened = platform.clock.instant();
    later();
    var paid = platform.clock.instant();
    pay(1_250);
    later();
    pay(750);
    later();
    assertThat(at(opened).closing().fen()).isZero();
    assertThat(at(paid).closing().fen()).isEqualTo(10_000);
    assertThat(at(paid.plusNanos(1_000)).closing().fen()).isEqualTo(8_750);
    assertThat(at(platform.clock.instant()).closing().fen()).isEqualTo(8_000);
  }

  @Test
  void a_period_opens_with_what_the_one_before_closed_with() {
    later();
    var noon = platform.clock.instant();
    var order = pay(1_250);
    later();
    platform.refund(order, 250, null);
    platform.settle();
    later();
    var whole = of(new Period(noon, platform.clock.instant()));
    assertThat(whole.opening().fen()).isEqualTo(10_000);
    assertThat(whole.out().fen()).isEqualTo(1_250);
    assertThat(whole.in().fen()).isEqualTo(250);
    assertThat(whole.closing().fen()).isEqualTo(9_000);
    assertThat(lines(new Period(noon, platform.clock.instant()), 10))
        .extracting(StatementLine::purpose, line -> line.change().fen())
        .containsExactly(tuple(Purpose.PAYMENT, -1_250L), tuple(Purpose.REFUND, 250L));
  }

  /** Random postings: every statement is what adding up the entries one by one comes to. */
  @Test
  void every_statement_is_the_sum_of_its_lines() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var balances = new TreeMap<Instant, Long>();
    for (int i = 0; i < 120; i++) {
      platform.clock.tick(Duration.ofSeconds(random.nextInt(200_000)));
      if (random.nextBoolean()) {
        platform.move(account, merchant.account(), 1 + random.nextInt(40));
      } else {
        platform.move(BucketAccount.BANK_RESERVE.in(account.bucket()), account, 7);
      }
      platform.clock.tick(Duration.ofMillis(1));
      balances.put(platform.clock.instant(), platform.balance(account));
    }
    var moments = new ArrayList<>(balances.keySet());
    for (int i = 0; i < 40; i++) {
      var from = moments.get(random.nextInt(60));
      var to = moments.get(60 + random.nextInt(60));
      var stated = of(new Period(from, to));
      var lines = lines(new Period(from, to), 1 + random.nextInt(50));
      var change = lines.stream().mapToLong(line -> line.change().fen()).sum();
      assertThat(stated.opening().fen()).as("seed %d", seed).isEqualTo(balances.get(from));
      assertThat(stated.closing().fen()).as("seed %d", seed).isEqualTo(balances.get(to));
      assertThat(stated.opening().fen() + change).isEqualTo(stated.closing().fen());
      assertThat(stated.opening().plus(stated.in()).minus(stated.out()))
          .isEqualTo(stated.closing());
      assertThat(lines).isSortedAccordingTo(Comparator.comparing(StatementLine::at));
    }
  }

  @Test
  void lines_of_one_moment_are_paged_without_loss_or_repetition() {
    later();
    var noon = platform.clock.instant();
    for (int i = 0; i < 25; i++) {
      platform.move(account, merchant.account(), 1 + i);
    }
    later();
    var period = new Period(noon, platform.clock.instant());
    var paged = lines(period, 4);
    assertThat(paged).hasSize(25).doesNotHaveDuplicates();
    assertThat(paged).isEqualTo(lines(period, 100));
  }

  @Test
  void a_statement_says_what_was_held_then() {
    var hold = hold(700);
    later();
    var placed = platform.clock.instant();
    later();
    var part = new PostHold(hold.id(), UUID.randomUUID(), new Money(200), merchant.account());
    platform.holds.post(part);
    later();
    var posted = platform.clock.instant();
    var rest = new VoidHold(hold.id(), UUID.randomUUID());
    platform.holds.voidRest(rest);
    later();
    assertThat(at(hold.at()).held().fen()).isZero();
    assertThat(at(placed).held().fen()).isEqualTo(700);
    assertThat(at(placed).free().fen()).isEqualTo(9_300);
    assertThat(at(posted).held().fen()).isEqualTo(500);
    assertThat(at(posted).closing().fen()).isEqualTo(9_800);
    assertThat(at(platform.clock.instant()).free().fen()).isEqualTo(9_800);
  }

  @Test
  void an_account_of_the_bank_has_a_statement_and_one_in_transit_has_none() {
    var bank = BucketAccount.BANK_RESERVE.in(account.bucket());
    later();
    assertThat(state(bank, Period.at(platform.clock.instant())))
        .isInstanceOfSatisfying(
            Stated.class, it -> assertThat(it.closing().fen()).isEqualTo(-10_000));
    var transit = BucketAccount.IN_TRANSIT.in(account.bucket());
    assertThat(state(transit, Period.at(LONG_AGO))).isEqualTo(new Statement.Missing());
  }

  @Test
  void a_period_that_ends_before_it_begins_is_none() {
    assertThatThrownBy(() -> new Period(LONG_AGO, LONG_AGO.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The plan of a January period opens January and what has no month, never February. */
  @Test
  void months_after_the_period_are_never_opened() {
    var first = TransferId.first(Instant.parse("2026-02-01T00:00:00+08:00"));
    var plan = new StringBuilder();
    platform.database.run(tx -> {
      try (var statement = tx.createStatement();
          var rows =
              statement.executeQuery(
                  "EXPLAIN SELECT FROM transfer WHERE transfer_id < '" + first.value() + "'")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
    });
    assertThat(plan)
        .contains("transfer_202601", "transfer_undated")
        .doesNotContain("transfer_202602");
    assertThat(first.value())
        .isEqualTo(
            platform.database.read(tx -> {
              try (var statement = tx.createStatement();
                  var row = statement.executeQuery("SELECT first_transfer_id('202602')")) {
                row.next();
                return row.getObject(1, UUID.class);
              }
            }));
  }

  private record Placed(HoldId id, Instant at) {}

  private Placed hold(long fen) {
    later();
    var at = platform.clock.instant();
    var client = UUID.randomUUID();
    var wish = new PlaceHold(client, account, new Money(fen), HoldReason.FREEZE, "F1", null);
    platform.holds.place(wish);
    return new Placed(wish.id(), at);
  }

  private PaymentOrder pay(long fen) {
    return platform.paid(merchant, fen, user, "balance");
  }

  private void later() {
    platform.clock.tick(Duration.ofMinutes(7));
  }

  private Stated at(Instant moment) {
    return of(Period.at(moment));
  }

  private Stated of(Period period) {
    return (Stated) state(account, period);
  }

  private Statement state(AccountId of, Period period) {
    return platform.database.read(tx -> statements.of(tx, of, period, platform.clock.instant()));
  }

  private List<StatementLine> lines(Period period, int page) {
    var all = new ArrayList<StatementLine>();
    @Nullable LineKey after = null;
    List<StatementLine> lines;
    do {
      var from = after;
      lines = platform.database.read(tx -> statements.lines(tx, account, period, from, page));
      all.addAll(lines);
      after = lines.isEmpty() ? null : lines.getLast().key();
    } while (!lines.isEmpty());
    return all;
  }
}
