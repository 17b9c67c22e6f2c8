package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The key of one session, made for it and forgotten with it: each call is signed, so that a session
 * that somebody copied is worth nothing elsewhere.
 */
final class ProofKey {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair pair;

  private ProofKey(KeyPair pair) {
    this.pair = pair;
  }

  static ProofKey make(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return new ProofKey(generator.generateKeyPair());
    } catch (GeneralSecurityException everyDeviceHasIt) {
      throw new IllegalStateException("no P-256", everyDeviceHasIt);
    }
  }

  /** The public half: base64url of SubjectPublicKeyInfo. */
  String publicHalf() {
    return TEXT.encodeToString(pair.getPublic().getEncoded());
  }

  /** The proof of one call. */
  String proof(String session, String method, String path, byte[] body) {
    try {
      var digest = TEXT.encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
      var text = String.join("|", "maapay-proof-v1", session, method, path, digest);
      var signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(pair.getPrivate());
      signer.update(text.getBytes(UTF_8));
      return TEXT.encodeToString(EcSignature.plain(signer.sign()));
    } catch (GeneralSecurityException everyDeviceHasIt) {
      throw new IllegalStateException("signing failed", everyDeviceHasIt);
    }
  }
}
