package org.maapay.edge.http;

import java.util.Locale;
import java.util.Set;
import org.maapay.edge.http.json.Json;

/**
 * Finds what a merchant must never send: card numbers in any text, and fields for passwords and
 * card verification values (6.1.1-3, 6.1.3-1).
 */
final class SensitiveData {
  private static final Set<String> SECRET_NAMES =
      Set.of(
          "password", "passwd", "pwd", "paypassword", "paymentpassword", "loginpassword", "pin",
          "pinblock", "cvv", "cvv2", "cvc", "cvc2", "cvn", "cvn2", "cardno", "cardnumber", "pan",
          "bankcardno", "track2", "expiry", "securitycode", "trackdata");
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  private SensitiveData() {}

  /** Whether {@code body} holds any; top-level fields in {@code identifiers} may look like cards. */
  static boolean isIn(Json.Obj body, Set<String> identifiers) {
    return body.members().entrySet().stream()
        .anyMatch(
            member ->
                isSecretName(member.getKey())
                    || (!identifiers.contains(member.getKey()) && isIn(member.getValue())));
  }

  private static boolean isIn(Json value) {
    return switch (value) {
      case Json.Text(var text) -> hasCardNumber(text);
      case Json.Num(var literal) -> hasCardNumber(literal);
      case Json.Arr(var items) -> items.stream().anyMatch(SensitiveData::isIn);
      case Json.Obj object -> isIn(object, Set.of());
      case Json.Bool _, Json.Null _ -> false;
    };
  }

  private static boolean isSecretName(String name) {
    return SECRET_NAMES.contains(name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", ""));
  }

  /** A run of 13 to 19 digits, also with spaces or hyphens between, of a known issuer, by Luhn. */
  static boolean hasCardNumber(String text) {
    var digits = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      var c = i < text.length() ? text.charAt(i) : 'x';
      var digit = Character.digit(c, 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      } else if (!isSeparator(c) || i == text.length()) {
        if (isCardNumber(digits)) {
          return true;
        }
        digits.setLength(0);
      }
    }
    return false;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == '\u00a0' || c == '\u3000' || c == '.';
  }

  private static boolean isCardNumber(CharSequence digits) {
    var length = digits.length();
    return length >= SHORTEST && length <= LONGEST && isKnownIssuer(digits) && isLuhn(digits);
  }

  /** UnionPay 62, Visa 4, Mastercard 51-55 and 2221-2720, JCB 35, Amex 34 and 37, old bank cards 9. */
  private static boolean isKnownIssuer(CharSequence digits) {
    var four = Integer.parseInt(digits, 0, 4, 10);
    var two = four / 100;
    return switch (two) {
      case 62, 35, 34, 37, 51, 52, 53, 54, 55, 60, 68, 69, 81 -> true;
      default -> two / 10 == 4 || two / 10 == 9 || (four >= 2221 && four <= 2720);
    };
  }

  private static boolean isLuhn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(digits.length() - 1 - i) - '0';
      var doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
