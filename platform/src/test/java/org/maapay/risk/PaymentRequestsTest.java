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
  void a_rule_that_is_changed_is_in_force_within_a_second() {
    requests.sent(SHOP, PAYER);
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(ALLOWED);
    platform.sql("UPDATE request_rule SET most = 1 WHERE rule_id = 'HOUR'");
    platform.clock.tick(Duration.ofSeconds(1));
    assertThat(requests.judge(SHOP, PAYER)).isEqualTo(TOO_MANY);
  }
}
