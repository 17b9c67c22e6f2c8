package org.maapay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.database.Migrations;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Numbering;
import org.maapay.kernel.PayOrderNo;
import picocli.CommandLine;

class NoticesCommandTest {
  private static final MerchantId SHOP = new MerchantId("M100001");
  private static final MerchantId OTHER = new MerchantId("M100002");
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final String DEAD_ID = "00000000-0000-4000-8000-000000000001";
  private static final String ACCEPTED_ID = "00000000-0000-4000-8000-000000000002";
  private static final String WAITING_ID = "00000000-0000-4000-8000-000000000003";

  private static EmbeddedPostgres postgres;

  private final PayOrderNo order =
      PayOrderNo.next(SHOP.bucket(), NOON, new Numbering(new Random(1)));

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    Migrations.apply(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void close() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void notices() throws SQLException {
    sql("TRUNCATE notification, notification_attempt");
    notice(SHOP, order, DEAD_ID, "DEAD", "2026-01-02T12:04:00+08:00");
    sql(
        """
        INSERT INTO notification_attempt VALUES (%d, '%s', 1, 16, now(), 7, 503, E'closed\\x1b[31m today')
        """
            .formatted(order.bucket().value(), order.value()));
    notice(SHOP, next(SHOP, 2), ACCEPTED_ID, "ACCEPTED", "2026-01-01T12:00:00+08:00");
    notice(SHOP, next(SHOP, 3), WAITING_ID, "PENDING", "2026-01-01T12:00:00+08:00");
  }

  @Test
  void the_list_shows_merchant_order_host_answer_attempts_and_end() throws SQLException {
    assertThat(run(0, "dead", "--lang", "en"))
        .contains(
            "2026-01-02 12:04:00.000  M100001  " + order.value(),
            "shop.example  attempts 16  503 \"closed [31m today\"  " + DEAD_ID,
            "1 undelivered")
        .doesNotContain("secret-path", "\u001b", ACCEPTED_ID, WAITING_ID);
    assertThat(run(0, "dead", "--lang", "zh")).contains("已投递 16 次", "共 1 条未送达");
    assertThat(run(0, "dead", "--merchant", OTHER.value(), "--lang", "en"))
        .contains("No callback ended undelivered.");
    assertThat(run(0, "dead", "--order", order.value(), "--lang", "en")).contains("1 undelivered");
    assertThat(run(0, "dead", "--id", ACCEPTED_ID, "--lang", "en"))
        .contains("No callback ended undelivered.");
    assertThat(run(0, "dead", "--since", "2026-01-03", "--lang", "zh")).contains("没有投递失败的通知");
  }

  @Test
  void a_dry_run_counts_and_changes_nothing() throws SQLException {
    assertThat(run(0, "resend", "--all", "--dry-run", "--lang", "en"))
        .contains("1 would be sent again; nothing was changed.");
    assertThat(run(0, "dead", "--lang", "en")).contains("1 undelivered");
  }

  @Test
  void what_is_named_is_put_back_once() throws SQLException {
    assertThat(run(0, "resend", "--order", order.value(), "--lang", "en"))
        .contains("1 put back into the schedule.");
    assertThat(count("state = 'PENDING' AND resent_after = 16 AND next_at <= now()")).isEqualTo(1);
    assertThat(run(1, "resend", "--order", order.value(), "--lang", "en"))
        .contains("It is in the schedule still");
    assertThat(run(0, "resend", "--all", "--lang", "zh")).contains("没有投递失败的通知");
  }

  @Test
  void what_was_accepted_waits_or_is_not_there_is_told_and_left() throws SQLException {
    assertThat(run(1, "resend", "--id", ACCEPTED_ID, "--lang", "en")).contains("accepted");
    assertThat(run(1, "resend", "--id", WAITING_ID, "--lang", "zh")).contains("仍在投递计划中");
    assertThat(run(1, "resend", "--id", "00000000-0000-4000-8000-00000000000f", "--lang", "en"))
        .contains("no such callback");
    assertThat(run(1, "resend", "--id", DEAD_ID, "--since", "2026-01-03", "--lang", "en"))
        .contains("before --since");
    assertThat(count("state = 'DEAD'")).isEqualTo(1);
    assertThat(count("state = 'ACCEPTED'")).isEqualTo(1);
  }

  @Test
  void many_are_put_back_in_batches_with_progress() throws SQLException {
    for (int i = 10; i < 1_210; i++) {
      var id = "00000000-0000-4000-8000-00000001%04d".formatted(i);
      notice(OTHER, next(OTHER, i), id, "DEAD", "2026-01-02T12:04:00+08:00");
    }
    assertThat(run(0, "resend", "--merchant", OTHER.value(), "--lang", "en"))
        .contains(
            "put back 500 of 1200",
            "put back 1000 of 1200",
            "put back 1200 of 1200",
            "1200 put back into the schedule.");
    assertThat(count("state = 'DEAD'")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resend",
        "resend --all --merchant M100001",
        "resend --order 4711",
        "resend --id 4711",
        "resend --merchant m1",
        "dead --since yesterday",
        "dead --all --merchant M100001"
      })
  void what_nobody_can_mean_is_a_wrong_use(String arguments) {
    run(2, arguments.split(" "));
  }

  private static PayOrderNo next(MerchantId merchant, int number) {
    return PayOrderNo.next(merchant.bucket(), NOON, new Numbering(new Random(number)));
  }

  private static void notice(
      MerchantId merchant, PayOrderNo order, String id, String state, String nextAt)
      throws SQLException {
    sql(
        """
        INSERT INTO notification (bucket, notification_id, merchant_id, pay_order_no, ordinal, kind,
          url, body_seal, state, attempts, next_at, created_at)
        VALUES (%d, '%s', '%s', '%s', 1, 'ORDER_PAID', 'https://shop.example/secret-path?k=v', '',
          '%s', 16, '%s', now())
        """
            .formatted(order.bucket().value(), id, merchant.value(), order.value(), state, nextAt));
  }

  private static void sql(String sql) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String condition) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var query = connection.createStatement();
        var row = query.executeQuery("SELECT count(*) FROM notification WHERE " + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String run(int status, String... arguments) {
    var out = new StringWriter();
    var command = new CommandLine(new Commands()).setCaseInsensitiveEnumValuesAllowed(true);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    var all = new ArrayList<>(List.of("notices"));
    all.addAll(List.of(arguments));
    all.add("--database-url");
    all.add(postgres.getJdbcUrl("postgres", "postgres"));
    assertThat(command.execute(all.toArray(String[]::new))).as("%s", out).isEqualTo(status);
    return out.toString();
  }
}
