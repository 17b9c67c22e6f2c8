package org.maapay.order;

import java.time.Instant;

/**
 * Everything that can happen to a payment order. Begin and Close are requests and may be refused;
 * Succeed and Fail are reports of what an institution did and may not.
 */
public sealed interface OrderEvent {
  /** A payer starts attempt {@code attempt}. */
  record Begin(AttemptNo attempt) implements OrderEvent {}

  /** The merchant gives up, or the order's time is over. */
  record Close(Instant at) implements OrderEvent {}

  /** An institution has the money of {@code attempt}. */
  record Succeed(AttemptNo attempt, Instant at) implements OrderEvent {}

  /** No money moved for {@code attempt}, and none will. */
  record Fail(AttemptNo attempt) implements OrderEvent {}
}
