package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private final Schedule schedule =
      new Schedule(100, Duration.ofSeconds(2), Duration.ofSeconds(30));

  @Test
  void requests_are_due_at_even_distances() {
    assertThat(schedule.size()).isEqualTo(3_200);
    assertThat(schedule.dueNanos(0)).isZero();
    assertThat(schedule.dueNanos(1)).isEqualTo(10_000_000);
    assertThat(schedule.dueNanos(3_199)).isEqualTo(31_990_000_000L);
  }

  @Test
  void only_what_is_due_after_the_warm_up_counts() {
    assertThat(schedule.isCounted(199)).isFalse();
    assertThat(schedule.isCounted(200)).isTrue();
  }

  @Test
  void distances_do_not_drift_at_a_rate_that_does_not_divide_a_second() {
    var odd = new Schedule(7, Duration.ZERO, Duration.ofSeconds(10));
    assertThat(odd.dueNanos(7)).isEqualTo(1_000_000_000L);
    assertThat(odd.dueNanos(70)).isEqualTo(10_000_000_000L);
  }
}
