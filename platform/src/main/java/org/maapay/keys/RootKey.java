package org.maapay.keys;

/**
 * The secret at the top of the key hierarchy, kept outside the database: in a file, an HSM or a key
 * service. It wraps keys and never comes out.
 */
public interface RootKey {
  /** Wraps {@code key} for the place that {@code context} names. */
  byte[] wrap(byte[] key, String context);

  /**
   * Unwraps what {@link #wrap} made for the same context.
   *
   * @throws SealBroken if it was made under another root or for another context
   */
  byte[] unwrap(byte[] wrapped, String context);
}
