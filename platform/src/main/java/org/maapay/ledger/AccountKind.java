package org.maapay.ledger;

/** What an account holds. The stored names are these. */
public enum AccountKind {
  /** A user's money; never below zero. */
  USER_BALANCE,
  /** What is owed to a merchant; never below zero. */
  MERCHANT_PAYABLE,
  /** Money at the bank (备付金), an asset: its balance is zero or below. */
  BANK_RESERVE,
  /** Refunds taken from merchants that a bank has not booked yet; never below zero. */
  REFUND_CLEARING,
  /** Money between two buckets; keeps each bucket balanced, zero over all when idle. */
  IN_TRANSIT
}
