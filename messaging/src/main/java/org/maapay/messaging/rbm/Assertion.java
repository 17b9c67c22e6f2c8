package org.maapay.messaging.rbm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The signed word of a service account, for which Google issues an access token (RFC 7523). */
final class Assertion {
  static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";
  private static final Duration VALID = Duration.ofHours(1);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Assertion() {}

  /** A JWT, signed with RS256. */
  static String of(String account, PrivateKey key, String audience, Instant now) {
    var header = json().put("alg", "RS256").put("typ", "JWT");
    var claims =
        json()
            .put("iss", account)
            .put("scope", SCOPE)
            .put("aud", audience)
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(VALID).getEpochSecond());
    var signed = part(header) + "." + part(claims);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the service account's key cannot sign", broken);
    }
  }

  /** The RSA key in PKCS #8 PEM that comes with a service account. */
  static PrivateKey key(String pem) {
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      return KeyFactory.getInstance("RSA").generatePrivate(spec);
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      // the cause might quote the key
      throw new IllegalArgumentException(
          "not an RSA key in PKCS #8 PEM: " + broken.getClass().getSimpleName());
    }
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String part(ObjectNode json) {
    return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
