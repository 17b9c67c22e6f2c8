package org.maapay.keys.signing;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureVerifier;
import org.maapay.signature.Signer;

/**
 * SM2 signatures with SM3 (GB/T 32918.2) and the default user id. The signature is DER in its one
 * shortest form: another writing of the same numbers is refused.
 */
final class Sm2 {
  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
  private static final ECDomainParameters CURVE =
      new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

  private Sm2() {}

  static SignatureVerifier verifier(String publicPem) {
    if (Curves.publicKey(publicPem) instanceof ECPublicKeyParameters key
        && key.getParameters().equals(CURVE)) {
      return new Verifier(new ECPublicKeyParameters(key.getQ(), CURVE));
    }
    throw new IllegalArgumentException("not a key for sm2-sm3");
  }

  static Signer signer(String keyId, String privatePem) {
    if (Curves.privateKey(privatePem) instanceof ECPrivateKeyParameters key
        && key.getParameters().equals(CURVE)) {
      return new Sm2Signer(keyId, new ECPrivateKeyParameters(key.getD(), CURVE));
    }
    throw new IllegalArgumentException("not a key for sm2-sm3");
  }

  static ECDomainParameters curve() {
    return CURVE;
  }

  private record Verifier(ECPublicKeyParameters key) implements SignatureVerifier {
    @Override
    public SignatureAlgorithm algorithm() {
      return SignatureAlgorithm.SM2_SM3;
    }

    @Override
    public boolean verify(byte[] base, byte[] signature) {
      var signer = new SM2Signer();
      signer.init(false, new ParametersWithID(key, USER_ID));
      signer.update(base, 0, base.length);
      return signer.verifySignature(signature);
    }
  }

  private record Sm2Signer(String keyId, ECPrivateKeyParameters key) implements Signer {
    @Override
    public SignatureAlgorithm algorithm() {
      return SignatureAlgorithm.SM2_SM3;
    }

    @Override
    public byte[] sign(byte[] base) {
      var signer = new SM2Signer();
      signer.init(true, new ParametersWithID(key, USER_ID));
      signer.update(base, 0, base.length);
      try {
        return signer.generateSignature();
      } catch (CryptoException e) {
        throw new IllegalStateException("key " + keyId + " cannot sign", e);
      }
    }

    @Override
    public String toString() {
      return "Signer[" + keyId + ", sm2-sm3]";
    }
  }
}
