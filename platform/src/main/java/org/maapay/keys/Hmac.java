package org.maapay.keys;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256. */
final class Hmac {
  private static final String NAME = "HmacSHA256";
  private static final Reused<Mac> MACS = new Reused<>(() -> Mac.getInstance(NAME));

  private Hmac() {}

  static byte[] sha256(byte[] key, byte[]... parts) {
    try {
      return MACS.use(mac -> {
        mac.init(new SecretKeySpec(key, NAME));
        for (var part : parts) {
          mac.update(part);
        }
        return mac.doFinal();
      });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC failed", e);
    }
  }
}
