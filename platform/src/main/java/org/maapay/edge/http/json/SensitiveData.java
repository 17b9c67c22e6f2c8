package org.maapay.edge.http.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a merchant must never send: card numbers in free text, and fields for passwords or
 * card verification codes (6.1.1-3, 6.1.3-1). It names the place, never the value.
 */
public final class SensitiveData {
  /** Card numbers in use: UnionPay, the international schemes, older Chinese cards. */
  private static final Pattern KNOWN_CARD =
      Pattern.compile(
          "62\\d{14,17}|81\\d{14,17}|4(?:\\d{12}|\\d{15}|\\d{18})|5[1-5]\\d{14}"
              + "|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}|3[47]\\d{13}"
              + "|35(?:2[89]|[3-8]\\d)\\d{12,15}|3(?:0[0-5]|[689]\\d)\\d{11}"
              + "|6(?:011|4[4-9]\\d|5\\d\\d)\\d{12,15}|9(?:5[58]|40|00|84|98)\\d{13,16}");

  /** Groups of digits with at most two separators between one and the next. */
  private static final Pattern RUN =
      Pattern.compile("\\d+(?:[\\s\\-._/\u00a0\u00b7\u2010-\u2015\u3000]{1,2}\\d+)*");

  /** A random identifier, as addresses carry them; its digits mean nothing. */
  private static final Pattern UUID =
      Pattern.compile(
          "(?i)(?<![0-9a-f])(?=[0-9-]*[a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])");

  private static final Pattern GROUP = Pattern.compile("\\d+");
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;
  private static final List<String> SECRET_PARTS =
      List.of(
          "password",
          "passwd",
          "paypass",
          "pwd",
          "cvv",
          "cvc2",
          "cvn2",
          "securitycode",
          "track1",
          "track2",
          "track3",
          "密码",
          "安全码");

  /** What mandates and limits are called by: no secret. */
  private static final String HARMLESS = "passwordfree";

  private static final Set<String> SECRET_NAMES =
      Set.of("pin", "cvc", "cvn", "cardno", "cardnumber", "bankcardno", "pan", "pinblock");

  private SensitiveData() {}

  /**
   * Every place in {@code body} that must not be there.
   *
   * @param identifiers top-level fields whose digits are somebody's numbers; not searched for cards
   */
  public static List<FieldError> find(Json.Obj body, Set<String> identifiers) {
    var found = new ArrayList<FieldError>();
    body.members()
        .forEach((name, value) -> {
          name(name, name, found);
          if (!identifiers.contains(name)) {
            value(name, value, found);
          }
        });
    return found;
  }

  private static void value(String path, Json value, List<FieldError> found) {
    switch (value) {
      case Json.Text(var text) -> text(path, text, found);
      case Json.Num(var literal) -> text(path, literal, found);
      case Json.Obj(var members) ->
          members.forEach((name, inner) -> {
            var deeper = path + "." + shown(name);
            name(deeper, name, found);
            value(deeper, inner, found);
          });
      case Json.Arr(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          value(path + "[" + i + "]", items.get(i), found);
        }
      }
      case Json.Bool _, Json.Null _ -> {}
    }
  }

  private static void name(String path, String name, List<FieldError> found) {
    if (hasCardNumber(name)) {
      found.add(new FieldError("?", "a card number must not be sent"));
      return;
    }
    if (isSecret(lettersAndDigits(name.toLowerCase(Locale.ROOT)))) {
      found.add(new FieldError(shown(path), "passwords and card data must not be sent"));
    }
  }

  private static boolean isSecret(String name) {
    if (SECRET_NAMES.contains(name)) {
      return true;
    }
    var suspect = name.replace(HARMLESS, "|");
    return SECRET_PARTS.stream().anyMatch(suspect::contains);
  }

  private static String lettersAndDigits(String name) {
    var plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int c = name.codePointAt(i);
      if (Character.isLetter(c) || isNumber(c)) {
        plain.appendCodePoint(c);
      }
    }
    return plain.toString();
  }

  private static boolean isNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  private static void text(String path, String text, List<FieldError> found) {
    if (hasCardNumber(text)) {
      found.add(new FieldError(shown(path), "a card number must not be sent"));
    }
  }

  /** Whether a card number stands in {@code text}, also in groups or full-width digits. */
  public static boolean hasCardNumber(String text) {
    if (digits(text) < SHORTEST) {
      return false;
    }
    var run = RUN.matcher(UUID.matcher(narrowed(text)).replaceAll("|"));
    while (run.find()) {
      var groups = GROUP.matcher(run.group()).results().map(result -> result.group()).toList();
      for (int first = 0; first < groups.size(); first++) {
        var digits = new StringBuilder();
        for (int last = first; last < groups.size() && digits.length() <= LONGEST; last++) {
          digits.append(groups.get(last));
          if (isCardNumber(digits)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      digits += Character.isDigit(text.codePointAt(i)) ? 1 : 0;
    }
    return digits;
  }

  private static boolean isCardNumber(CharSequence digits) {
    return digits.length() >= SHORTEST
        && digits.length() <= LONGEST
        && KNOWN_CARD.matcher(digits).matches()
        && passesLuhn(digits);
  }

  private static boolean passesLuhn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = i % 2 == 0 ? digit : 2 * digit;
      sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  private static String narrowed(String text) {
    var narrow = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          int digit = Character.digit(c, 10);
          if (digit >= 0) {
            narrow.append((char) ('0' + digit));
          } else {
            narrow.appendCodePoint(c);
          }
        });
    return narrow.toString();
  }

  private static String shown(String path) {
    return path.length() <= 80 && !hasCardNumber(path) ? path : "?";
  }
}
