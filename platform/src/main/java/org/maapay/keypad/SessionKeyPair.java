package org.maapay.keypad;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.HKDFParameterSpec;

/** The one-time key of a session: P-256, agreed with the page's own by ECDH and HKDF. */
final class SessionKeyPair {
  static final int POINT = 65;
  private static final int COORDINATE = 32;
  private static final int KEY = 32;

  private SessionKeyPair() {}

  /** A fresh pair. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Made(byte[] privateKey, byte[] publicPoint) {
    @Override
    public String toString() {
      return "Made";
    }
  }

  static Made make() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      var point = ((ECPublicKey) pair.getPublic()).getW();
      var octets = new byte[POINT];
      octets[0] = 4;
      put(point.getAffineX(), octets, 1);
      put(point.getAffineY(), octets, 1 + COORDINATE);
      return new Made(pair.getPrivate().getEncoded(), octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no P-256", e);
    }
  }

  /**
   * The key that both sides derive.
   *
   * @throws GeneralSecurityException if the page's point is none of the curve
   */
  static byte[] agree(byte[] privateKey, byte[] clientPoint, byte[] salt, byte[] use)
      throws GeneralSecurityException {
    var factory = KeyFactory.getInstance("EC");
    var mine = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey));
    var theirs =
        factory.generatePublic(new ECPublicKeySpec(point(clientPoint, mine), mine.getParams()));
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(mine);
    agreement.doPhase(theirs, true);
    var shared = agreement.generateSecret();
    try {
      var parameters =
          HKDFParameterSpec.ofExtract().addIKM(shared).addSalt(salt).thenExpand(use, KEY);
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } finally {
      Arrays.fill(shared, (byte) 0);
    }
  }

  /** A point off the curve would give the private key away, piece by piece. */
  private static ECPoint point(byte[] octets, ECPrivateKey key) throws GeneralSecurityException {
    if (octets.length != POINT || octets[0] != 4) {
      throw new GeneralSecurityException("not an uncompressed point");
    }
    var x = new BigInteger(1, octets, 1, COORDINATE);
    var y = new BigInteger(1, octets, 1 + COORDINATE, COORDINATE);
    var curve = key.getParams().getCurve();
    var p = ((ECFieldFp) curve.getField()).getP();
    var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.modPow(BigInteger.TWO, p).equals(right)) {
      throw new GeneralSecurityException("not a point of the curve");
    }
    return new ECPoint(x, y);
  }

  private static void put(BigInteger coordinate, byte[] octets, int from) {
    var bytes = coordinate.toByteArray();
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, octets, from + COORDINATE - length, length);
  }
}
