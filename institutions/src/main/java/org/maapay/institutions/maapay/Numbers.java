package org.maapay.institutions.maapay;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Our numbers as merchant's numbers, which may have 32 characters at most: its digits are written
 * in base 36; a letter before and what follows stay.
 */
final class Numbers {
  private static final Pattern OURS =
      Pattern.compile("([A-Z]?)([1-9]\\d{0,30})((?:-[A-Za-z0-9]{1,6})*)");
  private static final Pattern THEIRS = Pattern.compile("([0-9a-z]{1,20})((?:-[A-Za-z0-9]{1,6})*)");
  private static final int LONGEST = 32;

  private Numbers() {}

  /** Always the same for the same number. */
  static String shortened(String ours) {
    var parts = OURS.matcher(ours);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a number begins with digits and no zero, or a letter before");
    }
    var number = parts.group(1) + new BigInteger(parts.group(2), 10).toString(36) + parts.group(3);
    if (number.length() > LONGEST) {
      throw new IllegalArgumentException("a number is too long for a merchant's");
    }
    return number;
  }

  /** The number of an order that was shortened; empty if it is none of ours. */
  static Optional<String> restored(String theirs) {
    var parts = THEIRS.matcher(theirs);
    return parts.matches()
        ? Optional.of(new BigInteger(parts.group(1), 36).toString(10) + parts.group(2))
        : Optional.empty();
  }
}
