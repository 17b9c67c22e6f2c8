package org.maapay.signature;

/**
 * A public key that can check signatures. It is parsed once and kept; implementations are safe for
 * use by many threads.
 */
public interface SignatureVerifier {
  SignatureAlgorithm algorithm();

  /** Tells whether {@code signature} was made over {@code signatureBase}; never throws for it. */
  boolean verify(byte[] signatureBase, byte[] signature);
}
