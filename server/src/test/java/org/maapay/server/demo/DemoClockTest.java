package org.maapay.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoClockTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");

  @TempDir private Path folder;

  @Test
  void what_the_sandbox_added_survives_a_restart() {
    open().advance(Duration.ofMinutes(10));
    assertThat(open().instant()).isEqualTo(NOON.plus(Duration.ofMinutes(10)));
  }

  @Test
  void time_never_goes_back() {
    assertThatThrownBy(() -> open().advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(open().instant()).isEqualTo(NOON);
  }

  private DemoClock open() {
    return new DemoClock(InstantSource.fixed(NOON), folder.resolve("clock"));
  }
}
