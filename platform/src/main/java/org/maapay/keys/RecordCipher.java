package org.maapay.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Seals short-lived or technical records that belong to no person, such as the state of a keypad
 * session. Each record has a key of its own, derived from its name, so that the number of records
 * under one purpose key is not limited.
 */
public final class RecordCipher {
  private static final byte VERSION = 1;
  private static final int HEADER = 6;

  private final KeyRing ring;
  private final String purpose;
  private final CipherSuite suite;

  RecordCipher(KeyRing ring, String purpose, CipherSuite suite) {
    this.ring = ring;
    this.purpose = purpose;
    this.suite = suite;
  }

  /** Seals {@code plain} for the record called {@code name}. */
  public byte[] seal(String name, byte[] plain) {
    int version = ring.current(purpose);
    var header =
        ByteBuffer.allocate(HEADER).put(VERSION).put((byte) suite.code()).putInt(version).array();
    var key = keyOf(name, version);
    var body = suite.seal(key, header, plain);
    Arrays.fill(key, (byte) 0);
    return ByteBuffer.allocate(HEADER + body.length).put(header).put(body).array();
  }

  /**
   * Opens what {@link #seal} made under the same name.
   *
   * @throws SealBroken if it was changed or belongs to another record
   */
  public byte[] open(String name, byte[] sealed) {
    if (sealed.length < HEADER || sealed[0] != VERSION) {
      throw new SealBroken("not sealed data of this layout");
    }
    var key = keyOf(name, ByteBuffer.wrap(sealed).getInt(2));
    try {
      return CipherSuite.of(sealed[1]).open(key, Arrays.copyOf(sealed, HEADER), sealed, HEADER);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] keyOf(String name, int version) {
    return Hmac.sha256(ring.key(purpose, version), name.getBytes(StandardCharsets.UTF_8));
  }
}
