package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReferenceTest {
  @Test
  void a_figure_is_divided_by_the_mean_of_before_and_after() {
    assertThat(Reference.mean(List.of(2_000.0, 2_100.0))).contains(2_050.0);
    assertThat(Reference.mean(List.of())).isEmpty();
  }

  @Test
  void more_than_a_tenth_apart_is_another_machine() {
    assertThat(Reference.isDrifted(List.of(2_000.0, 1_800.0))).isFalse();
    assertThat(Reference.isDrifted(List.of(2_000.0, 1_799.0))).isTrue();
    assertThat(Reference.isDrifted(List.of(1_799.0, 2_000.0))).isTrue();
    assertThat(Reference.isDrifted(List.of())).isFalse();
  }
}
