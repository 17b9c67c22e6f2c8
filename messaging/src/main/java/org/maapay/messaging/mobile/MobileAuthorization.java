package org.maapay.messaging.mobile;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.messaging.wire.Digests;

/**
 * The proof that goes along with every call: a digest of the secret and of the {@code Date} header.
 * It leaves out path and body, so it needs TLS.
 */
public final class MobileAuthorization {
  private MobileAuthorization() {}

  /** Whose credentials they are. */
  public enum Kind {
    /** The chatbot's own: the password itself goes in as a digest. */
    CHATBOT,
    /** A service provider's (CSP): its token goes in as it is. */
    PROVIDER
  }

  /** The {@code Authorization} header for a call with that {@code Date} header. */
  public static String header(Kind kind, Credentials credentials, String date) {
    var secret =
        switch (kind) {
          case CHATBOT -> Digests.sha256(credentials.appKey());
          case PROVIDER -> credentials.appKey();
        };
    var pair = credentials.appId() + ":" + Digests.sha256(secret + date);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
