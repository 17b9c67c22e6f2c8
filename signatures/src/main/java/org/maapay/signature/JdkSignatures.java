package org.maapay.signature;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * Signers and verifiers for the algorithms that the JDK knows: all but SM2. They use whichever
 * security provider comes first, so that a faster one can be put before the JDK's.
 */
public final class JdkSignatures {
  private static final int P256_SIGNATURE_OCTETS = 64;

  private JdkSignatures() {}

  /** Returns a signer that holds {@code key} in memory. */
  public static Signer signer(String keyId, SignatureAlgorithm algorithm, PrivateKey key) {
    PublicKeys.requireStrong(algorithm, key);
    return new InMemorySigner(
        keyId, algorithm, new SignaturePool(() -> initialised(algorithm, key)));
  }

  /** Returns a signer for a private key in PEM: PKCS#8, or the older forms for RSA and EC. */
  public static Signer signer(String keyId, SignatureAlgorithm algorithm, String privateKeyPem) {
    return signer(keyId, algorithm, Pem.privateKey(algorithm, privateKeyPem));
  }

  /**
   * Returns a verifier for {@code key}.
   *
   * @throws IllegalArgumentException if the key is too weak: RSA below 2048 bits, an Ed25519 point
   *     of small order, an EC point that is not on P-256
   */
  public static SignatureVerifier verifier(SignatureAlgorithm algorithm, PublicKey key) {
    PublicKeys.requireStrong(algorithm, key);
    return new InMemoryVerifier(algorithm, new SignaturePool(() -> initialised(algorithm, key)));
  }

  /** Returns a verifier for a public key in PEM. */
  public static SignatureVerifier verifier(SignatureAlgorithm algorithm, String publicKeyPem) {
    return verifier(algorithm, Pem.publicKey(algorithm, publicKeyPem));
  }

  private record InMemorySigner(String keyId, SignatureAlgorithm algorithm, SignaturePool pool)
      implements Signer {
    @Override
    public byte[] sign(byte[] signatureBase) {
      var signature = pool.take();
      try {
        signature.update(signatureBase);
        var octets = signature.sign();
        pool.giveBack(signature);
        return octets;
      } catch (SignatureException fault) {
        throw new IllegalStateException("key " + keyId + " cannot sign", fault);
      }
    }

    @Override
    public String toString() {
      return "Signer[" + keyId + ", " + algorithm.wireName() + "]";
    }
  }

  private record InMemoryVerifier(SignatureAlgorithm algorithm, SignaturePool pool)
      implements SignatureVerifier {
    @Override
    public boolean verify(byte[] signatureBase, byte[] octets) {
      if (!hasTheForm(octets)) {
        return false;
      }
      var signature = pool.take();
      try {
        signature.update(signatureBase);
        boolean holds = signature.verify(octets);
        pool.giveBack(signature);
        return holds;
      } catch (SignatureException notASignature) {
        return false;
      }
    }

    /** Some JDKs took r = s = 0 for anybody's signature. */
    private boolean hasTheForm(byte[] octets) {
      if (algorithm != SignatureAlgorithm.ECDSA_P256_SHA256) {
        return true;
      }
      return octets.length == P256_SIGNATURE_OCTETS
          && !isZero(octets, 0)
          && !isZero(octets, P256_SIGNATURE_OCTETS / 2);
    }

    private static boolean isZero(byte[] octets, int from) {
      int all = 0;
      for (int i = from; i < from + P256_SIGNATURE_OCTETS / 2; i++) {
        all |= octets[i];
      }
      return all == 0;
    }
  }

  private static Signature initialised(SignatureAlgorithm algorithm, PublicKey key)
      throws GeneralSecurityException {
    var signature = signature(algorithm);
    signature.initVerify(key);
    return parameterised(algorithm, signature);
  }

  private static Signature initialised(SignatureAlgorithm algorithm, PrivateKey key)
      throws GeneralSecurityException {
    var signature = signature(algorithm);
    signature.initSign(key);
    return parameterised(algorithm, signature);
  }

  private static Signature signature(SignatureAlgorithm algorithm) throws GeneralSecurityException {
    return Signature.getInstance(
        switch (algorithm) {
          case ED25519 -> "Ed25519";
          case ECDSA_P256_SHA256 -> "SHA256withECDSAinP1363Format";
          case RSA_PSS_SHA512 -> "RSASSA-PSS";
          case RSA_V1_5_SHA256 -> "SHA256withRSA";
          case SM2_SM3 -> throw new IllegalArgumentException("the JDK has no SM2");
        });
  }

  private static Signature parameterised(SignatureAlgorithm algorithm, Signature signature)
      throws GeneralSecurityException {
    if (algorithm == SignatureAlgorithm.RSA_PSS_SHA512) {
      signature.setParameter(
          new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
    }
    return signature;
  }
}
