package org.maapay.order;

/** What an event did to an order. */
public sealed interface Transition {
  /** The order is now {@code to}. */
  record Moved(OrderState to) implements Transition {}

  /** The event was seen before; answering as the first time is safe. */
  record Repeated() implements Transition {}

  /** A request came at the wrong time; nothing changed. */
  record Refused(Reason reason) implements Transition {}

  /** An institution reports what our books rule out. A person must look; see reconciliation. */
  record Contradicted() implements Transition {}

  /** Why a request was refused. */
  enum Reason {
    ALREADY_PAID,
    ATTEMPT_RUNNING,
    ORDER_CLOSED
  }
}
