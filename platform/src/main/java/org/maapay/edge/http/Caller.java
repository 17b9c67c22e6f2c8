package org.maapay.edge.http;

/** Who is calling, as far as the interface itself proved it. */
public sealed interface Caller {
  /**
   * A party whose signature verified (6.3.1-1a).
   *
   * @param party the merchant id or institution code that owns the key
   */
  record Party(String party, String keyId) implements Caller {}

  /** Nobody proved anything here; the handler checks its own credential, such as a page session. */
  record Anonymous() implements Caller {}
}
