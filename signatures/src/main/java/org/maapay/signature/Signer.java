package org.maapay.signature;

/**
 * A private key that can sign, wherever it lives: in memory ({@link JdkSignatures}), in an HSM or
 * in a key service. Implementations are safe for use by many threads.
 */
public interface Signer {
  /** Returns the id under which the platform knows the key. */
  String keyId();

  SignatureAlgorithm algorithm();

  /**
   * Signs {@code signatureBase} and returns the signature octets in the form RFC 9421 wants.
   *
   * @throws IllegalStateException if the key cannot be used now
   */
  byte[] sign(byte[] signatureBase);
}
