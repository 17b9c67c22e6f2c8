package org.maapay.simulator.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Sent;

/** Takes out of an exchange what nobody may read later, and cuts what is too long to keep. */
final class Redaction {
  static final int LONGEST_BODY = 16 * 1024;

  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "cookie", "set-cookie", "maapay-proof");

  /** Values of JSON members that authorise: keys, tokens, passwords, envelopes of the keypad. */
  private static final Pattern SECRET_MEMBER =
      Pattern.compile(
          "(\"(?:appKey|accessToken|access_token|clientToken|secret|reference|session|sdkToken|token"
              + "|ticket|envelope|challenge|enrolment|signature|serverKeySignature"
              + "|[a-zA-Z]*[pP]assword)\"\\s*:\\s*\")[^\"]*(\")");

  /** The reference in a pay link is worth money to whoever opens it. */
  private static final Pattern LINK_REFERENCE = Pattern.compile("([?&](?:t|sdk)=)[A-Za-z0-9_.~-]+");

  /** What proves a service account, and the secret in the address that China Mobile calls. */
  private static final Pattern PROOF =
      Pattern.compile("(assertion=|/operator/mobile/)[0-9A-Za-z._-]+");

  private static final Pattern MOBILE =
      Pattern.compile(
          "(?<![0-9A-Za-z])((?:\\+|%2B)?(?:86)?1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9A-Za-z])");

  private Redaction() {}

  static Exchange of(Exchange exchange) {
    var sent = exchange.sent();
    var got = exchange.got();
    return new Exchange(
        new Hop(exchange.hop().link(), clean(exchange.hop().from()), clean(exchange.hop().to())),
        new Sent(sent.method(), clean(sent.url()), headers(sent.headers()), body(sent.body())),
        new Got(got.status(), headers(got.headers()), body(got.body())),
        exchange.subject(),
        exchange.attempt());
  }

  private static Map<String, String> headers(Map<String, String> headers) {
    var cleaned = new LinkedHashMap<String, String>();
    headers.forEach((name, value) ->
        cleaned.put(
            name,
            SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                ? value.replaceFirst("\\S+$", "****")
                : clean(value)));
    return cleaned;
  }

  private static String body(String body) {
    var cleaned =
        clean(body.length() > 4 * LONGEST_BODY ? body.substring(0, 4 * LONGEST_BODY) : body);
    return cleaned.length() <= LONGEST_BODY
        ? cleaned
        : cleaned.substring(0, LONGEST_BODY) + "… (cut, " + body.length() + " characters in all)";
  }

  private static String clean(String text) {
    var cleaned = SECRET_MEMBER.matcher(text).replaceAll("$1****$2");
    if (cleaned.contains("t=") || cleaned.contains("sdk=")) {
      cleaned = LINK_REFERENCE.matcher(cleaned).replaceAll("$1****");
    }
    if (cleaned.contains("assertion=") || cleaned.contains("/operator/mobile/")) {
      cleaned = PROOF.matcher(cleaned).replaceAll("$1****");
    }
    if (hasElevenDigits(cleaned)) {
      cleaned = MOBILE.matcher(cleaned).replaceAll("$1****$2");
    }
    return cleaned.replace("\u0000", "");
  }

  /** Far cheaper than the pattern, which most texts then don't need. */
  private static boolean hasElevenDigits(String text) {
    int run = 0;
    for (int i = 0; i < text.length() && run < 11; i++) {
      char c = text.charAt(i);
      run = c >= '0' && c <= '9' ? run + 1 : 0;
    }
    return run == 11;
  }
}
