package org.maapay.payer;

/**
 * Something that the payer must know before he goes on.
 *
 * @param triesLeft with WRONG_PASSWORD: how often he may still try; -1 if not known
 * @param until with LOCKED: when the lock ends, an ISO instant; empty if not known
 */
public record Notice(Kind kind, int triesLeft, String until) {
  /** What happened. In none of these cases was money moved. */
  public enum Kind {
    WRONG_PASSWORD,
    LOCKED,
    KEYPAD_RENEWED,
    KEYPAD_FAILED,
    INSUFFICIENT_FUNDS,
    CARD_REFUSED,
    DECLINED,
    NOT_CHARGED,
    /** The finger or face was not recognised, or the user did not want to. */
    BIOMETRICS_CANCELLED,
    /** The device's key counts no more; the password does. */
    BIOMETRICS_GONE
  }

  static Notice of(Kind kind) {
    return new Notice(kind, -1, "");
  }
}
