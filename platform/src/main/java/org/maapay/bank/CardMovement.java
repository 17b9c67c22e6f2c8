package org.maapay.bank;

import org.maapay.kernel.Money;

/**
 * Money from or to a bound card.
 *
 * @param number the client's number, 1 to 64 characters; the same number is the same movement
 * @param agreementNo the bank's agreement for the card; secret
 * @param counterparty the payee's name as the card's statement shows it
 */
public record CardMovement(
    String number, String agreementNo, Money amount, String counterparty, String summary) {
  @Override
  public String toString() {
    return "CardMovement[" + number + ", " + amount + "]";
  }
}
