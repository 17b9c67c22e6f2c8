package org.maapay.ledger.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.TestPlatform;
import org.maapay.kernel.Money;
import org.maapay.merchant.Merchant;
import org.maapay.user.User;

class ReserveWatchTest {
  private final TestPlatform platform = new TestPlatform();
  private final ReserveWatch watch = new ReserveWatch(platform.database, platform.clock);
  private final ReserveChecks checks = new ReserveChecks();
  private final Merchant merchant = platform.merchant("M100001");
  private final User user = platform.user("13800138000", 10_000);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void what_everybody_owns_lies_at_the_bank() {
    platform.paid(merchant, 1_250, user, "balance");
    platform.paid(merchant, 500, user, platform.card(user));
    var found = watch.run().orElseThrow();
    assertThat(found.holds()).isTrue();
    assertThat(found.reserve()).isEqualTo(new Money(10_500));
    assertThat(found.owned()).isEqualTo(new Money(10_500));
    assertThat(found.at()).isEqualTo(platform.clock.instant());
    assertThat(platform.database.read(checks::last)).contains(found);
  }

  @Test
  void it_is_looked_at_once_a_business_day() {
    assertThat(watch.run()).isPresent();
    assertThat(watch.run()).isEmpty();
    platform.clock.tick(Duration.ofHours(11)); // 23:00 in Shanghai.
    assertThat(watch.run()).isEmpty();
    platform.clock.tick(Duration.ofHours(1));
    assertThat(watch.run()).isPresent();
  }

  @Test
  void a_difference_is_kept_and_looked_at_until_it_is_gone() {
    platform.sql("UPDATE account SET balance = balance + 5 WHERE kind = 'USER_BALANCE'");
    assertThat(watch.run().orElseThrow().difference()).isEqualTo(new Money(5));
    platform.clock.tick(Duration.ofMinutes(10));
    assertThat(watch.run().orElseThrow().holds()).isFalse();
    platform.sql("UPDATE account SET balance = balance - 5 WHERE kind = 'USER_BALANCE'");
    platform.clock.tick(Duration.ofMinutes(10));
    assertThat(watch.run().orElseThrow().holds()).isTrue();
    assertThat(watch.run()).isEmpty();
    assertThat(platform.number("SELECT count(DISTINCT checked_at) FROM reserve_check"))
        .isEqualTo(3);
  }

  /** Every look is right while money moves, also between two lanes, where a part is in transit. */
  @Test
  void it_holds_at_every_moment_while_money_moves() {
    var over = new AtomicBoolean();
    var trade =
        CompletableFuture.runAsync(() -> {
          for (int i = 0; i < 60; i++) {
            platform.paid(merchant, 10, user, "balance");
            platform.outcomes.arrivals().run();
          }
          over.set(true);
        });
    int looks = 0;
    while (!over.get() && !trade.isDone()) {
      platform.clock.tick(Duration.ofMillis(1));
      var found = platform.database.write(tx -> checks.look(tx, platform.clock.instant()));
      assertThat(found.holds()).as("%s", found).isTrue();
      looks++;
    }
    trade.join();
    assertThat(looks).isPositive();
  }
}
