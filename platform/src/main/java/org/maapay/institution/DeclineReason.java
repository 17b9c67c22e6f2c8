package org.maapay.institution;

/** Why an institution moves no money. The stored names are these. */
public enum DeclineReason {
  INSUFFICIENT_FUNDS,
  CARD_REFUSED,
  METHOD_UNKNOWN
}
