package org.maapay.merchant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request and what came back, for logs. Bodies are masked: mobile numbers, pay links and tokens
 * don't appear.
 *
 * @param subject the merchant's order number, where there is one
 * @param status 0 if nothing came back
 * @param failure why it does not count as an answer, if it doesn't
 */
public record Exchange(
    Direction direction,
    String subject,
    int attempt,
    Instant at,
    Duration took,
    Sent request,
    int status,
    Received response,
    Optional<String> failure) {

  /** Who called. */
  public enum Direction {
    /** The merchant called the platform. */
    CALL,
    /** The platform called the merchant (C-3). */
    NOTICE
  }

  /** The request. */
  public record Sent(String method, String url, Map<String, List<String>> headers, String body) {}

  /** What came back. */
  public record Received(Map<String, List<String>> headers, String body) {
    static final Received NOTHING = new Received(Map.of(), "");
  }
}
