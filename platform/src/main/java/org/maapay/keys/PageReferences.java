package org.maapay.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.PayOrderNo;

/**
 * The secret part of what leads a payer to an order or a mandate: 128 bits that only the vault can
 * derive from its number, so that nothing is stored and a number alone opens nothing.
 */
public final class PageReferences {
  private static final String MANDATE = "mandate-";
  private static final int SIZE = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyRing ring;
  private final String purpose;

  PageReferences(KeyRing ring, String purpose) {
    this.ring = ring;
    this.purpose = purpose;
  }

  /** The reference for links to that order: 22 characters, the same each time. */
  public String of(PayOrderNo order) {
    return of(order.value());
  }

  /** The reference for links to that mandate. */
  public String of(MandateNo mandate) {
    return of(MANDATE + mandate.value());
  }

  /** The reference for something named by {@code name}, such as one of an order's tokens. */
  public String of(String name) {
    return of(name, ring.current(purpose));
  }

  /** Whether {@code reference} is the order's, also under earlier keys; takes the same time. */
  public boolean matches(PayOrderNo order, String reference) {
    return matches(order.value(), reference);
  }

  /** Whether {@code reference} is the mandate's, also under earlier keys; takes the same time. */
  public boolean matches(MandateNo mandate, String reference) {
    return matches(MANDATE + mandate.value(), reference);
  }

  /** Whether {@code reference} is that of {@code name}, also under earlier keys. */
  public boolean matches(String name, String reference) {
    var given = reference.getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (int version = ring.current(purpose); version > 0; version--) {
      var right = of(name, version).getBytes(StandardCharsets.UTF_8);
      matches |= MessageDigest.isEqual(right, given);
    }
    return matches;
  }

  private String of(String name, int version) {
    var octets = name.getBytes(StandardCharsets.UTF_8);
    return BASE64.encodeToString(
        Arrays.copyOf(Hmac.sha256(ring.key(purpose, version), octets), SIZE));
  }
}
