package org.maapay.ledger;

/** What an account holds. The stored names are these; all but the assets never fall below zero. */
public enum AccountKind {
  /** A user's money. */
  USER_BALANCE,
  /** What is owed to a merchant. */
  MERCHANT_PAYABLE,
  /** Money at the bank (备付金), an asset: its balance is zero or below. */
  BANK_RESERVE,
  /** Refunds taken from merchants that a bank has not booked yet. */
  REFUND_CLEARING,
  /** What the platform earned. */
  FEE,
  /** Money at institutions outside, an asset like the reserve: its balance is zero or below. */
  AT_INSTITUTIONS,
  /** Red packets that nobody has opened yet. */
  RED_PACKET_POOL
}
