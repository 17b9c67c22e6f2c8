package org.maapay.merchant;

/** Where an order stands (appendix C, {@code orderStatus}). */
public enum OrderStatus {
  /** Payable; a failed attempt leaves it so. */
  CREATED,
  /** An attempt runs, or how it ended is not known yet. */
  PAYING,
  SUCCESS,
  CLOSED,
  REFUNDING,
  PARTIALLY_REFUNDED,
  REFUNDED,
  /** A status that this version does not know. */
  OTHER;

  static OrderStatus named(String name) {
    for (var status : values()) {
      if (status.name().equals(name)) {
        return status;
      }
    }
    return OTHER;
  }

  /** Whether money was received, even if some of it went back. */
  public boolean isPaid() {
    return switch (this) {
      case SUCCESS, REFUNDING, PARTIALLY_REFUNDED, REFUNDED -> true;
      case CREATED, PAYING, CLOSED, OTHER -> false;
    };
  }
}
