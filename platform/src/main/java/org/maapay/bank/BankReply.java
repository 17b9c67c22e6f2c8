package org.maapay.bank;

import java.time.Instant;

/** What a bank answered. */
public sealed interface BankReply {
  /** The money moved; {@code receipt} is the clearing house's number. */
  record Done(String receipt, Instant at) implements BankReply {}

  /** No money moved, and none will for this number. */
  record Declined(Reason reason) implements BankReply {}

  /** Money may have moved: ask again later with the same number. */
  record Unknown() implements BankReply {}

  /** Why a bank declines. */
  enum Reason {
    INSUFFICIENT_FUNDS,
    CARD_REFUSED
  }
}
