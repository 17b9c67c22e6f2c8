package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NoticeDelayTest {
  private static final Schedule SCHEDULE =
      new Schedule(50, Duration.ofSeconds(1), Duration.ofSeconds(20));

  /** 998 of a millisecond, then two slow ones. */
  private static final List<Duration> DELAYS =
      Stream.concat(
              IntStream.range(0, 998).mapToObj(_ -> Duration.ofMillis(1)),
              Stream.of(Duration.ofMillis(250), Duration.ofMillis(900)))
          .toList();

  @Test
  void the_figure_is_the_time_that_all_but_one_in_a_thousand_keep() {
    var figure = NoticeDelay.figure(new Counted.Orders(1_000, DELAYS), SCHEDULE, 0);
    assertThat(figure.value()).isEqualTo(250);
    assertThat(figure.more())
        .containsEntry("p50Millis", 1.0)
        .containsEntry("p999Millis", 250.0)
        .containsEntry("maxMillis", 900.0)
        .containsEntry("budgetMillis", 300)
        .containsEntry("failed", 0);
  }

  @Test
  void a_callback_that_was_never_accepted_is_a_failure() {
    var figure = NoticeDelay.figure(new Counted.Orders(1_003, DELAYS), SCHEDULE, 2);
    assertThat(figure.more()).containsEntry("count", 1_000).containsEntry("failed", 5);
  }

  @Test
  void payments_begin_at_seven_tenths_of_what_the_server_takes() {
    assertThat(NoticeDelay.rate(330.4)).isEqualTo(231);
    assertThat(NoticeDelay.rate(0.5)).isEqualTo(1);
  }
}
