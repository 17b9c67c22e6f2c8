package org.maapay.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.maapay.signature.BareItem.BytesItem;
import org.maapay.signature.Member.Item;

/** The digest of a body in the form of RFC 9530, made and checked on the raw octets (6.3.1-2a). */
public final class ContentDigest {
  static final String FIELD = "content-digest";

  private ContentDigest() {}

  /** Returns the value of {@code Content-Digest} for {@code body}, with SHA-256. */
  public static String sha256(byte[] body) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest("SHA-256", body)) + ":";
  }

  /** Returns the value of {@code Content-Digest} for {@code body}, with SHA-512. */
  public static String sha512(byte[] body) {
    return "sha-512=:" + Base64.getEncoder().encodeToString(digest("SHA-512", body)) + ":";
  }

  /**
   * Tells whether every digest that is given holds for {@code body}. False if there is none, or one
   * by another algorithm than these two: it could not be checked.
   */
  public static boolean matches(FieldLines fields, byte[] body) {
    try {
      var given = FieldParser.dictionary(ComponentValues.combined(FIELD, fields));
      boolean all = !given.isEmpty();
      for (var member : given.entrySet()) {
        all &= member.getValue() instanceof Item item && matches(member.getKey(), item, body);
      }
      return all;
    } catch (MalformedField notADigest) {
      return false;
    }
  }

  private static boolean matches(String algorithm, Item item, byte[] body) {
    var name =
        algorithm.equals("sha-256") ? "SHA-256" : algorithm.equals("sha-512") ? "SHA-512" : "";
    return !name.isEmpty()
        && item.parameters().isEmpty()
        && item.value() instanceof BytesItem bytes
        && MessageDigest.isEqual(bytes.octets(), digest(name, body));
  }

  private static byte[] digest(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(algorithm + " is missing", everyJdkHasIt);
    }
  }
}
