package org.maapay.order;

/** How closing an order ended. */
public sealed interface Closing {
  /** Closed now or before. */
  record Closed(PaymentOrder order) implements Closing {}

  /** It is paid, or an attempt runs whose money may have moved. */
  record Refused(Transition.Reason reason) implements Closing {}

  /** No such order. */
  record Missing() implements Closing {}
}
