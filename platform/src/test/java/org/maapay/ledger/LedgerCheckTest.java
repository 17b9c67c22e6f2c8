package org.maapay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.TestPlatform;
import org.maapay.kernel.Money;
import org.maapay.ledger.hold.HoldId;
import org.maapay.ledger.hold.HoldReason;
import org.maapay.ledger.hold.PlaceHold;
import org.maapay.ledger.hold.PostHold;
import org.maapay.ledger.hold.VoidHold;
import org.maapay.user.User;

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
    var end = platform.clock.instant().plus(Duration.ofMinutes(30));
    var posted = hold(payer, HoldReason.PAYMENT, end);
    var voided = hold(payer, HoldReason.FREEZE, null);
    hold(payer, HoldReason.RED_PACKET, end);
    var part = new PostHold(posted, UUID.randomUUID(), new Money(70), merchant.account());
    platform.holds.post(part);
    var given = new VoidHold(voided, UUID.randomUUID());
    platform.holds.voidRest(given);
    platform.settle();
  }

  private HoldId hold(User of, HoldReason reason, @Nullable Instant end) {
    var amount = new Money(100);
    var wish = new PlaceHold(UUID.randomUUID(), of.account(), amount, reason, "H1", end);
    platform.holds.place(wish);
    return wish.id();
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
          a hold forgotten      | UPDATE account SET held = 0
          a hold deleted        | DELETE FROM hold WHERE reason = 'RED_PACKET'
          a hold set free       | UPDATE hold SET state = 'VOIDED', ended_at = held_at WHERE reason = 'RED_PACKET'
          a part not taken      | UPDATE hold SET posted = 0 WHERE reason = 'PAYMENT'
          a part deleted        | DELETE FROM hold_step WHERE kind = 'POST'
          a part grown          | UPDATE hold_step SET amount = amount + 1 WHERE kind = 'POST'
          an end deleted        | DELETE FROM hold_step WHERE kind = 'VOID'
          an end of a kind      | UPDATE hold_step SET kind = 'EXPIRE', step_id = hold_id WHERE kind = 'VOID'
          a part without a hold | UPDATE transfer SET purpose = 'HOLD_POSTED' WHERE purpose = 'PAYMENT'
          a hold long past      | UPDATE hold SET expires_at = held_at - interval '6 minutes' WHERE reason = 'RED_PACKET'
          a transfer to nobody  | INSERT INTO transfer SELECT bucket, gen_random_uuid(), 4711, 4712, 1, purpose, subject, posted_at FROM transfer LIMIT 1
          """)
  void planted_damage_is_found(String damage, String change) {
    platform.sql(change);
    assertThat(platform.broken()).as(damage).isNotEmpty();
  }
}
