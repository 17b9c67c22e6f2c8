package org.maapay.keys;

/** How setting a payment password ended. */
public sealed interface PinSetting {
  record Stored() implements PinSetting {}

  /** Too easy to guess, or not six digits; nothing changed. */
  record Refused(Reason reason) implements PinSetting {}

  enum Reason {
    NOT_SIX_DIGITS,
    TOO_EASY
  }
}
