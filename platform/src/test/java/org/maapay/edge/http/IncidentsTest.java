package org.maapay.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.maapay.TestClock;

class IncidentsTest {
  private final TestClock clock = new TestClock("2026-01-01T04:00:00Z");
  private final Incidents incidents = new Incidents(clock);

  @Test
  void numbers_are_easily_read_to_somebody() {
    assertThat(incidents.next()).matches("[0-9A-HJKMNP-TV-Z]{14}");
  }

  @Test
  void numbers_of_the_same_moment_differ() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 30_000; i++) {
      assertThat(seen.add(incidents.next())).isTrue();
    }
  }

  @Test
  void later_numbers_come_later() {
    var first = incidents.next();
    clock.tick(Duration.ofMillis(1));
    var second = incidents.next();
    clock.tick(Duration.ofDays(3_000));
    assertThat(incidents.next()).isGreaterThan(second);
    assertThat(second).isGreaterThan(first);
  }
}
