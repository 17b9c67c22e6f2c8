package org.maapay.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.InstitutionReply;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.InstitutionReply.Declined;
import org.maapay.institution.InstitutionReply.Unknown;
import org.maapay.order.OrderEvent;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.Transition;
import org.maapay.payment.PaymentAttempts.State;
import org.maapay.posting.Lanes;
import org.maapay.posting.Verdict;

/** Stores what an institution said of a running attempt. Saying it again has no second effect. */
public final class Outcomes {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
  private static final int MOST_TRIES = 8;

  private final Database database;
  private final PaymentOrders orders;
  private final PaymentAttempts attempts;
  private final OutcomeBook book;
  private final Arrivals arrivals;
  private final Contradictions contradictions;
  private final InstantSource clock;

  public Outcomes(
      Database database,
      Lanes lanes,
      PaymentOrders orders,
      PaymentAttempts attempts,
      Contradictions contradictions,
      InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.attempts = attempts;
    this.contradictions = contradictions;
    this.book = new OutcomeBook(lanes, clock);
    this.arrivals = new Arrivals(database, lanes, orders, book);
    this.clock = clock;
  }

  OutcomeBook book() {
    return book;
  }

  /** Second legs on their way to another lane. */
  public Arrivals arrivals() {
    return arrivals;
  }

  /** Stores {@code reply} and answers what the payer may be told. */
  PaymentOutcome conclude(PaymentAttempt attempt, InstitutionReply reply) {
    return switch (reply) {
      case Booked booked when book.isTogether(attempt) -> paid(attempt, booked);
      case Booked booked -> paidApart(attempt, booked);
      case Declined(var reason) when book.isTogether(attempt) -> declined(attempt, reason);
      case Declined(var reason) -> declinedApart(attempt, reason);
      case Unknown _ -> unknown(attempt, clock.instant().plus(ASK_AGAIN));
    };
  }

  /** Nobody knows yet: asks again at {@code askAt}. */
  PaymentOutcome unknown(PaymentAttempt attempt, Instant askAt) {
    var no = attempt.order().payOrderNo();
    database.run(tx -> attempts.postpone(tx, no, attempt.no(), askAt));
    return new PaymentOutcome.Unknown(ASK_AGAIN);
  }

  private PaymentOutcome paid(PaymentAttempt first, Booked booked) {
    var event = new OrderEvent.Succeed(first.no(), booked.at());
    var attempt = first;
    for (int i = 0; i < MOST_TRIES; i++) {
      switch (attempt.order().state().on(event)) {
        case Transition.Moved _ -> {
          if (book.paid(attempt, booked).verdict() == Verdict.POSTED) {
            return new PaymentOutcome.Paid(booked.at());
          }
          attempt = attempt.of(read(attempt));
        }
        case Transition.Repeated _ -> {
          return new PaymentOutcome.Paid(booked.at());
        }
        case Transition.Contradicted _ -> {
          return contradictions.succeeded(attempt, booked);
        }
        case Transition.Refused _ -> throw new AssertionError("a report is never refused");
      }
    }
    return unknown(attempt, clock.instant().plus(ASK_AGAIN));
  }

  private PaymentOutcome declined(PaymentAttempt first, DeclineReason reason) {
    var event = new OrderEvent.Fail(first.no());
    var attempt = first;
    for (int i = 0; i < MOST_TRIES; i++) {
      switch (attempt.order().state().on(event)) {
        case Transition.Moved _ -> {
          if (book.declined(attempt, reason).verdict() == Verdict.POSTED) {
            return new PaymentOutcome.Declined(reason);
          }
          attempt = attempt.of(read(attempt));
        }
        case Transition.Repeated _ -> {
          return new PaymentOutcome.Declined(reason);
        }
        case Transition.Contradicted _ -> {
          return contradictions.declined(attempt);
        }
        case Transition.Refused _ -> throw new AssertionError("a report is never refused");
      }
    }
    return unknown(attempt, clock.instant().plus(ASK_AGAIN));
  }

  private PaymentOutcome paidApart(PaymentAttempt attempt, Booked booked) {
    return switch (book.debited(attempt, booked).verdict()) {
      case POSTED -> arrived(attempt, booked.at());
      case INSUFFICIENT -> declinedApart(attempt, DeclineReason.INSUFFICIENT_FUNDS);
      case STALE, REPEATED ->
          ended(attempt) == State.SUCCEEDED
              ? arrived(attempt, booked.at())
              : contradictions.succeeded(attempt, booked);
      case PERSON_UNKNOWN, NUMBER_TAKEN -> throw new AssertionError("a debit places no order");
    };
  }

  private PaymentOutcome arrived(PaymentAttempt attempt, Instant at) {
    arrivals.run(attempt.payer().bucket());
    return read(attempt).state() instanceof Paid(var no, _) && no.equals(attempt.no())
        ? new PaymentOutcome.Paid(at)
        : unknown(attempt, clock.instant().plus(ASK_AGAIN));
  }

  private PaymentOutcome declinedApart(PaymentAttempt attempt, DeclineReason reason) {
    return switch (book.fenced(attempt, reason).verdict()) {
      case POSTED -> reopened(attempt, reason);
      case STALE ->
          ended(attempt) == State.DECLINED ? reopened(attempt, reason) : declinedAfter(attempt);
      case REPEATED, INSUFFICIENT, PERSON_UNKNOWN, NUMBER_TAKEN ->
          throw new AssertionError("a refusal moves no money");
    };
  }

  /** It had succeeded: the money goes on, and what the institution says now is kept. */
  private PaymentOutcome declinedAfter(PaymentAttempt attempt) {
    arrived(attempt, clock.instant());
    return contradictions.declined(attempt);
  }

  private PaymentOutcome reopened(PaymentAttempt first, DeclineReason reason) {
    var attempt = first;
    for (int i = 0; i < MOST_TRIES; i++) {
      if (!(attempt.order().state().on(new OrderEvent.Fail(attempt.no()))
              instanceof Transition.Moved)
          || book.reopened(attempt).verdict() == Verdict.POSTED) {
        return new PaymentOutcome.Declined(reason);
      }
      attempt = attempt.of(read(attempt));
    }
    return unknown(attempt, clock.instant().plus(ASK_AGAIN));
  }

  private State ended(PaymentAttempt attempt) {
    return database
        .read(tx -> attempts.find(tx, attempt.payer(), attempt.order().payOrderNo(), attempt.no()))
        .map(PaymentAttempts.Ended::state)
        .orElseThrow(() -> new IllegalStateException("an attempt that ended before is there"));
  }

  private PaymentOrder read(PaymentAttempt attempt) {
    return database.read(tx -> orders.find(tx, attempt.order().payOrderNo())).orElseThrow();
  }
}
