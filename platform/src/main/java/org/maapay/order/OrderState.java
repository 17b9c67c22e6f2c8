package org.maapay.order;

import static org.maapay.order.Transition.Reason.ALREADY_PAID;
import static org.maapay.order.Transition.Reason.ATTEMPT_RUNNING;
import static org.maapay.order.Transition.Reason.ORDER_CLOSED;

import java.time.Instant;
import org.maapay.order.OrderEvent.Begin;
import org.maapay.order.OrderEvent.Close;
import org.maapay.order.OrderEvent.Fail;
import org.maapay.order.OrderEvent.Succeed;
import org.maapay.order.Transition.Contradicted;
import org.maapay.order.Transition.Moved;
import org.maapay.order.Transition.Refused;
import org.maapay.order.Transition.Repeated;

/**
 * The life of a payment order. An unpaid order may be tried again and a paid one never (6.1.1-1,
 * 6.1.1-2). While an attempt runs the order cannot be closed: the money may already have moved.
 */
public sealed interface OrderState {
  /** Payable; {@code last} is the last attempt that failed. */
  record Open(AttemptNo last) implements OrderState {}

  /** An attempt runs, or nobody knows yet how it ended. */
  record Paying(AttemptNo attempt) implements OrderState {}

  /** The money of {@code attempt} arrived. */
  record Paid(AttemptNo attempt, Instant at) implements OrderState {}

  /** No longer payable; {@code last} is the last attempt that failed. */
  record Closed(AttemptNo last, Instant at) implements OrderState {}

  /** The last attempt that was begun. */
  default AttemptNo lastAttempt() {
    return switch (this) {
      case Open(var last) -> last;
      case Paying(var attempt) -> attempt;
      case Paid(var attempt, _) -> attempt;
      case Closed(var last, _) -> last;
    };
  }

  /** Decides {@code event} without side effects. Every pair is listed; there is no default. */
  default Transition on(OrderEvent event) {
    return switch (new Step(this, event)) {
      case Step(Open(var last), Begin(var next)) when next.isAfter(last) ->
          new Moved(new Paying(next));
      case Step(Open _, Begin _) -> new Repeated();
      case Step(Open(var last), Close(var at)) -> new Moved(new Closed(last, at));
      case Step(Open(var last), Fail(var ended)) when !ended.isAfter(last) -> new Repeated();
      case Step(Open _, Succeed _), Step(Open _, Fail _) -> new Contradicted();

      case Step(Paying(var running), Succeed(var ended, var at)) when ended.equals(running) ->
          new Moved(new Paid(ended, at));
      case Step(Paying(var running), Fail(var ended)) when ended.equals(running) ->
          new Moved(new Open(ended));
      case Step(Paying(var running), Fail(var ended)) when running.isAfter(ended) -> new Repeated();
      case Step(Paying _, Succeed _), Step(Paying _, Fail _) -> new Contradicted();
      case Step(Paying _, Begin _), Step(Paying _, Close _) -> new Refused(ATTEMPT_RUNNING);

      case Step(Paid(var paid, _), Succeed(var ended, _)) when ended.equals(paid) -> new Repeated();
      case Step(Paid(var paid, _), Fail(var ended)) when paid.isAfter(ended) -> new Repeated();
      case Step(Paid _, Succeed _), Step(Paid _, Fail _) -> new Contradicted();
      case Step(Paid _, Begin _), Step(Paid _, Close _) -> new Refused(ALREADY_PAID);

      case Step(Closed _, Close _) -> new Repeated();
      case Step(Closed _, Begin _) -> new Refused(ORDER_CLOSED);
      case Step(Closed(var last, _), Fail(var ended)) when !ended.isAfter(last) -> new Repeated();
      case Step(Closed _, Succeed _), Step(Closed _, Fail _) -> new Contradicted();
    };
  }

  /** One row and column of the table above. */
  record Step(OrderState from, OrderEvent event) {}
}
