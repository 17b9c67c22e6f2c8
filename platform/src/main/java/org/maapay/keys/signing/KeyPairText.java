package org.maapay.keys.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.maapay.signature.SignatureAlgorithm;

/** A fresh key pair as PEM text; its {@code toString} shows neither. */
public record KeyPairText(String publicPem, String privatePem) {
  /** Makes a pair for {@code algorithm}; RSA has 2048 bits. */
  public static KeyPairText generate(SignatureAlgorithm algorithm) {
    try {
      var generator =
          switch (algorithm) {
            case ED25519 -> KeyPairGenerator.getInstance("Ed25519");
            case ECDSA_P256_SHA256 -> initialised("EC", new ECGenParameterSpec("secp256r1"));
            case RSA_PSS_SHA512, RSA_V1_5_SHA256 ->
                initialised("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
            case SM2_SM3 -> sm2();
          };
      var pair = generator.generateKeyPair();
      return new KeyPairText(
          KeyText.pem("PUBLIC KEY", pair.getPublic().getEncoded()),
          KeyText.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a key for " + algorithm.wireName(), e);
    }
  }

  private static KeyPairGenerator initialised(String name, AlgorithmParameterSpec spec)
      throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(name);
    generator.initialize(spec);
    return generator;
  }

  private static KeyPairGenerator sm2() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(
        new ECGenParameterSpec(GMObjectIdentifiers.sm2p256v1.getId()), new SecureRandom());
    return generator;
  }

  @Override
  public String toString() {
    return "KeyPairText";
  }
}
