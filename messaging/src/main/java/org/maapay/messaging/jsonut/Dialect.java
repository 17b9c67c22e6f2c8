package org.maapay.messaging.jsonut;

import java.time.Duration;
import java.util.List;
import org.maapay.messaging.wire.Patience;

/**
 * Where deployments of the interface differ, and how patient a client is with them.
 *
 * @param apiVersion the part of the path after {@code /bot}
 * @param bareToken the authorization header holds the token alone, without {@code accessToken}
 * @param rawChatbotId the chatbot id stands in the path as it is, not percent-encoded
 */
public record Dialect(
    String apiVersion, boolean bareToken, boolean rawChatbotId, Patience patience) {
  /** As the document has it. */
  public static final Dialect DOCUMENT = new Dialect("v1", false, false, Patience.STANDARD);

  /** As the kits in use have it. */
  public static final Dialect FIELD = new Dialect("v1", true, true, Patience.STANDARD);

  /** The one that an operator takes: either form for China Telecom, the document's for the rest. */
  public static Dialect of(String operator) {
    return operator.equals("telecom") ? FIELD : DOCUMENT;
  }

  public Dialect patient(Duration timeoutOfCall, List<Duration> pausesBetween) {
    return new Dialect(
        apiVersion, bareToken, rawChatbotId, new Patience(timeoutOfCall, pausesBetween));
  }
}
