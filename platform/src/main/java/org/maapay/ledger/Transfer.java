package org.maapay.ledger;

import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.Money;

/**
 * One leg: {@code amount} moves from {@code debit} to {@code credit}, both in one bucket. {@code
 * subject} is the number of whatever the money moves for.
 */
public record Transfer(
    TransferId id,
    AccountId debit,
    AccountId credit,
    Money amount,
    Purpose purpose,
    String subject) {
  public Transfer {
    amount.positive();
    if (!debit.bucket().equals(credit.bucket())) {
      throw new IllegalArgumentException("a transfer stays within one bucket");
    }
  }

  /** Why money moves. The stored names are these. */
  public enum Purpose {
    /** Money brought in when an account is opened with a balance. */
    OPENING,
    PAYMENT,
    REFUND,
    /** A refund that the bank declined goes back to the merchant. */
    REFUND_RETURNED,
    /** A second success of one order goes back to the payer. */
    PAYMENT_RETURNED,
    /** Money that was held and is now taken. */
    HOLD_POSTED
  }

  /** Where it is posted. */
  public Bucket bucket() {
    return debit.bucket();
  }
}
