package org.maapay.messaging.jsonut;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maapay.messaging.wire.Digests;

/**
 * The signature of callbacks: SHA-256 over token, timestamp and nonce, sorted as strings. The body
 * is not in it.
 */
public final class CallbackSignature {
  private CallbackSignature() {}

  /** The signature in lower-case hexadecimal. Also for those who test their callbacks. */
  public static String sign(String token, String timestamp, String nonce) {
    var joined = Stream.of(token, timestamp, nonce).sorted().collect(Collectors.joining());
    return Digests.sha256(joined);
  }

  static boolean matches(String signature, String token, String timestamp, String nonce) {
    return Digests.same(sign(token, timestamp, nonce), signature);
  }
}
