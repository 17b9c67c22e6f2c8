package org.maapay.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** A calendar day in Asia/Shanghai, which is how the standard counts days (appendix C). */
public record BusinessDay(LocalDate date) {
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

  /** The day on which {@code at} falls. */
  public static BusinessDay of(Instant at) {
    return new BusinessDay(at.atZone(ZONE).toLocalDate());
  }

  /** Reads {@code yyyyMMdd}; empty if it is not an existing day in that form. */
  public static Optional<BusinessDay> parse(String text) {
    if (text.length() != 8 || !Digits.all(text)) { // The formatter would take a sign.
      return Optional.empty();
    }
    try {
      return Optional.of(new BusinessDay(LocalDate.parse(text, WIRE)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The time of day of {@code at} as {@code HHmmss}. */
  public static String timeOf(Instant at) {
    return TIME.format(at.atZone(ZONE));
  }

  /** The day as {@code yyyyMMdd}. */
  @Override
  public String toString() {
    return WIRE.format(date);
  }
}
