package org.maapay.institution;

import org.maapay.kernel.UserId;

/**
 * PORT to a payment institution. The built-in one is {@code wallet}; others live behind adapters.
 * Each call carries a number that makes repeating it harmless, and none throws for what the world
 * does: an answer that did not come is {@link InstitutionReply.Unknown}.
 */
public interface Institution {
  /** Whether paying with {@code method} needs no call to the outside: nothing can be Unknown. */
  boolean settlesAtOnce(String method);

  /** Moves the money of an attempt, or says which postings move it. */
  InstitutionReply charge(Charge charge);

  /** Asks how {@code charge} ended; one that never arrived is refused for ever. */
  InstitutionReply settle(Charge charge);

  /** Gives money back the way it came (C-4b). */
  InstitutionReply refund(Charge refund);

  /** Asks how {@code refund} ended; one that never arrived is refused for ever. */
  InstitutionReply settleRefund(Charge refund);

  /**
   * Money to be moved.
   *
   * @param number names the movement for ever: the order and the attempt, or the refund
   * @param payer whose money it is
   * @param method {@code balance}, or the id of one of his cards
   * @param leg where the money goes or comes from, on our side of the books
   */
  record Charge(String number, UserId payer, String method, Leg leg, String counterparty) {}
}
