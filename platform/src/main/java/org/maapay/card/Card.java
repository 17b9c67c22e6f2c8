package org.maapay.card;

import org.maapay.kernel.UserId;

/**
 * A bank card bound to a user's account. The number itself stays with the bank: what is kept is the
 * agreement it answered when the card was bound (6.1.3-1).
 *
 * @param id the institution's own number for the card, {@code card-…}
 * @param agreementNo what the bank knows the agreement by; secret, never shown
 */
public record Card(
    String id, UserId user, String bank, String last4, Kind kind, String agreementNo) {
  /** Whose money it spends. The stored and wire names are these. */
  public enum Kind {
    DEBIT,
    CREDIT
  }

  /** The card as it may be shown: {@code 招商银行 (6225)}. */
  public String label() {
    return bank + " (" + last4 + ")";
  }

  @Override
  public String toString() {
    return id;
  }
}
