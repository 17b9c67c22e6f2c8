package org.maapay.signature;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Keys in PEM: SubjectPublicKeyInfo and PKCS#8, and the older {@code RSA} and {@code EC} forms,
 * which are wrapped into those. What is wrong is said without a letter of the key.
 */
public final class Pem {
  private static final byte[] RSA_ENCRYPTION = octets("300d06092a864886f70d0101010500");
  private static final byte[] EC_P256 = octets("301306072a8648ce3d020106082a8648ce3d030107");
  private static final byte[] VERSION_0 = octets("020100");

  private Pem() {}

  /** Reads a public key for {@code algorithm}. */
  public static PublicKey publicKey(SignatureAlgorithm algorithm, String pem) {
    var block = Block.in(pem);
    var encoded =
        switch (block.type) {
          case "PUBLIC KEY" -> block.der;
          case "RSA PUBLIC KEY" -> sequence(RSA_ENCRYPTION, tagged(0x03, octets("00"), block.der));
          default -> throw new IllegalArgumentException("PEM holds no public key");
        };
    return key(algorithm, new X509EncodedKeySpec(encoded), KeyFactory::generatePublic);
  }

  /** Reads a private key for {@code algorithm}. */
  public static PrivateKey privateKey(SignatureAlgorithm algorithm, String pem) {
    var block = Block.in(pem);
    var encoded =
        switch (block.type) {
          case "PRIVATE KEY" -> block.der;
          case "RSA PRIVATE KEY" -> sequence(VERSION_0, RSA_ENCRYPTION, tagged(0x04, block.der));
          case "EC PRIVATE KEY" -> sequence(VERSION_0, EC_P256, tagged(0x04, block.der));
          default -> throw new IllegalArgumentException("PEM holds no private key");
        };
    return key(algorithm, new PKCS8EncodedKeySpec(encoded), KeyFactory::generatePrivate);
  }

  /** Writes a public key as SubjectPublicKeyInfo. */
  public static String of(PublicKey key) {
    return pem("PUBLIC KEY", key.getEncoded());
  }

  /** Writes a private key as PKCS#8. */
  public static String of(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(String type, byte[] der) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  private interface Reading<K> {
    K read(KeyFactory factory, KeySpec spec) throws InvalidKeySpecException;
  }

  private static <K> K key(SignatureAlgorithm algorithm, KeySpec spec, Reading<K> reading) {
    try {
      return switch (algorithm) {
        case ED25519 -> reading.read(KeyFactory.getInstance("Ed25519"), spec);
        case ECDSA_P256_SHA256 -> reading.read(KeyFactory.getInstance("EC"), spec);
        case RSA_V1_5_SHA256 -> reading.read(KeyFactory.getInstance("RSA"), spec);
        case RSA_PSS_SHA512 -> rsaPss(spec, reading);
        case SM2_SM3 -> throw new IllegalArgumentException("the JDK has no SM2");
      };
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("PEM holds no key for " + algorithm.wireName());
    }
  }

  /** Such keys come with either of two object identifiers. */
  private static <K> K rsaPss(KeySpec spec, Reading<K> reading) throws GeneralSecurityException {
    try {
      return reading.read(KeyFactory.getInstance("RSASSA-PSS"), spec);
    } catch (InvalidKeySpecException plainRsa) {
      return reading.read(KeyFactory.getInstance("RSA"), spec);
    }
  }

  private static final class Block {
    final String type;
    final byte[] der;

    private Block(String type, byte[] der) {
      this.type = type;
      this.der = der;
    }

    static Block in(String pem) {
      int begin = pem.indexOf("-----BEGIN ");
      int typeEnd = begin < 0 ? -1 : pem.indexOf("-----", begin + 11);
      if (typeEnd < 0) {
        throw new IllegalArgumentException("not PEM");
      }
      var type = pem.substring(begin + 11, typeEnd);
      int end = pem.indexOf("-----END " + type + "-----", typeEnd);
      if (end < 0) {
        throw new IllegalArgumentException("PEM without an end");
      }
      try {
        var base64 = pem.substring(typeEnd + 5, end).replaceAll("\\s", "");
        return new Block(type, Base64.getDecoder().decode(base64));
      } catch (IllegalArgumentException notBase64) {
        throw new IllegalArgumentException("PEM that is not base64");
      }
    }
  }

  private static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var der = new ByteArrayOutputStream();
    der.write(tag);
    int length = content.size();
    if (length > 0xff) {
      der.write(0x82);
      der.write(length >> 8);
    } else if (length > 0x7f) {
      der.write(0x81);
    }
    der.write(length);
    der.writeBytes(content.toByteArray());
    return der.toByteArray();
  }

  private static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
