package org.maapay.signature;

/**
 * Why a message was refused, in the order in which the checks apply: the first that fails is told.
 * {@code NONCE_REUSED} is the caller's to find, last, once everything else has passed.
 */
public enum Refusal {
  SIGNATURE_MISSING("signature-missing"),
  KEY_UNKNOWN("key-unknown"),
  REQUEST_STALE("request-stale"),
  SIGNATURE_INVALID("signature-invalid"),
  KEY_EXPIRED("key-expired"),
  KEY_NOT_YET_VALID("key-not-yet-valid"),
  KEY_REVOKED("key-revoked"),
  DIGEST_MISMATCH("digest-mismatch"),
  NONCE_REUSED("nonce-reused");

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  /** Returns the {@code code} of the problem that tells it. */
  public String code() {
    return code;
  }
}
