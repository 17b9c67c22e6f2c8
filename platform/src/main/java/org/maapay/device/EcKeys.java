package org.maapay.device;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** Keys of devices: ECDSA on P-256 with SHA-256, signatures as r and s. */
public final class EcKeys {
  private static final int SIGNATURE = 64;
  private static final ECParameterSpec P256 = p256();

  private EcKeys() {}

  /** Whether {@code encoded} is a P-256 key as SubjectPublicKeyInfo. */
  public static boolean isOne(byte[] encoded) {
    return key(encoded).isPresent();
  }

  /** Whether {@code signature} is that of {@code encoded}'s owner over {@code text}. */
  public static boolean verifies(byte[] encoded, byte[] text, byte[] signature) {
    var key = key(encoded);
    if (key.isEmpty() || signature.length != SIGNATURE) {
      return false;
    }
    try {
      var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key.get());
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isP256(ECParameterSpec curve) {
    return curve.getCurve().equals(P256.getCurve())
        && curve.getGenerator().equals(P256.getGenerator())
        && curve.getOrder().equals(P256.getOrder());
  }

  private static ECParameterSpec p256() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no P-256", e);
    }
  }

  private static Optional<PublicKey> key(byte[] encoded) {
    try {
      var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      return key instanceof ECPublicKey point && isP256(point.getParams())
          ? Optional.of(key)
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
