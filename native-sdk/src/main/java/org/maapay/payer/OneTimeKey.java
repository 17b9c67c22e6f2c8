package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of one entry, agreed with the vault's one-time key and forgotten with the entry. */
final class OneTimeKey {
  private static final int COORDINATE_OCTETS = 32;
  private static final int POINT_OCTETS = 65;
  private static final byte UNCOMPRESSED = 4;

  private final byte[] secret;
  private final byte[] publicPoint;

  private OneTimeKey(byte[] secret, byte[] publicPoint) {
    this.secret = secret;
    this.publicPoint = publicPoint;
  }

  /** Agrees a key with {@code serverKey}; {@code salt} and {@code purpose} go into it. */
  static OneTimeKey with(byte[] serverKey, String salt, String purpose, SecureRandom random)
      throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    var own = generator.generateKeyPair();
    var ownPublic = (ECPublicKey) own.getPublic();
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own.getPrivate());
    agreement.doPhase(point(serverKey, ownPublic.getParams()), true);
    var shared = agreement.generateSecret();
    try {
      return new OneTimeKey(derived(shared, salt, purpose), octets(ownPublic.getW()));
    } finally {
      Arrays.fill(shared, (byte) 0);
    }
  }

  /** The AES key; the entry overwrites it. */
  byte[] secret() {
    return secret;
  }

  byte[] publicPoint() {
    return publicPoint;
  }

  /** HKDF with SHA-256 (RFC 5869), one block of output. */
  private static byte[] derived(byte[] shared, String salt, String purpose)
      throws GeneralSecurityException {
    var extracted = hmac(salt.getBytes(UTF_8), shared);
    try {
      var info = purpose.getBytes(UTF_8);
      return hmac(extracted, ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array());
    } finally {
      Arrays.fill(extracted, (byte) 0);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static ECPublicKey point(byte[] octets, ECParameterSpec curve)
      throws GeneralSecurityException {
    if (octets.length != POINT_OCTETS || octets[0] != UNCOMPRESSED) {
      throw new InvalidKeyException("not an uncompressed P-256 point");
    }
    var x = new BigInteger(1, octets, 1, COORDINATE_OCTETS);
    var y = new BigInteger(1, octets, 1 + COORDINATE_OCTETS, COORDINATE_OCTETS);
    requireOnCurve(x, y, curve);
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
  }

  /** A point beside the curve would draw parts of our key out. */
  private static void requireOnCurve(BigInteger x, BigInteger y, ECParameterSpec spec)
      throws InvalidKeyException {
    var curve = spec.getCurve();
    var p = ((ECFieldFp) curve.getField()).getP();
    var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
      throw new InvalidKeyException("not a point of P-256");
    }
  }

  private static byte[] octets(ECPoint point) {
    var octets = ByteBuffer.allocate(POINT_OCTETS).put(UNCOMPRESSED);
    for (var coordinate : new BigInteger[] {point.getAffineX(), point.getAffineY()}) {
      var bytes = coordinate.toByteArray();
      int excess = Math.max(0, bytes.length - COORDINATE_OCTETS);
      int length = bytes.length - excess;
      octets.position(octets.position() + COORDINATE_OCTETS - length);
      octets.put(bytes, excess, length);
    }
    return octets.array();
  }
}
