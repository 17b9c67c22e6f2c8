package org.maapay.server.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.maapay.kernel.BusinessDay;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times on the command line: a day, a time of day in Shanghai, or one with its own offset. */
final class BooksTime implements ITypeConverter<Instant> {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  /** {@code at} in Shanghai. */
  static String show(Instant at) {
    return SHOWN.format(at.atZone(BusinessDay.ZONE));
  }

  @Override
  public Instant convert(String text) {
    var whole = text.trim().replace(' ', 'T');
    try {
      if (!whole.contains("T")) {
        return LocalDate.parse(whole).atStartOfDay(BusinessDay.ZONE).toInstant();
      }
      return whole.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(whole).toInstant()
          : LocalDateTime.parse(whole).atZone(BusinessDay.ZONE).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time: 2026-01-31, 2026-01-31T12:00 or 2026-01-31T12:00:00+08:00");
    }
  }
}
