package org.maapay.messaging;

/**
 * A mobile number of mainland China, held as its 11 digits. Its text form is masked: a log that
 * prints one by accident gives nobody away.
 */
public record PhoneNumber(String value) {
  public PhoneNumber {
    if (!value.matches("1[0-9]{10}")) {
      throw new IllegalArgumentException("not a mobile number of 11 digits");
    }
  }

  /**
   * Reads 11 digits, also with {@code tel:}, {@code +86} or {@code 86} before and blanks around.
   */
  public static PhoneNumber parse(String text) {
    var digits = text.strip().replaceFirst("^(?:tel:|sip:)", "").replaceFirst("@.*$", "");
    return new PhoneNumber(digits.strip().replaceFirst("^(?:\\+|00)?86(?=1[0-9]{10}$)", ""));
  }

  /** {@code tel:+8613800138000}. */
  public String uri() {
    return "tel:+86" + value;
  }

  /** {@code +8613800138000}. */
  public String e164() {
    return "+86" + value;
  }

  public String masked() {
    return value.substring(0, 3) + "****" + value.substring(7);
  }

  @Override
  public String toString() {
    return masked();
  }
}
