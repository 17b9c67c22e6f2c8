package org.maapay.messaging.jsonut;

import java.time.Duration;
import java.util.List;

/**
 * Where deployments of the interface differ, and how patient a client is with them.
 *
 * @param apiVersion the part of the path after {@code /bot}
 * @param bareToken the authorization header holds the token alone, without {@code accessToken}
 * @param rawChatbotId the chatbot id stands in the path as it is, not percent-encoded
 * @param timeout for one call
 * @param pauses before each further try of a refusal that passes
 */
public record Dialect(
    String apiVersion,
    boolean bareToken,
    boolean rawChatbotId,
    Duration timeout,
    List<Duration> pauses) {
  /** As the document has it. */
  public static final Dialect DOCUMENT =
      new Dialect(
          "v1",
          false,
          false,
          Duration.ofSeconds(5),
          List.of(Duration.ofMillis(300), Duration.ofMillis(900), Duration.ofMillis(2000)));

  /** As the kits in use have it. */
  public static final Dialect FIELD =
      new Dialect("v1", true, true, DOCUMENT.timeout, DOCUMENT.pauses);

  public Dialect patient(Duration timeoutOfCall, List<Duration> pausesBetween) {
    return new Dialect(
        apiVersion, bareToken, rawChatbotId, timeoutOfCall, List.copyOf(pausesBetween));
  }
}
