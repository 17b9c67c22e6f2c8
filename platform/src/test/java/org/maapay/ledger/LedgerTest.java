package org.maapay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.database.TestDatabase;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.Money;
import org.maapay.ledger.Posting.Insufficient;
import org.maapay.ledger.Posting.Posted;
import org.maapay.ledger.Posting.Repeated;
import org.maapay.ledger.Transfer.Purpose;

class LedgerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final Bucket ONE = new Bucket(1);
  private static final Bucket TWO = new Bucket(2);

  private static HikariDataSource source;
  private static Database database;

  private final Ledger ledger = new Ledger();
  private final SplittableRandom random = new SplittableRandom();
  private AccountId user = AccountId.random(ONE, random);
  private AccountId merchant = AccountId.random(TWO, random);
  private String subject = "S" + random.nextLong();

  @BeforeAll
  static void start() {
    source = TestDatabase.create();
    database = new Database(source);
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @BeforeEach
  void open() {
    database.run(tx -> {
      ledger.open(tx, user, AccountKind.USER_BALANCE);
      ledger.open(tx, merchant, AccountKind.MERCHANT_PAYABLE);
    });
    assertThat(post(opening(user, 1_000))).isInstanceOf(Posted.class);
  }

  /** Repeated comes before Insufficient: the same again is the same, whatever is left. */
  @Test
  void results_in_order_of_precedence() {
    var all = payment("1", 1_000);
    assertThat(post(all)).isEqualTo(new Posted());
    assertThat(post(all)).isEqualTo(new Repeated());
    assertThat(post(payment("2", 1))).isEqualTo(new Insufficient(user));
    assertThat(post(opening(user, 1))).isEqualTo(new Repeated());
    assertThat(balance(user)).isZero();
    assertThat(balance(merchant)).isEqualTo(1_000);
    assertSound();
  }

  @Test
  void one_fen_too_much_moves_nothing() {
    assertThat(post(payment("1", 1_001))).isEqualTo(new Insufficient(user));
    assertThat(balance(user)).isEqualTo(1_000);
    assertThat(balance(merchant)).isZero();
    assertThat(transfers()).isEqualTo(2);
    assertThat(post(payment("1", 1_000))).isEqualTo(new Posted());
    assertSound();
  }

  @Test
  void each_bucket_balances_by_itself() {
    post(payment("1", 300));
    for (var bucket : List.of(ONE, TWO)) {
      var transit = BucketAccount.IN_TRANSIT.in(bucket).value();
      assertThat(
              number("SELECT sum(balance) FROM account WHERE bucket = " + bucket.value())
                  + number("SELECT sum(amount) FROM transfer WHERE credit_account = " + transit)
                  - number("SELECT sum(amount) FROM transfer WHERE debit_account = " + transit))
          .isZero();
    }
    assertSound();
  }

  @Test
  void within_one_bucket_money_moves_the_same_way() {
    var neighbour = AccountId.random(ONE, random);
    database.run(tx -> ledger.open(tx, neighbour, AccountKind.MERCHANT_PAYABLE));
    var movement = new Movement(subject, "n", user, neighbour, new Money(10), Purpose.PAYMENT);
    assertThat(post(movement)).isEqualTo(new Posted());
    assertThat(balance(neighbour)).isEqualTo(10);
    assertSound();
  }

  @Test
  void several_movements_are_posted_all_or_none() {
    var onward = AccountId.random(TWO, random);
    database.run(tx -> ledger.open(tx, onward, AccountKind.REFUND_CLEARING));
    var first = payment("1", 500);
    var second = new Movement(subject, "2", merchant, onward, new Money(500), Purpose.REFUND);
    assertThat(write(List.of(first, second))).isEqualTo(new Posted());
    assertThat(balance(merchant)).isZero();
    assertThat(balance(onward)).isEqualTo(500);

    var third = payment("3", 100);
    var tooMuch = new Movement(subject, "4", merchant, onward, new Money(101), Purpose.REFUND);
    assertThatThrownBy(() -> write(List.of(third, tooMuch))).isInstanceOf(DatabaseException.class);
    assertThat(balance(user)).isEqualTo(500);
    assertSound();
  }

  @Test
  void an_account_that_was_never_opened_is_a_bug_and_not_an_empty_purse() {
    var nobody = AccountId.random(ONE, random);
    var from = new Movement(subject, "1", nobody, merchant, new Money(1), Purpose.PAYMENT);
    var to = new Movement(subject, "2", user, nobody, new Money(1), Purpose.PAYMENT);
    for (var bug : List.of(from, to)) {
      assertThatThrownBy(() -> post(bug))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.state()).isEqualTo("MP100"));
    }
    assertThat(balance(user)).isEqualTo(1_000);
    assertSound();
  }

  @Test
  void opening_an_account_twice_keeps_what_it_holds() {
    database.run(tx -> ledger.open(tx, user, AccountKind.USER_BALANCE));
    assertThat(balance(user)).isEqualTo(1_000);
  }

  @Test
  void fifty_at_once_spend_what_is_there_and_no_more() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<CompletableFuture<Posting>>();
      for (int i = 0; i < 50; i++) {
        var movement = payment("c" + i, 99);
        answers.add(CompletableFuture.supplyAsync(() -> post(movement), threads));
      }
      var posted =
          answers.stream().map(CompletableFuture::join).filter(Posted.class::isInstance).count();
      assertThat(posted).isEqualTo(10);
    }
    assertThat(balance(user)).isEqualTo(10);
    assertSound();
  }

  /** Two nodes may post the same: one wins, the other is told by the transfer's key. */
  @Test
  void the_same_movement_posted_at_once_moves_money_once() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var same = payment("same", 7);
      var answers = new ArrayList<CompletableFuture<Boolean>>();
      for (int i = 0; i < 20; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> isPosted(same), threads));
      }
      assertThat(answers.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
    }
    assertThat(balance(user)).isEqualTo(993);
    assertSound();
  }

  @ParameterizedTest
  @EnumSource(
      value = AccountKind.class,
      names = {"USER_BALANCE", "MERCHANT_PAYABLE", "REFUND_CLEARING"})
  void the_database_itself_refuses_a_balance_below_zero(AccountKind kind) {
    var account = AccountId.random(ONE, random);
    database.run(tx -> ledger.open(tx, account, kind));
    assertThatThrownBy(() -> sql("UPDATE account SET balance = -1 WHERE " + is(account)))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.state()).isEqualTo("23514"));
  }

  @Test
  void what_lies_at_the_bank_is_never_above_zero() {
    var reserve = BucketAccount.BANK_RESERVE.in(ONE);
    assertThatThrownBy(() -> sql("UPDATE account SET balance = 1 WHERE " + is(reserve)))
        .isInstanceOf(DatabaseException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void no_movement_moves_nothing_or_less(long fen) {
    assertThatThrownBy(() -> payment("1", fen)).isInstanceOf(IllegalArgumentException.class);
  }

  private Movement opening(AccountId account, long fen) {
    var bank = BucketAccount.BANK_RESERVE.in(account.bucket());
    return new Movement(subject, "opening", bank, account, new Money(fen), Purpose.OPENING);
  }

  private Movement payment(String step, long fen) {
    return new Movement(subject, step, user, merchant, new Money(fen), Purpose.PAYMENT);
  }

  private Posting post(Movement movement) {
    return write(List.of(movement));
  }

  private Posting write(List<Movement> movements) {
    return database.write(tx -> ledger.post(tx, movements, NOON));
  }

  private boolean isPosted(Movement movement) {
    try {
      return post(movement) instanceof Posted;
    } catch (DatabaseException e) {
      assertThat(e.isTransient()).isTrue();
      return false;
    }
  }

  private long balance(AccountId account) {
    return database.read(tx -> ledger.balance(tx, account)).fen();
  }

  private long transfers() {
    return number("SELECT count(*) FROM transfer WHERE subject = '" + subject + "'");
  }

  private static void assertSound() {
    var findings = database.write(tx -> LedgerCheck.check(tx, LedgerCheck.rules()));
    assertThat(findings).isNotEmpty().allMatch(it -> it.broken() == 0);
  }

  private static String is(AccountId account) {
    return "bucket = " + account.bucket().value() + " AND account_id = " + account.value();
  }

  private static long number(String query) {
    return database.read(tx -> {
      try (var statement = tx.createStatement();
          var row = statement.executeQuery(query)) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  private static void sql(String change) {
    database.run(tx -> {
      try (var statement = tx.createStatement()) {
        statement.execute(change);
      }
    });
  }
}
