package org.maapay.payer;

/**
 * How the SDK left. A hint for the screen behind it: the merchant believes the platform's notice
 * alone.
 */
public enum PayResult {
  /** Paid, as the institution told the SDK. */
  SUCCESS,
  /** Money may be on its way. */
  PROCESSING,
  /** The user left; nothing was charged. */
  CANCELLED,
  /** It cannot be paid; nothing was charged. */
  FAILED
}
