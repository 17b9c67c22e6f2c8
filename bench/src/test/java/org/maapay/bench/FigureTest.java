package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FigureTest {
  private static final Figure PAY =
      new Figure("pay", 30, "ms", Optional.empty(), Map.of("p99Millis", 30.0));

  @Test
  void a_figure_is_one_line_that_says_where_it_was_measured() {
    assertThat(PAY.line(Map.of("cores", 2)))
        .isEqualTo(
            "{\"name\":\"pay\",\"value\":30.0,\"unit\":\"ms\",\"p99Millis\":30.0,\"cores\":2}");
  }

  @Test
  void a_ratio_stands_beside_what_it_was_divided_by() {
    assertThat(PAY.over(Optional.of(12.0)).line(Map.of()))
        .contains("\"reference\":12.0,\"ratio\":2.5");
  }
}
