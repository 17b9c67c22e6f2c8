package org.maapay.bank;

/**
 * PORT to the banks behind a clearing house (网联/银联-shaped). Each call carries a number that makes
 * repeating it harmless. No implementation throws for what the world does: an answer that did not
 * come, or cannot be trusted, is {@link BankReply.Unknown}.
 */
public interface Bank {
  /** Takes money from a card. */
  BankReply debit(CardMovement debit);

  /** Brings money back to a card. */
  BankReply credit(CardMovement credit);

  /**
   * Asks how the debit {@code number} ended. A number the bank has never seen is stored there as
   * refused, so that a request still on its way cannot move money later.
   */
  BankReply settleDebit(String number);

  /** Asks how the credit {@code number} ended; an unseen one is refused for ever, as above. */
  BankReply settleCredit(String number);
}
