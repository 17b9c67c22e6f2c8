package org.maapay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.TestPlatform;

/** Damage that somebody with the database in his hands could do, and what the check says to it. */
class LedgerCheckTest {
  private final TestPlatform platform = new TestPlatform();

  @BeforeEach
  void trade() {
    var merchant = platform.merchant("M100001");
    var payer = platform.user("13800138000", 10_000);
    var order = platform.order(merchant, 1_250);
    platform.pay(order, payer, "balance");
    platform.refund(order, 250, null);
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void sound_books_break_no_promise() {
    assertThat(platform.broken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a balance that grew   | UPDATE account SET balance = balance + 1 WHERE kind = 'USER_BALANCE'
          a balance that shrank | UPDATE account SET balance = balance - 1 WHERE kind = 'MERCHANT_PAYABLE'
          money moved by hand   | UPDATE account SET balance = balance + CASE kind WHEN 'USER_BALANCE' THEN 5 ELSE -5 END WHERE kind IN ('USER_BALANCE', 'MERCHANT_PAYABLE')
          money from nothing    | UPDATE account SET balance = balance + CASE kind WHEN 'USER_BALANCE' THEN 5 WHEN 'BANK_RESERVE' THEN -5 ELSE 0 END WHERE bucket = (SELECT bucket FROM account WHERE kind = 'USER_BALANCE')
          a transfer deleted    | DELETE FROM transfer WHERE purpose = 'REFUND'
          one leg deleted       | DELETE FROM transfer WHERE ctid = (SELECT ctid FROM transfer WHERE purpose = 'PAYMENT' LIMIT 1)
          an amount changed     | UPDATE transfer SET amount = amount + 1 WHERE purpose = 'PAYMENT'
          one amount changed    | UPDATE transfer SET amount = amount + 1 WHERE ctid = (SELECT ctid FROM transfer WHERE purpose = 'PAYMENT' LIMIT 1)
          a transfer turned     | UPDATE transfer SET debit_account = credit_account, credit_account = debit_account WHERE purpose = 'REFUND'
          an account deleted    | DELETE FROM account WHERE kind = 'USER_BALANCE'
          a transfer to nobody  | INSERT INTO transfer SELECT bucket, gen_random_uuid(), 4711, 4712, 1, purpose, subject, posted_at FROM transfer LIMIT 1
          """)
  void planted_damage_is_found(String damage, String change) {
    platform.sql(change);
    assertThat(platform.broken()).as(damage).isNotEmpty();
  }
}
