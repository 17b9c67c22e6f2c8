package org.maapay.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.maapay.kernel.BusinessDay;

/**
 * A transfer's number, derived from what it belongs to: posting it twice has no second effect. It
 * begins with the day and time in the number of its subject, 55 bits of it, so that the transfers
 * of a month stand together; the rest is a digest. A subject that is no such number counts as time
 * 0.
 */
public record TransferId(UUID value) {
  private static final int TIME_SHIFT = 9;
  private static final int NUMBER_LENGTH = 31;
  private static final DateTimeFormatter NUMBERED =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS");

  /** The number of one leg of one movement, for example {@code ("2026…", "1", "debit")}. */
  public static TransferId of(String subject, String movement, String leg) {
    var text = subject + '\n' + movement + '\n' + leg;
    var digest = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    long high = (time(subject) << TIME_SHIFT) | (digest.getLong() >>> (Long.SIZE - TIME_SHIFT));
    return new TransferId(new UUID(high, digest.getLong()));
  }

  /**
   * The lowest number that a transfer for something numbered at {@code at} or later can have; what
   * has no such number lies below it.
   */
  public static TransferId first(Instant at) {
    long time = Long.parseLong(NUMBERED.format(at.atZone(BusinessDay.ZONE)));
    return new TransferId(new UUID(time << TIME_SHIFT, 0));
  }

  /** Day and time of day of an order's or a refund's number, as 17 digits. */
  private static long time(String subject) {
    int start = subject.length() - NUMBER_LENGTH;
    if (start < 0 || start > 1) {
      return 0;
    }
    long time = 0;
    for (int i = start; i < subject.length(); i++) {
      int digit = subject.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      int place = i - start;
      if (place < 8 || (place >= 12 && place < 21)) {
        time = time * 10 + digit;
      }
    }
    return time;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
