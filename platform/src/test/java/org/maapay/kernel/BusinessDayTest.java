package org.maapay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;

class BusinessDayTest {
  @ParameterizedTest
  @CsvSource({
    "2025-12-31T15:59:59.999Z, 20251231, 235959",
    "2025-12-31T16:00:00Z,     20260101, 000000",
    "2024-02-28T16:00:00Z,     20240229, 000000",
    "2026-01-01T04:05:06Z,     20260101, 120506"
  })
  @Clause("C-3")
  void days_and_times_are_those_of_shanghai(Instant at, String day, String time) {
    assertThat(BusinessDay.of(at)).hasToString(day);
    assertThat(BusinessDay.timeOf(at)).isEqualTo(time);
  }

  @Test
  void an_existing_day_in_eight_digits_is_read() {
    assertThat(BusinessDay.parse("20240229")).contains(new BusinessDay(LocalDate.of(2024, 2, 29)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026011",
        "202601011",
        "20260230",
        "20250229",
        "20261301",
        "20260100",
        "20260132",
        "2026-01-01",
        "+120260101",
        "-20260101",
        " 20260101",
        "20260101 ",
        "２０２６０１０１",
        "2026010a"
      })
  void anything_else_is_no_day(String text) {
    assertThat(BusinessDay.parse(text)).isEmpty();
  }
}
