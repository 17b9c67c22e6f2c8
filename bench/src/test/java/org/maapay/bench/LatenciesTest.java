package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  private static final Latencies HUNDRED =
      Latencies.of(
          IntStream.rangeClosed(1, 100).mapToObj(i -> Duration.ofMillis(101 - i)).toList());

  @Test
  void a_percentile_is_a_measured_time() {
    assertThat(HUNDRED.percentileMillis(50)).isEqualTo(50);
    assertThat(HUNDRED.percentileMillis(99)).isEqualTo(99);
    assertThat(HUNDRED.percentileMillis(99.1)).isEqualTo(100);
    assertThat(HUNDRED.percentileMillis(100)).isEqualTo(100);
  }

  @Test
  void one_measurement_is_every_percentile() {
    var one = Latencies.of(List.of(Duration.ofNanos(1_234_567)));
    assertThat(one.percentileMillis(0.1)).isEqualTo(1.235);
    assertThat(one.percentileMillis(100)).isEqualTo(1.235);
  }

  @Test
  void nothing_measured_has_no_percentile() {
    assertThatThrownBy(() -> Latencies.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HUNDRED.percentileMillis(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
