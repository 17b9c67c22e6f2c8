package org.maapay.ledger;

import java.util.Optional;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;

/** The accounts that every bucket has one of. */
public enum BucketAccount {
  /**
   * Money between this bucket and others; keeps each bucket balanced. It has no row and no limit:
   * its balance is what its transfers come to, and over all buckets what is on its way.
   */
  IN_TRANSIT(1, Optional.empty()),
  BANK_RESERVE(2, Optional.of(AccountKind.BANK_RESERVE)),
  REFUND_CLEARING(3, Optional.of(AccountKind.REFUND_CLEARING)),
  FEE(4, Optional.of(AccountKind.FEE)),
  /** Money that institutions outside took for our merchants and owe us. */
  AT_INSTITUTIONS(5, Optional.of(AccountKind.AT_INSTITUTIONS));

  private final int number;
  private final Optional<AccountKind> kind;

  BucketAccount(int number, Optional<AccountKind> kind) {
    this.number = number;
    this.kind = kind;
  }

  /** This account of {@code bucket}. */
  public AccountId in(Bucket bucket) {
    return AccountId.fixed(bucket, number);
  }

  /** What its row is; empty for the account without one. */
  Optional<AccountKind> kind() {
    return kind;
  }

  /**
   * Whether {@code account} may be debited whatever it holds: what lies at the bank and at
   * institutions, and what is between.
   */
  public static boolean isUnlimited(AccountId account) {
    return account.equals(IN_TRANSIT.in(account.bucket()))
        || account.equals(BANK_RESERVE.in(account.bucket()))
        || account.equals(AT_INSTITUTIONS.in(account.bucket()));
  }
}
