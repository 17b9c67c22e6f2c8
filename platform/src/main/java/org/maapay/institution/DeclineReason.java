package org.maapay.institution;

/** Why an institution moves no money. The stored names are these. */
public enum DeclineReason {
  INSUFFICIENT_FUNDS,
  CARD_REFUSED,
  METHOD_UNKNOWN,
  /** An institution outside takes no such order. */
  INSTITUTION_REFUSED,
  /** It ended there unpaid: its time ran out, or the payer chose otherwise. */
  CLOSED_THERE,
  /** The attempt was lost on its way and is fenced: nothing moved, and nothing will. */
  LOST
}
