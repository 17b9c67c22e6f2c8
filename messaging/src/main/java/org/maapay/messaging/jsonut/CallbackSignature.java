package org.maapay.messaging.jsonut;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The signature of callbacks: SHA-256 over token, timestamp and nonce, sorted as strings. The body
 * is not in it.
 */
public final class CallbackSignature {
  private CallbackSignature() {}

  /** The signature in lower-case hexadecimal. Also for those who test their callbacks. */
  public static String sign(String token, String timestamp, String nonce) {
    var joined = Stream.of(token, timestamp, nonce).sorted().collect(Collectors.joining());
    return sha256(joined.getBytes(StandardCharsets.UTF_8));
  }

  static boolean matches(String signature, String token, String timestamp, String nonce) {
    return MessageDigest.isEqual(
        sign(token, timestamp, nonce).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
