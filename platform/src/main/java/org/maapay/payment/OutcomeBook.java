package org.maapay.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Posting;
import org.maapay.order.OrderEvent;
import org.maapay.order.OrderState;
import org.maapay.order.OrderState.Open;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.Transition;
import org.maapay.order.Transition.Contradicted;
import org.maapay.order.Transition.Moved;
import org.maapay.order.Transition.Refused;
import org.maapay.order.Transition.Repeated;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.payment.PaymentAttempts.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how an attempt ended: order, attempt, both legs of the money and the fact, all in the
 * caller's transaction or none.
 */
public final class OutcomeBook {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeBook.class);
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  private final PaymentOrders orders;
  private final PaymentAttempts attempts;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;

  public OutcomeBook(
      PaymentOrders orders,
      PaymentAttempts attempts,
      Ledger ledger,
      Outbox outbox,
      InstantSource clock) {
    this.orders = orders;
    this.attempts = attempts;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  PaymentAttempts attempts() {
    return attempts;
  }

  /**
   * Begins and ends an attempt whose money moves in our own books alone.
   *
   * @param again whether this very decision ran before and nobody knows what became of it
   */
  PaymentOutcome atOnce(Connection tx, PaymentAttempt attempt, Booked booked, boolean again)
      throws SQLException {
    var order = orders.lock(tx, attempt.order().payOrderNo()).orElseThrow();
    if (order.isDue(clock.instant())) {
      return new PaymentOutcome.Refused(Transition.Reason.ORDER_CLOSED);
    }
    return switch (order.state().on(new OrderEvent.Begin(attempt.no()))) {
      case Moved(var paying) -> settle(tx, attempt, order, paying, booked);
      // The same again: its commit was not answered, and is told now.
      case Refused _
          when again && order.state() instanceof Paid(_, var at) && isOf(order, attempt) ->
          new PaymentOutcome.Paid(at);
      case Refused(var reason) -> new PaymentOutcome.Refused(reason);
      case Repeated _, Contradicted _ ->
          new PaymentOutcome.Refused(Transition.Reason.ATTEMPT_RUNNING);
    };
  }

  private static boolean isOf(PaymentOrder order, PaymentAttempt attempt) {
    return order.state().lastAttempt().equals(attempt.no())
        && attempt.payer().equals(order.payer())
        && attempt.method().equals(order.method());
  }

  private PaymentOutcome settle(
      Connection tx, PaymentAttempt attempt, PaymentOrder order, OrderState paying, Booked booked)
      throws SQLException {
    return switch (ledger.post(tx, booked.movements(), booked.at())) {
      case Posting.Posted _ -> {
        var paid = new Paid(paying.lastAttempt(), booked.at());
        move(tx, attempt, order, paid);
        attempts.insertEnded(tx, attempt, State.SUCCEEDED, null, booked.receipt(), booked.at());
        fact(tx, order);
        yield new PaymentOutcome.Paid(booked.at());
      }
      case Posting.Insufficient _ -> {
        var reason = DeclineReason.INSUFFICIENT_FUNDS;
        move(tx, attempt, order, new Open(paying.lastAttempt()));
        attempts.insertEnded(tx, attempt, State.DECLINED, reason.name(), null, booked.at());
        yield new PaymentOutcome.Declined(reason);
      }
      case Posting.Repeated _ -> throw new IllegalStateException("a new attempt posts new money");
    };
  }

  /** The institution has the money. */
  PaymentOutcome paid(Connection tx, PaymentAttempt attempt, Booked booked) throws SQLException {
    var order = orders.lock(tx, attempt.order().payOrderNo()).orElseThrow();
    return switch (order.state().on(new OrderEvent.Succeed(attempt.no(), booked.at()))) {
      case Moved(var paid) -> {
        if (!(ledger.post(tx, booked.movements(), booked.at()) instanceof Posting.Posted)) {
          throw new IllegalStateException("money from a bank is posted once and never lacks");
        }
        move(tx, attempt, order, paid);
        attempts.end(tx, attempt, State.SUCCEEDED, null, booked.receipt(), booked.at());
        fact(tx, order);
        yield new PaymentOutcome.Paid(booked.at());
      }
      case Repeated _ -> new PaymentOutcome.Paid(booked.at());
      case Contradicted _ -> contradicted(tx, attempt);
      case Refused _ -> throw new AssertionError("a report is never refused");
    };
  }

  /** No money moved; the order is payable again (6.1.1-1). */
  PaymentOutcome declined(Connection tx, PaymentAttempt attempt, DeclineReason reason)
      throws SQLException {
    var order = orders.lock(tx, attempt.order().payOrderNo()).orElseThrow();
    return switch (order.state().on(new OrderEvent.Fail(attempt.no()))) {
      case Moved(var open) -> {
        move(tx, attempt, order, open);
        attempts.end(tx, attempt, State.DECLINED, reason.name(), null, clock.instant());
        yield new PaymentOutcome.Declined(reason);
      }
      case Repeated _ -> new PaymentOutcome.Declined(reason);
      case Contradicted _ -> contradicted(tx, attempt);
      case Refused _ -> throw new AssertionError("a report is never refused");
    };
  }

  void move(Connection tx, PaymentAttempt attempt, PaymentOrder order, OrderState to)
      throws SQLException {
    if (!orders.move(tx, order, to, attempt.payer(), attempt.method())) {
      throw new IllegalStateException("a locked order is changed by nobody else");
    }
  }

  private PaymentOutcome contradicted(Connection tx, PaymentAttempt attempt) throws SQLException {
    LOG.error("institution contradicts the books: {}", attempt.charge().number());
    attempts.postpone(tx, attempt, clock.instant().plus(ASK_AGAIN));
    return new PaymentOutcome.Unknown(ASK_AGAIN);
  }

  /** Dated by our own clock: the bank's decides when it was paid, not when it is told. */
  private void fact(Connection tx, PaymentOrder order) throws SQLException {
    var fact =
        new Fact(
            order.payOrderNo(), order.version() + 1, Fact.Kind.ORDER_PAID, null, clock.instant());
    outbox.add(tx, fact);
  }
}
