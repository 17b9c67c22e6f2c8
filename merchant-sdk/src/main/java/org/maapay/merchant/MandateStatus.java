package org.maapay.merchant;

/** Where a mandate stands. */
public enum MandateStatus {
  /** The payer has not signed yet. */
  PENDING,
  /** Signed: orders within the limits are debited at once. */
  ACTIVE,
  /** Ended by the payer or the merchant. */
  REVOKED,
  /** Nobody signed in time. */
  EXPIRED,
  /** A status that this version does not know. */
  OTHER;

  static MandateStatus named(String name) {
    for (var status : values()) {
      if (status.name().equals(name)) {
        return status;
      }
    }
    return OTHER;
  }
}
