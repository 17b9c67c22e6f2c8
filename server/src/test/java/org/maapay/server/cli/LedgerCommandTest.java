package org.maapay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.database.Database;
import org.maapay.database.Migrations;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.Money;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.statement.ReserveChecks;
import picocli.CommandLine;

class LedgerCommandTest {
  private static final Bucket BUCKET = new Bucket(7);
  private static final AccountId USER = new AccountId((7L << 48) + 4_711);
  private static final AccountId SHOP = new AccountId((7L << 48) + 4_712);
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");

  private static EmbeddedPostgres postgres;
  private static Database database;

  @BeforeAll
  static void trade() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    Migrations.apply(postgres.getPostgresDatabase());
    database = new Database(postgres.getPostgresDatabase());
    var ledger = new Ledger();
    var bank = BucketAccount.BANK_RESERVE.in(BUCKET);
    database.run(tx -> {
      ledger.open(tx, USER, AccountKind.USER_BALANCE);
      ledger.open(tx, SHOP, AccountKind.MERCHANT_PAYABLE);
      var opening = new Movement("U1", "1", bank, USER, new Money(10_000), Purpose.OPENING);
      assertThat(ledger.post(tx, List.of(opening), NOON)).isNotNull();
      var payment = new Movement("P1", "1", USER, SHOP, new Money(1_250), Purpose.PAYMENT);
      assertThat(ledger.post(tx, List.of(payment), NOON.plusSeconds(3_600))).isNotNull();
    });
  }

  @AfterAll
  static void close() throws IOException {
    postgres.close();
  }

  @Test
  void a_moment_shows_the_balance_before_it() {
    var said = run(0, "statement", USER.value() + "", "--at", "2026-01-01T12:30", "--lang", "en");
    assertThat(said).contains("account " + USER.value() + "  USER_BALANCE", "100.00  balance");
    var later = run(0, "statement", USER.value() + "", "--lang", "zh");
    assertThat(later).contains("账户 " + USER.value(), "87.50  余额", "可用 87.50");
  }

  @Test
  void a_period_shows_its_entries_and_both_balances() {
    var said =
        run(
            0,
            "statement",
            USER.value() + "",
            "--from",
            "2026-01-01T12:00:00+08:00",
            "--to",
            "2026-01-02",
            "--lang",
            "en");
    assertThat(said.lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "account " + USER.value() + " USER_BALANCE",
            "2026-01-01 12:00:00.000 0.00 opening balance",
            "2026-01-01 12:00:00.000 +100.00 100.00 OPENING U1",
            "2026-01-01 13:00:00.000 -12.50 87.50 PAYMENT P1",
            "in 100.00 out 12.50",
            "2026-01-02 00:00:00.000 87.50 balance",
            "held 0.00, free 87.50");
  }

  @Test
  void an_account_that_is_not_there_and_a_moment_to_come_are_told() {
    assertThat(run(1, "statement", "4711", "--lang", "en")).contains("no such account");
    assertThat(run(1, "statement", USER.value() + "", "--at", "2999-01-01", "--lang", "zh"))
        .contains("尚未到来");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "4711 --at 1.1.2026",
        "4711 --to 2026-01-01",
        "4711 --from 2026-01-02 --to 2026-01-01",
        "4711 --at 2026-01-01 --from 2026-01-01"
      })
  void what_nobody_can_mean_is_a_wrong_use(String arguments) {
    run(2, ("statement " + arguments).split(" "));
  }

  @Test
  void the_reserve_is_shown_as_it_was_found_last() {
    assertThat(run(1, "reserve", "--lang", "en")).contains("Nobody has looked yet");
    database.run(tx -> assertThat(new ReserveChecks().look(tx, NOON).holds()).isTrue());
    var said = run(0, "reserve", "--lang", "en");
    assertThat(said).contains("owned 100.00, at the bank 100.00", "They are the same.");
    change("balance - 1");
    database.run(tx -> {
      assertThat(new ReserveChecks().look(tx, NOON.plusSeconds(60)).holds()).isFalse();
    });
    change("balance + 1");
    assertThat(run(1, "reserve", "--lang", "zh")).contains("不一致，差额 -0.01");
  }

  @Test
  void the_check_tells_each_promise_and_which_is_broken() {
    assertThat(run(0, "check").lines()).hasSize(12).allMatch(line -> line.startsWith("ok      "));
    change("balance - 1");
    assertThat(run(1, "check"))
        .contains(
            "BROKEN  debits equal credits in every bucket: 1",
            "BROKEN  every balance is the sum of its transfers: 1",
            "ok      every transfer moves money between accounts that exist",
            "ok      what an order says of its refunds is what they come to");
    change("balance + 1");
  }

  private static void change(String balance) {
    database.run(tx -> {
      try (var change = tx.createStatement()) {
        change.execute("UPDATE account SET balance = " + balance + " WHERE kind = 'USER_BALANCE'");
      }
    });
  }

  private static String run(int status, String... arguments) {
    var out = new StringWriter();
    var command = new CommandLine(new Commands()).setCaseInsensitiveEnumValuesAllowed(true);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    var all = new ArrayList<>(List.of("ledger"));
    all.addAll(List.of(arguments));
    all.add("--database-url");
    all.add(postgres.getJdbcUrl("postgres", "postgres"));
    assertThat(command.execute(all.toArray(String[]::new))).as("%s", out).isEqualTo(status);
    return out.toString();
  }
}
