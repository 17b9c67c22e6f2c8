package org.maapay.keys.signing;

import java.time.Instant;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey.State;

/** One of the platform's own keys, without its private half. */
public record PlatformKey(
    String keyId,
    Use use,
    SignatureAlgorithm algorithm,
    String publicPem,
    PartyKey.Validity validity,
    boolean revoked) {
  /** What a key is for; one is never used for another purpose. */
  public enum Use {
    /** Answers and callbacks. */
    SIGN,
    /** The list of the platform's keys. */
    ROOT,
    /** The one-time keys of keypad sessions. */
    KEYPAD
  }

  /** The state at {@code now}; {@code successor} counts already. */
  State state(Instant now, boolean successor) {
    if (revoked) {
      return State.REVOKED;
    }
    if (now.isBefore(validity.notBefore())) {
      return State.PENDING;
    }
    return successor ? State.RETIRING : State.ACTIVE;
  }
}
