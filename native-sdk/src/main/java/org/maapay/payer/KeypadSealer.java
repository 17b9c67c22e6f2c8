package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Seals what is typed on a keypad so that only the vault can open it (6.5-7a). Every press is
 * encrypted when it happens and bound to session, order, payee and amount; no digit is ever seen
 * here, only the positions of cells, and those are overwritten once sealed (6.5-4).
 */
public final class KeypadSealer {
  private final PublicKey keypadKey;
  private final SecureRandom random;

  /**
   * Creates a sealer.
   *
   * @param keypadKey the institution's Ed25519 key for keypads, built into the application
   */
  public KeypadSealer(PublicKey keypadKey, SecureRandom random) {
    this.keypadKey = keypadKey;
    this.random = random;
  }

  /** Creates a sealer that trusts the key in {@code keypadKeyPem} (SubjectPublicKeyInfo). */
  public static KeypadSealer trusting(String keypadKeyPem) {
    var base64 = keypadKeyPem.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
      return new KeypadSealer(
          KeyFactory.getInstance("Ed25519").generatePublic(spec), new SecureRandom());
    } catch (GeneralSecurityException notAKey) {
      throw new IllegalArgumentException("not an Ed25519 public key", notAKey);
    }
  }

  /**
   * Begins to type.
   *
   * @throws KeypadRefused if the session's key is not signed by the institution
   */
  public KeypadTyping open(KeypadSession session, Purpose purpose) throws KeypadRefused {
    var serverKey = decoded(session.serverKey());
    if (!isSigned(serverKey, session)) {
      throw new KeypadRefused("the key of this keypad is not the institution's");
    }
    try {
      return KeypadTyping.begin(session, purpose, serverKey, random);
    } catch (GeneralSecurityException notAKey) {
      throw new KeypadRefused("the key of this keypad is not a key");
    }
  }

  /**
   * Seals a whole entry at once.
   *
   * @param positions the cells pressed, 0 to 9 each, in order; overwritten with zeros before this
   *     returns, whatever happens
   * @return the envelope, which only the vault can open
   */
  public String seal(KeypadSession session, Purpose purpose, byte[] positions)
      throws KeypadRefused {
    try (var typing = open(session, purpose)) {
      for (byte position : positions) {
        typing.press(position);
      }
      return typing.submit();
    } finally {
      Arrays.fill(positions, (byte) 0);
    }
  }

  private boolean isSigned(byte[] serverKey, KeypadSession session) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initVerify(keypadKey);
      signature.update(serverKey);
      signature.update(session.sid().getBytes(UTF_8));
      return signature.verify(decoded(session.serverKeySignature()));
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  private static byte[] decoded(String base64url) throws IllegalArgumentException {
    return Base64.getUrlDecoder().decode(base64url);
  }
}
