package org.maapay.edge.cashier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.maapay.device.EcKeys;
import org.maapay.edge.http.Call;

/**
 * The header {@code MaaPay-Proof} of an SDK's calls: what is said is signed by the key that was
 * made on the device for this session, so that a session copied to another device is worth nothing.
 */
final class SdkProof {
  private SdkProof() {}

  /** Whether the call comes from the session's device; a page's session has none. */
  static boolean holds(PageSession session, Call call) {
    var device = session.device();
    if (device.isEmpty()) {
      return true;
    }
    var given = call.request().headers().only("maapay-proof");
    return given.isPresent() && verifies(device.get().proofKey(), given.get(), session, call);
  }

  private static boolean verifies(String key, String proof, PageSession session, Call call) {
    var request = call.request();
    var text =
        String.join(
            "|",
            "maapay-proof-v1",
            session.id(),
            request.method(),
            request.path(),
            Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(request.body())));
    try {
      var decoder = Base64.getUrlDecoder();
      return EcKeys.verifies(decoder.decode(key), text.getBytes(UTF_8), decoder.decode(proof));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
