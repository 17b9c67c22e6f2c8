package org.maapay.keys;

import java.nio.charset.StandardCharsets;

/** A root secret that is the same in every test run. */
public final class TestRoot implements RootKey {
  private static final byte[] SECRET = new byte[32];

  @Override
  public byte[] wrap(byte[] key, String context) {
    return CipherSuite.AES_256_GCM.seal(SECRET, context.getBytes(StandardCharsets.UTF_8), key);
  }

  @Override
  public byte[] unwrap(byte[] wrapped, String context) {
    return CipherSuite.AES_256_GCM.open(
        SECRET, context.getBytes(StandardCharsets.UTF_8), wrapped, 0);
  }
}
