package org.maapay.ledger;

import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;

/** The accounts that every bucket has one of. */
public enum BucketAccount {
  IN_TRANSIT(1, AccountKind.IN_TRANSIT),
  BANK_RESERVE(2, AccountKind.BANK_RESERVE),
  REFUND_CLEARING(3, AccountKind.REFUND_CLEARING);

  private final int number;
  private final AccountKind kind;

  BucketAccount(int number, AccountKind kind) {
    this.number = number;
    this.kind = kind;
  }

  /** This account of {@code bucket}. */
  public AccountId in(Bucket bucket) {
    return AccountId.fixed(bucket, number);
  }

  AccountKind kind() {
    return kind;
  }
}
