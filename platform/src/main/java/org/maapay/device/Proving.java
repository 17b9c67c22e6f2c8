package org.maapay.device;

/** How checking a device's signature ended, in order of precedence. */
public sealed interface Proving {
  /** The challenge is too old. */
  record Expired() implements Proving {}

  /** The challenge was signed before. */
  record Used() implements Proving {}

  /** The challenge stands for another payer, payee, order or amount, or nobody issued it. */
  record Foreign() implements Proving {}

  /** The user has no such key, or has revoked it. */
  record KeyUnknown() implements Proving {}

  /** The signature is not that key's over this payment. */
  record Wrong() implements Proving {}

  /** The device of this user signed just this, once. */
  record Proved() implements Proving {}
}
