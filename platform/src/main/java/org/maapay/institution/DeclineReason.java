package org.maapay.institution;

/** Why an institution moves no money. The stored names are these. */
public enum DeclineReason {
  INSUFFICIENT_FUNDS,
  CARD_REFUSED,
  METHOD_UNKNOWN,
  /** The attempt was lost on its way and is fenced: nothing moved, and nothing will. */
  LOST
}
