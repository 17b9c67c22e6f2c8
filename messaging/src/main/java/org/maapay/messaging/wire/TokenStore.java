package org.maapay.messaging.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the access tokens of chatbots are kept. Fetching a token makes the former one invalid, so
 * the processes that speak for one chatbot share a store, and only the holder of the refresh claim
 * fetches. No call of this interface waits for the operator.
 */
public interface TokenStore {
  Optional<AccessToken> find(String chatbotId);

  /**
   * Takes the right to fetch, if nobody holds it and the stored token is still {@code replaced}.
   *
   * @param replaced the value of the token that is to go; empty if there was none
   * @param until when the claim lapses, in case its holder dies
   */
  boolean claimRefresh(String chatbotId, String replaced, Instant now, Instant until);

  /** Stores the token and ends the claim. */
  void store(String chatbotId, AccessToken token);

  /** Ends the claim: the fetch failed. */
  void abandon(String chatbotId);
}
