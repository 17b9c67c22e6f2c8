package org.maapay.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.authorization.Granted;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Institution;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchants;
import org.maapay.order.OrderEvent;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.OrderState.Paying;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.Transition;
import org.maapay.order.Transition.Contradicted;
import org.maapay.order.Transition.Moved;
import org.maapay.order.Transition.Refused;
import org.maapay.order.Transition.Repeated;

/**
 * Pays orders. An attempt is committed before an institution is asked, so that after a crash
 * somebody knows to ask again; a method that settles in our own books begins and ends in one
 * commit. What is written carries the version of the order that it was decided on; if that changed
 * meanwhile, it is decided again.
 */
public final class Payments {
  /** Longer than any institution's time-out: what still runs after it was lost. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);

  private final Database database;
  private final PaymentOrders orders;
  private final Merchants merchants;
  private final Institution institution;
  private final Outcomes outcomes;
  private final OutcomeBook book;
  private final InstantSource clock;

  public Payments(
      Database database,
      PaymentOrders orders,
      Merchants merchants,
      Institution institution,
      Outcomes outcomes,
      InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.merchants = merchants;
    this.institution = institution;
    this.outcomes = outcomes;
    this.book = outcomes.book();
    this.clock = clock;
  }

  /** Has {@code teller} tell of what is paid from a balance from now on. */
  public void tellBy(Teller teller) {
    book.tellBy(teller);
  }

  /**
   * Makes one attempt to pay the order with {@code method}. Calling it twice makes two attempts
   * only if the first has failed; never two debits.
   */
  public PaymentOutcome pay(PayOrderNo no, String method, Granted leave) {
    return pay(read(no), method, leave);
  }

  /** The same for an order that was read before; if it changed since, it is read again. */
  public PaymentOutcome pay(PaymentOrder order, String method, Granted leave) {
    var no = order.payOrderNo();
    if (!leave.purpose().equals(no.value()) || !leave.amount().equals(order.wish().amount())) {
      throw new IllegalArgumentException("leave was given for something else");
    }
    var outcome = attempt(order, method, leave);
    while (outcome.isEmpty()) {
      outcome = attempt(read(no), method, leave);
    }
    return outcome.get();
  }

  /** Empty if the order changed meanwhile. */
  private Optional<PaymentOutcome> attempt(PaymentOrder order, String method, Granted leave) {
    var payee = merchants.find(order.wish().merchant()).orElseThrow().account();
    var next = order.state().lastAttempt().next();
    var attempt = new PaymentAttempt(order, next, leave.payer(), method, payee);
    return switch (order.state().on(new OrderEvent.Begin(attempt.no()))) {
      case Moved _ when order.isDue(clock.instant()) ->
          Optional.of(new PaymentOutcome.Refused(Transition.Reason.ORDER_CLOSED));
      case Moved _ -> make(attempt);
      case Refused(var reason) -> Optional.of(new PaymentOutcome.Refused(reason));
      case Repeated _, Contradicted _ -> throw new AssertionError("a new attempt is new");
    };
  }

  private Optional<PaymentOutcome> make(PaymentAttempt attempt) {
    boolean atOnce = institution.settlesAtOnce(attempt.method());
    if (atOnce
        && book.isTogether(attempt)
        && institution.charge(attempt.charge()) instanceof Booked booked) {
      return makeAtOnce(attempt, booked);
    }
    return begin(attempt)
        .map(begun -> outcomes.conclude(begun, institution.charge(begun.charge())));
  }

  private Optional<PaymentOutcome> makeAtOnce(PaymentAttempt attempt, Booked booked) {
    var posted = book.paidAtOnce(attempt, booked);
    return switch (posted.verdict()) {
      case POSTED -> Optional.of(new PaymentOutcome.Paid(booked.at()));
      case INSUFFICIENT -> declineAtOnce(attempt, posted.again());
      case STALE, REPEATED -> posted.again() ? ownOutcome(attempt) : Optional.empty();
      case PERSON_UNKNOWN, NUMBER_TAKEN -> throw new AssertionError("a payment places no order");
    };
  }

  private Optional<PaymentOutcome> declineAtOnce(PaymentAttempt attempt, boolean again) {
    var reason = DeclineReason.INSUFFICIENT_FUNDS;
    var posted = book.declinedAtOnce(attempt, reason);
    return switch (posted.verdict()) {
      case POSTED -> Optional.of(new PaymentOutcome.Declined(reason));
      case STALE -> again || posted.again() ? ownOutcome(attempt) : Optional.empty();
      case REPEATED, INSUFFICIENT, PERSON_UNKNOWN, NUMBER_TAKEN ->
          throw new AssertionError("a refusal moves no money");
    };
  }

  /** A commit was not answered: what is there may be this attempt's own doing, and is told. */
  private Optional<PaymentOutcome> ownOutcome(PaymentAttempt attempt) {
    var now = read(attempt.order().payOrderNo());
    return isOf(now, attempt) && now.state() instanceof Paid(_, var at)
        ? Optional.of(new PaymentOutcome.Paid(at))
        : Optional.empty();
  }

  /** The attempt with its order as it runs; empty if the order changed meanwhile. */
  private Optional<PaymentAttempt> begin(PaymentAttempt attempt) {
    var posted = book.begun(attempt, clock.instant().plus(LOST_AFTER));
    return switch (posted.verdict()) {
      case POSTED -> Optional.of(attempt.running());
      case STALE -> posted.again() ? ownBeginning(attempt) : Optional.empty();
      case REPEATED, INSUFFICIENT, PERSON_UNKNOWN, NUMBER_TAKEN ->
          throw new AssertionError("a beginning moves no money");
    };
  }

  private Optional<PaymentAttempt> ownBeginning(PaymentAttempt attempt) {
    var now = read(attempt.order().payOrderNo());
    return isOf(now, attempt) && now.state() instanceof Paying
        ? Optional.of(attempt.of(now))
        : Optional.empty();
  }

  private static boolean isOf(PaymentOrder order, PaymentAttempt attempt) {
    return order.state().lastAttempt().equals(attempt.no())
        && attempt.payer().equals(order.payer())
        && attempt.method().equals(order.method());
  }

  private PaymentOrder read(PayOrderNo no) {
    return database.read(tx -> orders.find(tx, no)).orElseThrow();
  }
}
