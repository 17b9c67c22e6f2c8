package org.maapay.order;

/** How placing an order ended. */
public sealed interface Placement {
  /** Stored now. */
  record Placed(PaymentOrder order) implements Placement {}

  /** Stored before with the same contents; {@code order} is as it stands now. */
  record Replayed(PaymentOrder order) implements Placement {}

  /** The merchant used this order number before for something else. */
  record Conflicting() implements Placement {}
}
