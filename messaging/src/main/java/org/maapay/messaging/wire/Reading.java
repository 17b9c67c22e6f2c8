package org.maapay.messaging.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.maapay.messaging.PhoneNumber;

/** Reads what operators write in more than one way: times, numbers, chatbot ids in paths. */
public final class Reading {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private Reading() {}

  /** Seconds, milliseconds, ISO 8601 with or without a zone, or the date of an HTTP header. */
  public static Optional<Instant> time(String text) {
    var stripped = text.strip();
    try {
      if (stripped.matches("[0-9]{10}")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(stripped)));
      }
      if (stripped.matches("[0-9]{13}")) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(stripped)));
      }
      if (stripped.endsWith("GMT")) {
        return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(stripped)));
      }
      var iso = stripped.replaceFirst(" ", "T");
      return stripped.matches(".*(?:Z|[+-][0-9]{2}:[0-9]{2})")
          ? Optional.of(OffsetDateTime.parse(iso).toInstant())
          : Optional.of(LocalDateTime.parse(iso).atZone(CHINA).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  public static Optional<PhoneNumber> phone(String address) {
    try {
      return Optional.of(PhoneNumber.parse(address));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The first of some addresses that is a phone number. */
  public static Optional<PhoneNumber> firstPhone(Stream<String> addresses) {
    return addresses.flatMap(address -> phone(address).stream()).findFirst();
  }

  /** Chatbot ids stand in paths encoded and raw. */
  public static String unescaped(String id) {
    try {
      return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return id;
    }
  }

  /** Two forms of one chatbot id, with and without {@code sip:}, encoded and raw. */
  public static boolean sameChatbot(String one, String other) {
    return bare(one).equalsIgnoreCase(bare(other));
  }

  private static String bare(String address) {
    return unescaped(address).strip().replaceFirst("^sip:", "");
  }
}
