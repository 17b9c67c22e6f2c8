package org.maapay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.AtOnce;
import org.maapay.TestPlatform;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.order.AttemptNo;
import org.maapay.order.OrderStatus;
import org.maapay.wallet.WalletInstitution;

/** The process dies between the legs of a payment whose payer and merchant have two lanes. */
class SecondLegsTest {
  private final TestPlatform platform = new TestPlatform();
  private final WalletInstitution institution =
      new WalletInstitution(platform.database, platform.cards, platform.bank, platform.clock);

  @AfterEach
  void soundAfter() {
    assertThat(platform.broken()).isEmpty();
    platform.close();
  }

  @Test
  void another_node_brings_the_second_leg_once() {
    var merchant = platform.merchant("M100001");
    long number = 13_800_138_000L;
    var payer = platform.user(Long.toString(number), 5_000);
    while (platform.lanes.count() > 1
        && platform.lanes.together(payer.id().bucket(), merchant.id().bucket())) {
      payer = platform.user(Long.toString(++number), 5_000); // Until one has another lane.
    }
    assumeFalse(
        platform.lanes.together(payer.id().bucket(), merchant.id().bucket()), "one lane only");
    var order = platform.order(merchant, 1_250);
    var first =
        new PaymentAttempt(order, new AttemptNo(1), payer.id(), "balance", merchant.account());
    platform.outcomes.book().begun(first, platform.clock.instant());
    var attempt = first.of(platform.read(order));
    if (institution.charge(attempt.charge()) instanceof Booked booked) {
      platform.outcomes.book().debited(attempt, booked);
    }
    assertThat(platform.number("SELECT sum(amount)::bigint FROM transit")).isEqualTo(1_250);
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.PAYING);

    try (var other = platform.another()) {
      AtOnce.run(6, i -> (i % 2 == 0 ? platform : other).outcomes.arrivals().run());
      AtOnce.run(2, _ -> other.resolver.run());
      assertThat(other.balance(merchant.account())).isEqualTo(1_250);
      assertThat(other.balance(payer.account())).isEqualTo(3_750);
    }
    assertThat(platform.read(order).status()).isEqualTo(OrderStatus.SUCCESS);
    assertThat(platform.number("SELECT count(*) FROM outbox WHERE kind = 'ORDER_PAID'"))
        .isEqualTo(1);
    assertThat(platform.number("SELECT count(*) FROM transit")).isZero();
  }
}
