package org.maapay.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The authenticated ciphers that data are sealed with; each ciphertext says which it is. */
public enum CipherSuite {
  AES_256_GCM(1),
  /** The national cipher (GB/T 32907); uses the first 128 bits of a key. */
  SM4_GCM(2);

  static final int IV = 12;
  static final int TAG = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Reused<Cipher> AES =
      new Reused<>(() -> Cipher.getInstance("AES/GCM/NoPadding"));

  private final int code;

  CipherSuite(int code) {
    this.code = code;
  }

  /** The number that stands in a ciphertext; never changes. */
  int code() {
    return code;
  }

  static CipherSuite of(int code) {
    return Arrays.stream(values())
        .filter(suite -> suite.code == code)
        .findFirst()
        .orElseThrow(() -> new SealBroken("sealed with an unknown cipher"));
  }

  /** Returns {@code iv | ciphertext | tag} with a fresh random iv. */
  byte[] seal(byte[] key, byte[] aad, byte[] plain) {
    var iv = new byte[IV];
    RANDOM.nextBytes(iv);
    try {
      var body = transform(true, key, new Public(iv, aad), plain);
      return ByteBuffer.allocate(IV + body.length).put(iv).put(body).array();
    } catch (GeneralSecurityException | InvalidCipherTextException e) {
      throw new IllegalStateException("cipher failed", e);
    }
  }

  /** Opens {@code iv | ciphertext | tag}, which begins at {@code from}. */
  byte[] open(byte[] key, byte[] aad, byte[] sealed, int from) {
    if (sealed.length - from < IV + TAG) {
      throw new SealBroken("sealed data are too short");
    }
    var iv = Arrays.copyOfRange(sealed, from, from + IV);
    var body = Arrays.copyOfRange(sealed, from + IV, sealed.length);
    try {
      return transform(false, key, new Public(iv, aad), body);
    } catch (AEADBadTagException | InvalidCipherTextException e) {
      throw new SealBroken("sealed data were changed or moved");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cipher failed", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Lives for one call.
  private record Public(byte[] iv, byte[] aad) {}

  private byte[] transform(boolean seal, byte[] key, Public with, byte[] input)
      throws GeneralSecurityException, InvalidCipherTextException {
    return switch (this) {
      case AES_256_GCM ->
          AES.use(cipher -> {
            cipher.init(
                seal ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(8 * TAG, with.iv()));
            cipher.updateAAD(with.aad());
            return cipher.doFinal(input);
          });
      case SM4_GCM -> {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        var short128 = new KeyParameter(key, 0, 16);
        cipher.init(seal, new AEADParameters(short128, 8 * TAG, with.iv(), with.aad()));
        var output = new byte[cipher.getOutputSize(input.length)];
        var length = cipher.processBytes(input, 0, input.length, output, 0);
        cipher.doFinal(output, length);
        yield output;
      }
    };
  }
}
