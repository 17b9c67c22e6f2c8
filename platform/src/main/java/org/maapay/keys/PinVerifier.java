package org.maapay.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.maapay.kernel.UserId;

/**
 * What is stored in place of a payment password: its keyed hash with the user and a salt, wrapped
 * under a second key. Slow hashing would protect nothing here, a million passwords are soon tried;
 * the keys, which the database does not hold, do.
 */
final class PinVerifier {
  private static final String PURPOSE = "pin";
  private static final byte[] PEPPER = "pepper".getBytes(StandardCharsets.UTF_8);
  private static final byte[] WRAP = "wrap".getBytes(StandardCharsets.UTF_8);
  private static final int SALT = 16;
  private static final Reused<Cipher> CIPHERS =
      new Reused<>(() -> Cipher.getInstance("AES/KW/NoPadding"));

  private final KeyRing ring;
  private final SecureRandom random = new SecureRandom();

  /** A stored verifier: {@code pepper} is the version of the keys. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Stored(int pepper, byte[] salt, byte[] verifier) {
    @Override
    public String toString() {
      return "Stored";
    }
  }

  PinVerifier(KeyRing ring) {
    this.ring = ring;
  }

  Stored make(UserId user, byte[] pin) {
    int pepper = ring.current(PURPOSE);
    var salt = new byte[SALT];
    random.nextBytes(salt);
    var mac = mac(user, pepper, salt, pin);
    try {
      return new Stored(pepper, salt, wrap(pepper, mac));
    } finally {
      Arrays.fill(mac, (byte) 0);
    }
  }

  /** Compares in the same time for every password. */
  boolean matches(UserId user, Stored stored, byte[] pin) {
    var mac = mac(user, stored.pepper(), stored.salt(), pin);
    var right = unwrap(stored.pepper(), stored.verifier());
    try {
      return MessageDigest.isEqual(mac, right);
    } finally {
      Arrays.fill(mac, (byte) 0);
      Arrays.fill(right, (byte) 0);
    }
  }

  private byte[] mac(UserId user, int pepper, byte[] salt, byte[] pin) {
    var owner = (user.value() + "|").getBytes(StandardCharsets.UTF_8);
    return Hmac.sha256(key(pepper, PEPPER), owner, salt, new byte[] {'|'}, pin);
  }

  private byte[] key(int version, byte[] use) {
    return Hmac.sha256(ring.key(PURPOSE, version), use);
  }

  private byte[] wrap(int version, byte[] mac) {
    try {
      return CIPHERS.use(cipher -> {
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(key(version, WRAP), "AES"));
        return cipher.wrap(new SecretKeySpec(mac, "HmacSHA256"));
      });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key wrap failed", e);
    }
  }

  private byte[] unwrap(int version, byte[] verifier) {
    try {
      return CIPHERS.use(cipher -> {
        cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(key(version, WRAP), "AES"));
        return cipher.unwrap(verifier, "HmacSHA256", Cipher.SECRET_KEY).getEncoded();
      });
    } catch (GeneralSecurityException e) {
      throw new SealBroken("a password verifier was changed");
    }
  }
}
