package org.maapay.messaging.uplink;

import java.time.Instant;

/**
 * The nonces of callbacks that were taken. The operators' signature covers the nonce and not the
 * body, so a nonce may come again only with the body it came with first (an operator that saw no
 * answer repeats itself). In a cluster all nodes share one store.
 */
public interface NonceStore {
  /**
   * Remembers {@code use} until {@code expires} unless its nonce is known.
   *
   * @return FIRST if it was not, REPEATED if it came with the same body, MISUSED otherwise
   */
  Claim claim(Use use, Instant expires);

  /** A nonce and what came with it. */
  record Use(String chatbotId, String nonce, String bodyDigest) {}

  /** What is known of a nonce. */
  enum Claim {
    FIRST,
    REPEATED,
    MISUSED
  }
}
