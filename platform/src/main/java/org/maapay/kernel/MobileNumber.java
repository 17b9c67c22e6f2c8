package org.maapay.kernel;

import java.util.Optional;

/**
 * A mainland mobile number, eleven digits that begin with 1 (appendix C, {@code mobileNo}). Its
 * {@code toString} is masked, so that a log or a message never shows it by accident (6.3.2-3a).
 */
public record MobileNumber(String digits) {
  public MobileNumber {
    if (!isOne(digits)) {
      throw new IllegalArgumentException("not a mobile number");
    }
  }

  /** Reads eleven digits, also with {@code +86} before them. */
  public static Optional<MobileNumber> parse(String text) {
    var digits = text.startsWith("+86") ? text.substring(3) : text;
    return isOne(digits) ? Optional.of(new MobileNumber(digits)) : Optional.empty();
  }

  private static boolean isOne(String text) {
    return text.length() == 11 && text.charAt(0) == '1' && Digits.all(text);
  }

  /** The number as it may be shown: {@code 138****5678}. */
  public String masked() {
    return digits.substring(0, 3) + "****" + digits.substring(7);
  }

  @Override
  public String toString() {
    return masked();
  }
}
