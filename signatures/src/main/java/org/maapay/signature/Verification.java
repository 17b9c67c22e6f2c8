package org.maapay.signature;

import java.time.Instant;
import java.util.Optional;

/** How checking a message ended. */
public sealed interface Verification {
  /**
   * The message is its signer's and unchanged. A request's nonce is still to be stored.
   *
   * @param nonce empty for answers, which carry none
   */
  record Verified(VerificationKey key, Instant created, String nonce) implements Verification {}

  /**
   * The message is not to be believed.
   *
   * @param key the record of the key it names, when that is known: it settles the algorithm of the
   *     answer's signature
   * @param signatureBase what the receiver built, for a sandbox to show
   */
  record Refused(Refusal refusal, Optional<VerificationKey> key, Optional<String> signatureBase)
      implements Verification {}
}
