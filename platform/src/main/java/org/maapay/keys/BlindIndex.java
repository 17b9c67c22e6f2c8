package org.maapay.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keyed indexes by which a sealed value is found again. Mobile numbers are few enough to try them
 * all, so a plain hash would hide nothing: the key is the protection (6.3.2-1a).
 */
public final class BlindIndex {
  private static final int SIZE = 16;

  private final KeyRing ring;
  private final int version;

  /**
   * @param version of the index key; changing it means a second column filled beside the first
   */
  BlindIndex(KeyRing ring, int version) {
    this.ring = ring;
    this.version = version;
  }

  /**
   * The sixteen octets for {@code value} in the column called {@code field}: always the same, and
   * unrelated to those of another column. The caller brings the value into one form first.
   */
  public byte[] of(String field, String value) {
    var purpose = "index:" + field;
    ring.current(purpose); // Makes the first version.
    var mac = Hmac.sha256(ring.key(purpose, version), value.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(mac, SIZE);
  }
}
