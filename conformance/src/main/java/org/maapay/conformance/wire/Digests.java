package org.maapay.conformance.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Content-Digest values (RFC 9530). */
public final class Digests {
  private Digests() {}

  public static String sha256(byte[] body) {
    return digest("sha-256", body);
  }

  public static String sha512(byte[] body) {
    return digest("sha-512", body);
  }

  /** Whether every digest of a header fits, and at least one is there. */
  static boolean fit(String header, byte[] body) {
    var members = header.split(",\\s*", -1);
    for (var member : members) {
      var name = member.substring(0, member.indexOf('='));
      if (!member.equals(digest(name, body))) {
        return false;
      }
    }
    return members.length > 0;
  }

  private static String digest(String name, byte[] body) {
    try {
      var hash = MessageDigest.getInstance(name.toUpperCase(java.util.Locale.ROOT)).digest(body);
      return name + "=:" + Base64.getEncoder().encodeToString(hash) + ":";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("no digest " + name, e);
    }
  }
}
