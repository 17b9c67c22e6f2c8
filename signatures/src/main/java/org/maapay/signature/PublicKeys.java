package org.maapay.signature;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECFieldFp;
import java.util.Set;

/** Refuses keys that would let somebody else sign. */
final class PublicKeys {
  private static final int LEAST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 8192;
  private static final BigInteger ED25519_FIELD =
      BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  /** One of the two y of the points of order eight; the other one is its negative. */
  static final BigInteger ORDER_EIGHT_Y =
      new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

  private static final Set<BigInteger> SMALL_ORDER_Y =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          ED25519_FIELD.subtract(BigInteger.ONE),
          ORDER_EIGHT_Y,
          ED25519_FIELD.subtract(ORDER_EIGHT_Y));

  private PublicKeys() {}

  static void requireStrong(SignatureAlgorithm algorithm, Key key) {
    boolean strong =
        switch (algorithm) {
          case ED25519 -> !(key instanceof EdECPublicKey point) || isOfLargeOrder(point);
          case ECDSA_P256_SHA256 -> key instanceof ECKey curve && isOnP256(curve);
          case RSA_PSS_SHA512, RSA_V1_5_SHA256 -> key instanceof RSAKey rsa && isLong(rsa);
          case SM2_SM3 -> throw new IllegalArgumentException("the JDK has no SM2");
        };
    if (!strong) {
      throw new IllegalArgumentException("not a safe key for " + algorithm.wireName());
    }
  }

  /** A point of small order verifies signatures that anybody can make. */
  private static boolean isOfLargeOrder(EdECPublicKey key) {
    var y = key.getPoint().getY();
    return y.compareTo(ED25519_FIELD) < 0 && !SMALL_ORDER_Y.contains(y);
  }

  private static boolean isOnP256(ECKey key) {
    if (!key.getParams().getOrder().equals(P256_ORDER)) {
      return false;
    }
    if (!(key instanceof ECPublicKey point)) {
      return true;
    }
    var curve = key.getParams().getCurve();
    var p = ((ECFieldFp) curve.getField()).getP();
    var x = point.getW().getAffineX();
    var y = point.getW().getAffineY();
    return x != null
        && y != null
        && x.signum() >= 0
        && x.compareTo(p) < 0
        && y.compareTo(p) < 0
        && y.modPow(BigInteger.TWO, p)
            .equals(x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p));
  }

  /** Above some length a signature costs the receiver more than it may. */
  private static boolean isLong(RSAKey key) {
    int bits = key.getModulus().bitLength();
    return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
  }
}
