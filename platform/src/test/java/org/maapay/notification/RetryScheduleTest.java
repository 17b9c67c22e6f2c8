package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;

class RetryScheduleTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");

  @Test
  @Clause("C-3")
  void sixteen_tries_spread_over_24_hours_and_4_minutes() {
    var at = NOON;
    int tries = 1;
    for (var next = RetrySchedule.next(tries, at);
        next.isPresent();
        next = RetrySchedule.next(tries, at)) {
      assertThat(next.get()).isAfter(at);
      at = next.get();
      tries++;
    }
    assertThat(tries).isEqualTo(16);
    assertThat(Duration.between(NOON, at)).isEqualTo(Duration.ofHours(24).plusMinutes(4));
  }

  @Test
  void the_pauses_are_those_merchants_were_promised() {
    var pauses = new ArrayList<Duration>();
    for (int failed = 1; failed <= 15; failed++) {
      pauses.add(Duration.between(NOON, RetrySchedule.next(failed, NOON).orElseThrow()));
    }
    assertThat(pauses)
        .isEqualTo(
            List.of(
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                Duration.ofMinutes(20),
                Duration.ofMinutes(30),
                Duration.ofMinutes(30),
                Duration.ofMinutes(30),
                Duration.ofMinutes(60),
                Duration.ofHours(3),
                Duration.ofHours(3),
                Duration.ofHours(3),
                Duration.ofHours(6),
                Duration.ofHours(6)));
  }

  /** One that was sent again by hand after its last try is not scheduled once more. */
  @Test
  void what_was_given_up_stays_given_up() {
    assertThat(RetrySchedule.next(16, NOON)).isEmpty();
    assertThat(RetrySchedule.next(17, NOON)).isEmpty();
  }
}
