package org.maapay.keys.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureVerifier;
import org.maapay.signature.Signer;

/** Ed25519 and ECDSA on P-256 by Bouncy Castle, several times faster than the JDK's own. */
final class Curves {
  private static final int HALF = 32;

  private Curves() {}

  static SignatureVerifier verifier(SignatureAlgorithm algorithm, String publicPem) {
    return switch (publicKey(publicPem)) {
      case Ed25519PublicKeyParameters key when algorithm == SignatureAlgorithm.ED25519 ->
          new EdVerifier(key);
      case ECPublicKeyParameters key when algorithm == SignatureAlgorithm.ECDSA_P256_SHA256 ->
          new EcVerifier(key);
      default -> throw new IllegalArgumentException("not a key for " + algorithm.wireName());
    };
  }

  static Signer signer(String keyId, SignatureAlgorithm algorithm, String privatePem) {
    return switch (privateKey(privatePem)) {
      case Ed25519PrivateKeyParameters key when algorithm == SignatureAlgorithm.ED25519 ->
          new EdSigner(keyId, key, key.generatePublicKey());
      case ECPrivateKeyParameters key when algorithm == SignatureAlgorithm.ECDSA_P256_SHA256 ->
          new EcSigner(keyId, key);
      default -> throw new IllegalArgumentException("not a key for " + algorithm.wireName());
    };
  }

  static AsymmetricKeyParameter publicKey(String pem) {
    try {
      return PublicKeyFactory.createKey(KeyText.der(pem, "PUBLIC KEY"));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("not a public key");
    }
  }

  static AsymmetricKeyParameter privateKey(String pem) {
    try {
      return PrivateKeyFactory.createKey(KeyText.der(pem, "PRIVATE KEY"));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("not a private key");
    }
  }

  private record EdVerifier(Ed25519PublicKeyParameters key) implements SignatureVerifier {
    @Override
    public SignatureAlgorithm algorithm() {
      return SignatureAlgorithm.ED25519;
    }

    @Override
    public boolean verify(byte[] base, byte[] signature) {
      return signature.length == Ed25519.SIGNATURE_SIZE
          && key.verify(Ed25519.Algorithm.Ed25519, null, base, 0, base.length, signature, 0);
    }
  }

  private record EdSigner(
      String keyId, Ed25519PrivateKeyParameters key, Ed25519PublicKeyParameters known)
      implements Signer {
    @Override
    public SignatureAlgorithm algorithm() {
      return SignatureAlgorithm.ED25519;
    }

    @Override
    public byte[] sign(byte[] base) {
      var signature = new byte[Ed25519.SIGNATURE_SIZE];
      key.sign(Ed25519.Algorithm.Ed25519, null, base, 0, base.length, signature, 0);
      return signature;
    }

    @Override
    public String toString() {
      return "Signer[" + keyId + ", ed25519]";
    }
  }

  private record EcVerifier(ECPublicKeyParameters key) implements SignatureVerifier {
    @Override
    public SignatureAlgorithm algorithm() {
      return SignatureAlgorithm.ECDSA_P256_SHA256;
    }

    @Override
    public boolean verify(byte[] base, byte[] signature) {
      if (signature.length != 2 * HALF) {
        return false;
      }
      var signer = new ECDSASigner();
      signer.init(false, key);
      var r = new BigInteger(1, signature, 0, HALF);
      var s = new BigInteger(1, signature, HALF, HALF);
      return signer.verifySignature(sha256(base), r, s);
    }
  }

  private record EcSigner(String keyId, ECPrivateKeyParameters key) implements Signer {
    @Override
    public SignatureAlgorithm algorithm() {
      return SignatureAlgorithm.ECDSA_P256_SHA256;
    }

    @Override
    public byte[] sign(byte[] base) {
      var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
      signer.init(true, key);
      var halves = signer.generateSignature(sha256(base));
      return PlainDSAEncoding.INSTANCE.encode(order(key), halves[0], halves[1]);
    }

    @Override
    public String toString() {
      return "Signer[" + keyId + ", ecdsa-p256-sha256]";
    }
  }

  private static BigInteger order(ECKeyParameters key) {
    return key.getParameters().getN();
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
