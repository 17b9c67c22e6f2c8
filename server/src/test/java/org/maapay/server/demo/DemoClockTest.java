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

  @Test
  void the_second_platform_starts_where_the_first_is_and_never_goes_back() {
    var second = new DemoClock(InstantSource.fixed(NOON), folder.resolve("second"));
    open().advance(Duration.ofDays(2));
    second.follow(open());
    assertThat(second.instant()).isEqualTo(open().instant());
    second.advance(Duration.ofHours(1));
    second.follow(open());
    assertThat(second.instant()).isEqualTo(NOON.plus(Duration.ofDays(2)).plus(Duration.ofHours(1)));
  }

  private DemoClock open() {
    return new DemoClock(InstantSource.fixed(NOON), folder.resolve("clock"));
  }

  @Test
  void a_time_before_or_after_a_move_is_told_in_the_time_of_the_machine(@TempDir Path folder) {
    var file = folder.resolve("clock");
    var wall = Instant.parse("2026-01-01T00:00:00Z");
    var before = new DemoClock(InstantSource.fixed(wall), file);
    before.advance(Duration.ofDays(30));
    var later = wall.plusSeconds(60);
    var after = new DemoClock(InstantSource.fixed(later), file);
    after.advance(Duration.ofMinutes(10));
    assertThat(after.wallOf(wall.minusSeconds(1))).isEqualTo(wall.minusSeconds(1));
    assertThat(after.wallOf(wall.plus(Duration.ofDays(30)).plusSeconds(5)))
        .isEqualTo(wall.plusSeconds(5));
    assertThat(after.wallOf(after.instant())).isEqualTo(later);
  }
}
