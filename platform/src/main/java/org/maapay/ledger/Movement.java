package org.maapay.ledger;

import java.util.List;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.Transfer.Purpose;

/**
 * Money on its way from one account to another, wherever the two live: always two legs, each within
 * its own bucket, joined by the buckets' {@link BucketAccount#IN_TRANSIT} accounts.
 *
 * @param subject the number of what it belongs to; with {@code step} it names the movement for ever
 */
public record Movement(
    String subject, String step, AccountId from, AccountId to, Money amount, Purpose purpose) {
  public Movement {
    amount.positive();
  }

  /** The leg that takes the money, in the bucket of {@code from}. */
  public Transfer debitLeg() {
    var transit = BucketAccount.IN_TRANSIT.in(from.bucket());
    return new Transfer(
        TransferId.of(subject, step, "debit"), from, transit, amount, purpose, subject);
  }

  /** The leg that gives the money, in the bucket of {@code to}. */
  public Transfer creditLeg() {
    var transit = BucketAccount.IN_TRANSIT.in(to.bucket());
    return new Transfer(
        TransferId.of(subject, step, "credit"), transit, to, amount, purpose, subject);
  }

  /** Both legs, the taking one first. */
  public List<Transfer> legs() {
    return List.of(debitLeg(), creditLeg());
  }
}
