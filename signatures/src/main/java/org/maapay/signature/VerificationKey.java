package org.maapay.signature;

import java.time.Instant;

/**
 * A party's public key as the platform keeps it: valid from and until, and its state (6.3.1-1b).
 */
public record VerificationKey(
    String keyId, SignatureVerifier verifier, Instant notBefore, Instant notAfter, State state) {

  /** The life of a key; two may be active during a rotation. */
  public enum State {
    PENDING,
    ACTIVE,
    RETIRING,
    REVOKED
  }

  public SignatureAlgorithm algorithm() {
    return verifier.algorithm();
  }
}
