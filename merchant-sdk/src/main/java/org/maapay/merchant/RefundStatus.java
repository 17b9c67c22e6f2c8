package org.maapay.merchant;

/** Where a refund stands. A failed one leaves the order as it was before. */
public enum RefundStatus {
  PROCESSING,
  SUCCESS,
  FAILED;

  static RefundStatus named(String name) throws Json.Malformed {
    for (var status : values()) {
      if (status.name().equals(name)) {
        return status;
      }
    }
    throw new Json.Malformed("unknown refund status");
  }
}
