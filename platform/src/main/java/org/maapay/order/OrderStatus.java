package org.maapay.order;

/** An order's state as merchants see it (appendix C, {@code orderStatus}). */
public enum OrderStatus {
  CREATED,
  PAYING,
  SUCCESS,
  CLOSED,
  REFUNDING,
  PARTIALLY_REFUNDED,
  REFUNDED
}
