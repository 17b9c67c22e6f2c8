package org.maapay.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatheringTest {
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
    assertThat(Gathering.pause(shared)).hasMillis(millis);
  }

  @Test
  void a_pause_is_short() throws InterruptedException {
    var begun = System.nanoTime();
    Gathering.after(2);
    assertThat(System.nanoTime() - begun).isBetween(3_000_000L, 1_000_000_000L);
  }
}
