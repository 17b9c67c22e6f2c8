package org.maapay.edge.cashier;

import java.util.Base64;
import java.util.regex.Pattern;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.TextRule;

/** Octets in JSON: base64url without padding. */
final class Octets {
  /** A text that decodes: one character too many would not. */
  private static final TextRule BASE64 =
      TextRule.matching(
          Pattern.compile("(?=.{2,8192}$)(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?"),
          "must be base64url without padding");

  /** Names of keys and devices, and challenges. */
  static final TextRule NAME =
      TextRule.matching(
          Pattern.compile("[A-Za-z0-9_-]{16,400}"), "must be a name of 16 to 400 characters");

  private Octets() {}

  static byte[] of(Fields fields, String name) {
    return Base64.getUrlDecoder().decode(fields.text(name, BASE64));
  }
}
