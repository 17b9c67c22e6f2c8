package org.maapay.server;

import org.maapay.bank.Bank;
import org.maapay.bank.BankReply;
import org.maapay.bank.CardMovement;

/** The bank of an installation that has connected none: every card is refused, nothing moves. */
final class NoBank implements Bank {
  private static final BankReply REFUSED = new BankReply.Declined(BankReply.Reason.CARD_REFUSED);

  @Override
  public BankReply debit(CardMovement debit) {
    return REFUSED;
  }

  @Override
  public BankReply credit(CardMovement credit) {
    return REFUSED;
  }

  @Override
  public BankReply settleDebit(String number) {
    return REFUSED;
  }

  @Override
  public BankReply settleCredit(String number) {
    return REFUSED;
  }
}
