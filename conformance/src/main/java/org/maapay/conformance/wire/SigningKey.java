package org.maapay.conformance.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A merchant's Ed25519 private key under the id that the platform issued. */
public final class SigningKey {
  private final String keyId;
  private final PrivateKey key;

  private SigningKey(String keyId, PrivateKey key) {
    this.keyId = keyId;
    this.key = key;
  }

  public static SigningKey ed25519(String keyId, String privateKeyPem) {
    try {
      return new SigningKey(
          keyId,
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(der(privateKeyPem))));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the private key of " + keyId + " is not Ed25519", e);
    }
  }

  /** A key that nobody knows, under whatever id. */
  public static SigningKey stranger(String keyId) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(keyId, pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  static PublicKey publicKey(String pem) {
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der(pem)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the platform's public key is not Ed25519", e);
    }
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
  }

  String keyId() {
    return keyId;
  }

  String alg() {
    return "ed25519";
  }

  byte[] sign(byte[] base) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(base);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with Ed25519", e);
    }
  }
}
