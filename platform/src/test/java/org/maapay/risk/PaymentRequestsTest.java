package org.maapay.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.risk.RequestVerdict.ALLOWED;
import static org.maapay.risk.RequestVerdict.REFUSED_BY_PAYER;
import static org.maapay.risk.RequestVerdict.TOO_MANY;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.TestPlatform;
import org.maapay.kernel.MerchantId;

class PaymentRequestsTest {
  private static final MerchantId SHOP = new MerchantId("M100001");
  private static final MerchantId OTHER = new MerchantId("M100002");
  private static final byte[] PAYER = new byte[16];
  private static final byte[] SOMEBODY = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private final TestPlatform platform = new TestPlatform();
  private final RequestBlocks blocks = new RequestBlocks();
  private final PaymentRequests requests =
      new PaymentRequests(platform.database, blocks, platform.clock);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_payer_who_wants_no_more_gets_no_more_until_he_says_otherwise() {
    var order = platform.order(platform.merchant("M100001"), 100);
    var now = platform.clock.instant();
    for (int i = 0; i < 2; i++) {
      platform.database.run(tx -> blocks.block(tx, SHOP, PAYER, order.payOrderNo(), now));
      platform.database.run(tx -> blocks.report(tx, SHOP, order.payOrderNo(), now));
    }
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(REFUSED_BY_PAYER);
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(REFUSED_BY_PAYER);
    assertThat(requests.judge(SHOP, SOMEBODY)).isEqualTo(ALLOWED);
    assertThat(requests.judge(OTHER, PAYER)).isEqualTo(ALLOWED);
    platform.database.run(tx -> blocks.lift(tx, SHOP, PAYER));
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(ALLOWED);
  }

  @Test
  void every_rule_counts_for_one_merchant_and_one_payer() {
    platform.sql("UPDATE request_rule SET most = 3 WHERE rule_id = 'HOUR'");
    platform.sql("UPDATE request_rule SET most = 4 WHERE rule_id = 'DAY'");
    for (int i = 0; i < 3; i++) {
      assertThat(requests.judge(SHOP, PAYER)).isEqualTo(ALLOWED);
      requests.sent(SHOP, PAYER);
    }
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(TOO_MANY);
    assertThat(requests.judge(SHOP, SOMEBODY)).isEqualTo(ALLOWED);
    assertThat(requests.judge(OTHER, PAYER)).isEqualTo(ALLOWED);
    platform.clock.tick(Duration.ofHours(1));
    assertThat(requests.judge(SHOP, PAYER)).as("the next hour").isEqualTo(ALLOWED);
    requests.sent(SHOP, PAYER);
    assertThat(requests.judge(SHOP, PAYER)).as("the day is used up").isEqualTo(TOO_MANY);
    platform.clock.tick(Duration.ofHours(23));
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(ALLOWED);
  }

  @Test
  void what_one_node_let_through_counts_on_the_others() {
    platform.sql("UPDATE request_rule SET most = 16 WHERE rule_id = 'HOUR'");
    var elsewhere = new PaymentRequests(platform.database, blocks, platform.clock);
    for (int i = 0; i < 12; i++) {
      requests.sent(SHOP, PAYER);
    }
    requests.share(platform.database);
    elsewhere.sent(SHOP, PAYER);
    elsewhere.share(platform.database);
    assertThat(elsewhere.judge(SHOP, PAYER))
        .as("far from the rule it asks nobody")
        .isEqualTo(ALLOWED);
    elsewhere.sent(SHOP, PAYER);
    elsewhere.share(platform.database);
    assertThat(elsewhere.judge(SHOP, PAYER)).isEqualTo(ALLOWED);
    elsewhere.sent(SHOP, PAYER);
    elsewhere.sent(SHOP, PAYER);
    assertThat(elsewhere.judge(SHOP, PAYER)).as("12 there and 4 here").isEqualTo(TOO_MANY);
    assertThat(elsewhere.judge(SHOP, SOMEBODY)).isEqualTo(ALLOWED);
    platform.clock.tick(Duration.ofHours(1).plusSeconds(1));
    elsewhere.sent(SHOP, PAYER);
    elsewhere.sent(SHOP, PAYER);
    elsewhere.share(platform.database);
    assertThat(elsewhere.judge(SHOP, PAYER)).as("the next hour").isEqualTo(ALLOWED);
    assertThat(requests.purge()).isPositive();
  }

  @Test
  void far_from_a_rule_nothing_is_written() {
    for (int i = 0; i < 7; i++) {
      requests.sent(SHOP, PAYER);
      requests.share(platform.database);
    }
    assertThat(platform.number("SELECT count(*) FROM request_count")).isZero();
    requests.sent(SHOP, PAYER);
    requests.share(platform.database);
    assertThat(platform.number("SELECT sum(counted) FROM request_count")).isEqualTo(8);
  }

  @Test
  void a_rule_that_is_changed_is_in_force_within_a_second() {
    requests.sent(SHOP, PAYER);
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(ALLOWED);
    platform.sql("UPDATE request_rule SET most = 1 WHERE rule_id = 'HOUR'");
    platform.clock.tick(Duration.ofSeconds(1));
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(TOO_MANY);
  }
}
