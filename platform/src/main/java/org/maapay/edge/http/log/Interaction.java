package org.maapay.edge.http.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as the log keeps it.
 *
 * @param incident its number, also in the answer of a refused call
 * @param from who called and from where
 * @param what what was called
 * @param ended what came of it
 */
public record Interaction(Instant at, String incident, From from, What what, Ended ended) {
  /**
   * The caller as far as he proved who he is; {@code keyId} also if he did not.
   *
   * @param caller the merchant id or institution code; null if unproved
   */
  public record From(
      @Nullable String caller, @Nullable String keyId, @Nullable String nonce, String address) {}

  /**
   * The call itself.
   *
   * @param endpoint the route's pattern; null if there is none
   * @param subject the number of the order it was about, where one is known
   * @param requestHash SHA-256 of the body in hexadecimal
   * @param parameters masked, as JSON
   */
  public record What(
      String listener,
      String method,
      String path,
      @Nullable String endpoint,
      @Nullable String subject,
      @Nullable String requestHash,
      String parameters) {}

  /**
   * The answer.
   *
   * @param code the problem's code; null for a success
   * @param micros from the request's last octet to the answer's first
   */
  public record Ended(int status, @Nullable String code, long micros) {}
}
