package org.maapay.messaging.sms;

import java.util.HashMap;
import java.util.Map;

/**
 * The default alphabet of SMS (3GPP TS 23.038), one septet an octet, as SMPP carries it. Signs of
 * its extension take two.
 */
final class Gsm7 {
  private static final int ESCAPE = 0x1b;
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final Map<Character, Integer> EXTENSION =
      Map.of(
          '\f', 0x0a, '^', 0x14, '{', 0x28, '}', 0x29, '\\', 0x2f, '[', 0x3c, '~', 0x3d, ']', 0x3e,
          '|', 0x40, '€', 0x65);
  private static final Map<Character, Integer> CODES = codes();

  private Gsm7() {}

  /** True if every sign of {@code text} can be said in it. */
  static boolean covers(String text) {
    return text.chars().allMatch(sign -> CODES.containsKey((char) sign));
  }

  /** How many septets {@code text} takes. */
  static int septets(String text) {
    int septets = text.length();
    for (int i = 0; i < text.length(); i++) {
      septets += EXTENSION.containsKey(text.charAt(i)) ? 1 : 0;
    }
    return septets;
  }

  /** The octets of a text that it covers. */
  static byte[] encode(String text) {
    var octets = new byte[septets(text)];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = CODES.getOrDefault(text.charAt(i), -1);
      if (code < 0) {
        throw new IllegalArgumentException("not in the alphabet: character " + i);
      }
      if (code > 0xff) {
        octets[at++] = ESCAPE;
      }
      octets[at++] = (byte) code;
    }
    return octets;
  }

  /** The extension's codes have the escape in their second octet. */
  private static Map<Character, Integer> codes() {
    var codes = new HashMap<Character, Integer>();
    for (int i = 0; i < BASIC.length(); i++) {
      if (i != ESCAPE) {
        codes.put(BASIC.charAt(i), i);
      }
    }
    EXTENSION.forEach((sign, code) -> codes.put(sign, ESCAPE << 8 | code));
    return Map.copyOf(codes);
  }
}
