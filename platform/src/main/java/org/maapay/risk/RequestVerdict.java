package org.maapay.risk;

/** Whether a merchant may send one more payment request to a payer. */
public enum RequestVerdict {
  ALLOWED,
  /** The payer wants none of this merchant. */
  REFUSED_BY_PAYER,
  /** The merchant has sent as many as the rules allow. */
  TOO_MANY
}
