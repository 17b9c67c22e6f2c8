package org.maapay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.TestPlatform;

/** The default partition is read whole whenever a month is made: nothing may stay there. */
class TransferMonthsTest {
  private final TestPlatform platform = new TestPlatform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void what_has_no_day_lies_apart_and_a_payment_in_the_month_of_its_order() {
    var merchant = platform.merchant("M100001");
    var payer = platform.user("13800138000", 10_000);
    platform.paid(merchant, 1_250, payer, "balance");
    platform.settle();
    assertThat(rows("transfer_undated WHERE purpose = 'OPENING'"))
        .isEqualTo(rows("transfer_undated"));
    assertThat(rows("transfer_202601 WHERE purpose = 'PAYMENT'"))
        .isEqualTo(rows("transfer_202601"));
    assertThat(rows("transfer_undated")).isPositive();
    assertThat(rows("transfer_202601")).isPositive();
    assertThat(rows("transfer_rest")).isZero();
  }

  private long rows(String of) {
    return platform.number("SELECT count(*) FROM " + of);
  }
}
