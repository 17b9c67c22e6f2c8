package org.maapay.edge.http.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.maapay.edge.http.json.Json;

/**
 * Reduces a request's fields to what the log may hold (6.3.2-3): numbers of orders and the like as
 * they are, mobile numbers masked, of everything else only its kind and length.
 */
public final class Masking {
  private static final Set<String> SHOWN =
      Set.of(
          "merchantId",
          "merchantOrderNo",
          "merchantRefundNo",
          "payOrderNo",
          "refundOrderNo",
          "orderDate",
          "createDate",
          "orderAmount",
          "refundAmount",
          "currency",
          "transactionType",
          "businessType",
          "institutionCode",
          "expireMinutes",
          "goodsNo",
          "methodId",
          "alg",
          "advance");

  /** The first one that a request has is what it is about. */
  private static final List<String> SUBJECTS =
      List.of("payOrderNo", "merchantOrderNo", "refundOrderNo", "merchantRefundNo");

  private static final Pattern MOBILE =
      Pattern.compile("(?<!\\d)((?:\\+?86)?1\\d{2})\\d{4}(\\d{4})(?!\\d)");
  private static final int LONGEST_NAME = 40;
  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int SHORTEST_MOBILE = 11;

  /** With the country's 86 before it. */
  private static final int LONGEST_MOBILE = 13;

  private static final int LONGEST = 64;

  private Masking() {}

  /** The masked fields as JSON. */
  public static String parameters(Json.Obj body) {
    var masked = Json.members();
    body.members()
        .forEach((name, value) -> {
          if (isName(name)) {
            masked.put(name, masked(name, value));
          } else {
            masked.put("?", "a field with an unusual name");
          }
        });
    return masked.build().write();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && isLetter(text.charAt(0))
        && holdsNameLettersOnly(text);
  }

  private static boolean holdsNameLettersOnly(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !isDigit(c) && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** The number of the order or refund that a request names. */
  public static Optional<String> subject(Json.Obj body) {
    for (var name : SUBJECTS) {
      if (body.get(name) instanceof Json.Text(var text) && NUMBER.matcher(text).matches()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** A text with every mobile number in it masked. */
  public static String text(String text) {
    return mayHoldMobile(text) ? MOBILE.matcher(text).replaceAll("$1****$2") : text;
  }

  /** Whether as many digits follow one another as a mobile number has. */
  private static boolean mayHoldMobile(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        digits++;
      } else if (isAsLongAsMobile(digits)) {
        return true;
      } else {
        digits = 0;
      }
    }
    return isAsLongAsMobile(digits);
  }

  private static boolean isAsLongAsMobile(int digits) {
    return digits == SHORTEST_MOBILE || digits == LONGEST_MOBILE;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String masked(String name, Json value) {
    return switch (value) {
      case Json.Text(var text) ->
          SHOWN.contains(name) && text.length() <= LONGEST
              ? text(text)
              : name.equals("mobileNo") ? mobile(text) : "text of " + text.length();
      case Json.Num(var literal) ->
          SHOWN.contains(name)
              ? text(literal)
              : name.equals("mobileNo") ? mobile(literal) : "number";
      case Json.Bool(var bool) -> Boolean.toString(bool);
      case Json.Obj(var members) -> "object of " + members.size();
      case Json.Arr(var items) -> "array of " + items.size();
      case Json.Null() -> "null";
    };
  }

  private static String mobile(String text) {
    return MOBILE.matcher(text).matches() ? text(text) : "not a mobile number";
  }
}
