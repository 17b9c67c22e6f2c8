package org.maapay.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long NOW = 5_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Test
  void a_second_s_worth_goes_at_once_and_the_rest_evenly() {
    var pace = new Pace(4, NOW);
    for (int i = 0; i < 4; i++) {
      assertThat(pace.place(NOW, PATIENCE)).contains(Duration.ZERO);
    }
    for (int i = 1; i <= 4; i++) {
      assertThat(pace.place(NOW, PATIENCE)).contains(Duration.ofMillis(250L * i));
    }
  }

  @Test
  void who_would_wait_too_long_takes_no_place() {
    var pace = new Pace(1, NOW);
    assertThat(pace.place(NOW, PATIENCE)).contains(Duration.ZERO);
    assertThat(pace.place(NOW, PATIENCE)).contains(PATIENCE);
    assertThat(pace.place(NOW, PATIENCE)).isEmpty();
    assertThat(pace.place(NOW + 1_000_000_000L, PATIENCE)).contains(PATIENCE);
  }
}
