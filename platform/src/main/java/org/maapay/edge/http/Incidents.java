package org.maapay.edge.http;

import java.security.SecureRandom;

/** Numbers under which a call stands in the log and its caller may ask about it. */
final class Incidents {
  private static final char[] LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 14;
  private final SecureRandom random = new SecureRandom();

  /** Fourteen letters and digits that are not mistaken for one another. */
  String next() {
    var octets = new byte[LENGTH];
    random.nextBytes(octets);
    var text = new StringBuilder(LENGTH);
    for (var octet : octets) {
      text.append(LETTERS[octet & 31]);
    }
    return text.toString();
  }
}
