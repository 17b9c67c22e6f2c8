package org.maapay.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.PayOrderNo;

/**
 * The secret part of a page's link: 128 bits that only the vault can derive from the number of the
 * order or mandate, so that nothing is stored and a number alone opens no page.
 */
public final class PageReferences {
  private static final String PURPOSE = "page-reference";
  private static final String MANDATE = "mandate-";
  private static final int SIZE = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyRing ring;

  PageReferences(KeyRing ring) {
    this.ring = ring;
  }

  /** The reference for links to that order: 22 characters, the same each time. */
  public String of(PayOrderNo order) {
    return of(order.value());
  }

  /** The reference for links to that mandate. */
  public String of(MandateNo mandate) {
    return of(MANDATE + mandate.value());
  }

  /** Whether {@code reference} is the order's, also under earlier keys; takes the same time. */
  public boolean matches(PayOrderNo order, String reference) {
    return matches(order.value(), reference);
  }

  /** Whether {@code reference} is the mandate's, also under earlier keys; takes the same time. */
  public boolean matches(MandateNo mandate, String reference) {
    return matches(MANDATE + mandate.value(), reference);
  }

  private String of(String subject) {
    return of(subject, ring.current(PURPOSE));
  }

  private boolean matches(String subject, String reference) {
    var given = reference.getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (int version = ring.current(PURPOSE); version > 0; version--) {
      var right = of(subject, version).getBytes(StandardCharsets.UTF_8);
      matches |= MessageDigest.isEqual(right, given);
    }
    return matches;
  }

  private String of(String subject, int version) {
    return BASE64.encodeToString(
        Arrays.copyOf(
            Hmac.sha256(ring.key(PURPOSE, version), subject.getBytes(StandardCharsets.UTF_8)),
            SIZE));
  }
}
