package org.maapay.server;

import org.maapay.bank.Bank;

/** For tests in which nobody has a card. */
public final class NoBanks {
  private NoBanks() {}

  public static Bank none() {
    return new NoBank();
  }
}
