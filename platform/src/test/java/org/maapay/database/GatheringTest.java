package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatheringTest {
  private static final Gathering GROWING =
      Gathering.growing(Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(6));

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void nobody_waits_after_one_who_came_alone(int shared) {
    assertThat(Gathering.isWorthIt(shared)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 63})
  void small_groups_gather(int shared) {
    assertThat(Gathering.isWorthIt(shared)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1000})
  void large_groups_gather_by_themselves(int shared) {
    assertThat(Gathering.isWorthIt(shared)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2,3", "3,3", "5,5", "6,6", "63,6"})
  void the_more_came_the_longer_is_gathered_up_to_six_milliseconds(int shared, int millis) {
    assertThat(GROWING.moment(shared)).hasMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({"2,8", "7,8", "8,16", "63,16"})
  void where_many_come_at_once_the_moment_is_twice_as_long(int shared, int millis) {
    assertThat(Gathering.doubling(Duration.ofMillis(8), 8).moment(shared)).hasMillis(millis);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 63})
  void a_moment_may_be_the_same_for_all_groups(int shared) {
    assertThat(Gathering.of(Duration.ofMillis(10)).moment(shared)).hasMillis(10);
  }

  @Test
  void a_pause_is_short() throws InterruptedException {
    var begun = System.nanoTime();
    GROWING.after(2);
    assertThat(System.nanoTime() - begun).isBetween(3_000_000L, 1_000_000_000L);
  }
}
