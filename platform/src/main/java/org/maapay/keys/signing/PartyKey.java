package org.maapay.keys.signing;

import java.time.Instant;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.VerificationKey.State;

/**
 * A party's public key as it was registered.
 *
 * @param keyId issued by the platform, global, never used again
 * @param party the merchant id or institution code it belongs to
 */
public record PartyKey(
    String keyId,
    String party,
    SignatureAlgorithm algorithm,
    String publicPem,
    Validity validity,
    State state) {
  /** From when until when a key counts; a year at most. */
  public record Validity(Instant notBefore, Instant notAfter) {}
}
