package org.maapay.payment;

import java.time.Instant;
import java.time.InstantSource;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.kernel.Bucket;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transits;
import org.maapay.order.OrderEvent;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.OrderState.Paying;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.Transition.Moved;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.posting.Entry;
import org.maapay.posting.Lanes;
import org.maapay.posting.Posted;
import org.maapay.posting.Verdict;

/**
 * Writes how an attempt stands: order, attempt, both legs of the money and the fact, in one entry
 * where payer and merchant share a lane. Where they do not, the payer's side is written first and
 * the merchant's follows, through {@link Transits} where it has money in it.
 */
final class OutcomeBook {
  private final Lanes lanes;
  private final InstantSource clock;
  private volatile Teller teller = Teller.NOBODY;

  OutcomeBook(Lanes lanes, InstantSource clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  /** Has {@code one} tell of what is paid all at once from now on. */
  void tellBy(Teller one) {
    teller = one;
  }

  /** Whether one entry can hold all of {@code attempt}. */
  boolean isTogether(PaymentAttempt attempt) {
    return lanes.together(attempt.payer().bucket(), home(attempt));
  }

  /** The attempt runs; if nothing is heard of it, it is asked about at {@code askAt}. */
  Posted begun(PaymentAttempt attempt, Instant askAt) {
    var entry = Entry.builder();
    PaymentOrders.move(entry, attempt.running().order(), askAt);
    return lanes.of(home(attempt)).post(entry.build());
  }

  /** All at once: an attempt that was not begun before succeeds. */
  Posted paidAtOnce(PaymentAttempt attempt, Booked booked) {
    var entry = Entry.builder();
    var paid =
        attempt
            .order()
            .moved(new Paid(attempt.no(), booked.at()), attempt.payer(), attempt.method());
    var promise = teller.promise(paid);
    var fact = paidFact(paid, promise.orElseGet(clock::instant));
    addPaid(entry, attempt, booked, paid, fact);
    var posted = lanes.of(home(attempt)).post(entry.build());
    if (promise.isPresent() && posted.verdict() == Verdict.POSTED) {
      teller.tell(paid, fact);
    }
    return posted;
  }

  /** All at once: an order nobody stored before is stored as paid. */
  static void addPlaced(
      Entry.Builder entry, PaymentOrders orders, PaymentAttempt attempt, Booked booked, Fact fact) {
    orders.add(entry, attempt.order());
    PaymentAttempts.succeeded(entry, attempt, booked.receipt(), booked.at());
    booked.movements().forEach(movement -> Ledger.add(entry, movement, booked.at()));
    Outbox.add(entry, fact);
  }

  /** All at once: an attempt that was not begun before is declined. */
  Posted declinedAtOnce(PaymentAttempt attempt, DeclineReason reason) {
    return declined(attempt, attempt.running().order(), reason);
  }

  /** A running attempt succeeds. */
  Posted paid(PaymentAttempt attempt, Booked booked) {
    var entry = Entry.builder();
    var paid = moved(attempt, new OrderEvent.Succeed(attempt.no(), booked.at()));
    addPaid(entry, attempt, booked, paid, paidFact(paid, clock.instant()));
    return lanes.of(home(attempt)).post(entry.build());
  }

  /** A running attempt is declined. */
  Posted declined(PaymentAttempt attempt, DeclineReason reason) {
    return declined(attempt, attempt.order(), reason);
  }

  /** The payer's side of a success: the money is in transit until {@link #arrived}. */
  Posted debited(PaymentAttempt attempt, Booked booked) {
    var entry = Entry.builder();
    PaymentAttempts.succeeded(entry, attempt, booked.receipt(), booked.at());
    for (Movement movement : booked.movements()) {
      Transits.add(entry, movement, attempt.no().value(), booked.at());
    }
    return lanes.of(attempt.payer().bucket()).post(entry.build());
  }

  /** The payer's side of a refusal, which fences the attempt. */
  Posted fenced(PaymentAttempt attempt, DeclineReason reason) {
    var entry = Entry.builder();
    PaymentAttempts.declined(entry, attempt, reason.name(), clock.instant());
    return lanes.of(attempt.payer().bucket()).post(entry.build());
  }

  /** The merchant's side of a success: {@code REPEATED} if the money arrived before. */
  Posted arrived(PaymentOrder order, Transits.Waiting waiting) {
    var entry = Entry.builder();
    Ledger.addOnce(entry, waiting.leg(), waiting.at());
    if (order.state() instanceof Paying(var running)) {
      var paid = order.moved(new Paid(running, waiting.at()), order.payer(), order.method());
      PaymentOrders.move(entry, paid);
      Outbox.add(entry, paidFact(paid, clock.instant()));
    }
    return lanes.of(waiting.leg().bucket()).post(entry.build());
  }

  /**
   * The receiver's side of money that completes no order: {@code REPEATED} if it arrived before.
   */
  Posted arrived(Transits.Waiting waiting) {
    var entry = Entry.builder();
    Ledger.addOnce(entry, waiting.leg(), waiting.at());
    return lanes.of(waiting.leg().bucket()).post(entry.build());
  }

  /** The merchant's side of a refusal. */
  Posted reopened(PaymentAttempt attempt) {
    var entry = Entry.builder();
    PaymentOrders.move(entry, moved(attempt, new OrderEvent.Fail(attempt.no())));
    return lanes.of(home(attempt)).post(entry.build());
  }

  private static void addPaid(
      Entry.Builder entry, PaymentAttempt attempt, Booked booked, PaymentOrder paid, Fact fact) {
    PaymentOrders.move(entry, paid);
    PaymentAttempts.succeeded(entry, attempt, booked.receipt(), booked.at());
    booked.movements().forEach(movement -> Ledger.add(entry, movement, booked.at()));
    Outbox.add(entry, fact);
  }

  /** The stored version does not know of a beginning that ends in the same entry. */
  private Posted declined(PaymentAttempt attempt, PaymentOrder running, DeclineReason reason) {
    var entry = Entry.builder();
    if (!(running.state().on(new OrderEvent.Fail(attempt.no())) instanceof Moved(var open))) {
      throw new IllegalStateException("an attempt that runs can fail");
    }
    PaymentOrders.move(entry, attempt.order().moved(open, attempt.payer(), attempt.method()));
    PaymentAttempts.declined(entry, attempt, reason.name(), clock.instant());
    return lanes.of(home(attempt)).post(entry.build());
  }

  private static PaymentOrder moved(PaymentAttempt attempt, OrderEvent event) {
    if (attempt.order().state().on(event) instanceof Moved(var to)) {
      return attempt.order().moved(to, attempt.payer(), attempt.method());
    }
    throw new IllegalStateException("the caller looked whether " + event + " is possible");
  }

  private static Bucket home(PaymentAttempt attempt) {
    return attempt.order().payOrderNo().bucket();
  }

  /** Dated by our own clock: the bank's decides when it was paid, not when it is told. */
  static Fact paidFact(PaymentOrder paid, Instant due) {
    return new Fact(paid.payOrderNo(), paid.version(), Fact.Kind.ORDER_PAID, null, due);
  }
}
