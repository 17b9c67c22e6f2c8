package org.maapay.edge.merchant;

import java.util.regex.Pattern;
import org.maapay.edge.http.json.TextRule;

/** The forms of appendix C's numbers. */
final class Rules {
  static final TextRule MERCHANT_ID =
      TextRule.matching(
          Pattern.compile("[0-9A-Z]{4,32}"), "must be the merchant id issued by the platform");
  static final TextRule ORDER_NO =
      TextRule.matching(
          Pattern.compile("[A-Za-z0-9_-]{1,32}"), "must be 1 to 32 of letters, digits, _ and -");
  static final TextRule ANY_NO = TextRule.upTo(32);

  private Rules() {}
}
