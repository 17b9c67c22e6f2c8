package org.maapay.user;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.maapay.kernel.MobileNumber;
import org.maapay.keys.BlindIndex;
import org.maapay.keys.FieldCipher;

/**
 * Keeps mobile numbers as the database may hold them: sealed under the key of the person they
 * belong to, and found again by a keyed index that nobody can compute without the vault.
 */
public final class MobileSeal {
  private static final String FIELD = "mobile";

  private final BlindIndex index;
  private final FieldCipher cipher;

  public MobileSeal(BlindIndex index, FieldCipher cipher) {
    this.index = index;
    this.cipher = cipher;
  }

  /** The same sixteen bytes for the same number, and nothing more. */
  public byte[] index(MobileNumber mobile) {
    return index.of(FIELD, mobile.digits());
  }

  /** The number under its person's key; a different ciphertext each time. */
  public byte[] seal(MobileNumber mobile) {
    return cipher.seal(
        subject(index(mobile)), FIELD, mobile.digits().getBytes(StandardCharsets.US_ASCII));
  }

  /** Opens what {@link #seal} made. */
  public MobileNumber open(byte[] index, byte[] sealed) {
    var digits = cipher.open(subject(index), FIELD, sealed);
    return new MobileNumber(new String(digits, StandardCharsets.US_ASCII));
  }

  /** The name of a person's key: the index of his number. */
  public static String subject(byte[] index) {
    return "mobile:" + HexFormat.of().formatHex(index);
  }
}
