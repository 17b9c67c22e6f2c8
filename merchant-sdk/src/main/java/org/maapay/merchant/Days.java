package org.maapay.merchant;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Days and times as appendix C writes them, in the platform's time zone. */
final class Days {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private Days() {}

  static String written(LocalDate day) {
    return DAY.format(day);
  }

  static LocalDate read(String day) throws Json.Malformed {
    try {
      return LocalDate.parse(day, DAY);
    } catch (DateTimeException notADay) {
      throw new Json.Malformed("not a day");
    }
  }

  /** Both are empty while an order is unpaid. */
  static Optional<Instant> read(String day, String time) throws Json.Malformed {
    if (day.isEmpty() && time.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(day + time, TIME).atZone(SHANGHAI).toInstant());
    } catch (DateTimeException notATime) {
      throw new Json.Malformed("not a time");
    }
  }
}
