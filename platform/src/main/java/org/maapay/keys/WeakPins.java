package org.maapay.keys;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.maapay.kernel.MobileNumber;

/**
 * The payment passwords that are guessed first. With five tries a day, refusing these protects more
 * than any hash.
 */
final class WeakPins {
  private static final Set<String> POPULAR =
      Set.of(
          "520520", "521521", "520131", "131420", "131452", "147258", "258369", "147852", "159357",
          "357159", "789456", "456789", "112233", "332211", "223344", "334455", "445566", "556677",
          "667788", "778899", "998877", "168168", "518518", "110110", "119119", "100200", "123654",
          "321654", "147369", "159753", "753951", "741852", "852963", "963852", "001122", "010203",
          "102030", "123789", "789123", "987123", "888168", "666888", "888666", "666999", "168888");

  private WeakPins() {}

  static boolean isSixDigits(byte[] pin) {
    if (pin.length != 6) {
      return false;
    }
    boolean digits = true;
    for (var octet : pin) {
      digits &= octet >= '0' && octet <= '9';
    }
    return digits;
  }

  /** Whether six digits are too easy, also for somebody who knows the mobile number. */
  static boolean isTooEasy(byte[] pin, Optional<MobileNumber> mobile) {
    return hasEvenSteps(pin)
        || repeats(pin, 1)
        || repeats(pin, 2)
        || repeats(pin, 3)
        || isMirrored(pin)
        || mobile.map(number -> isWithin(pin, number.digits())).orElse(false)
        || POPULAR.stream().anyMatch(popular -> isWithin(pin, popular));
  }

  /** 123456, 987654, 135791: each digit the same step after the one before. */
  private static boolean hasEvenSteps(byte[] pin) {
    var step = Math.floorMod(pin[1] - pin[0], 10);
    boolean even = true;
    for (int i = 2; i < pin.length; i++) {
      even &= Math.floorMod(pin[i] - pin[i - 1], 10) == step;
    }
    return even;
  }

  private static boolean repeats(byte[] pin, int period) {
    boolean same = true;
    for (int i = period; i < pin.length; i++) {
      same &= pin[i] == pin[i - period];
    }
    return same;
  }

  /** 123321, 001100. */
  private static boolean isMirrored(byte[] pin) {
    return pin[0] == pin[5] && pin[1] == pin[4] && pin[2] == pin[3];
  }

  private static boolean isWithin(byte[] pin, String digits) {
    var text = digits.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from + pin.length <= text.length; from++) {
      boolean same = true;
      for (int i = 0; i < pin.length; i++) {
        same &= text[from + i] == pin[i];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}
