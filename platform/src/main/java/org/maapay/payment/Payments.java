package org.maapay.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.maapay.authorization.Granted;
import org.maapay.database.Database;
import org.maapay.institution.Institution;
import org.maapay.institution.InstitutionReply;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.InstitutionReply.Declined;
import org.maapay.institution.InstitutionReply.Unknown;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchants;
import org.maapay.order.OrderEvent;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.Transition;
import org.maapay.order.Transition.Contradicted;
import org.maapay.order.Transition.Moved;
import org.maapay.order.Transition.Refused;
import org.maapay.order.Transition.Repeated;
import org.maapay.posting.PostingLane;

/**
 * Pays orders. An attempt is committed before an institution is asked, so that after a crash
 * somebody knows to ask again; a method that settles in our own books begins and ends in one
 * commit.
 */
public final class Payments {
  /** Longer than any institution's time-out: what still runs after it was lost. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private final Database database;
  private final PostingLane lane;
  private final PaymentOrders orders;
  private final Merchants merchants;
  private final Institution institution;
  private final PaymentAttempts attempts;
  private final OutcomeBook book;
  private final InstantSource clock;

  public Payments(
      Database database,
      PostingLane lane,
      PaymentOrders orders,
      Merchants merchants,
      Institution institution,
      OutcomeBook book,
      InstantSource clock) {
    this.database = database;
    this.lane = lane;
    this.orders = orders;
    this.merchants = merchants;
    this.institution = institution;
    this.attempts = book.attempts();
    this.book = book;
    this.clock = clock;
  }

  /**
   * Makes one attempt to pay the order with {@code method}. Calling it twice makes two attempts
   * only if the first has failed; never two debits.
   */
  public PaymentOutcome pay(PayOrderNo no, String method, Granted leave) {
    var order = database.read(tx -> orders.find(tx, no)).orElseThrow();
    if (!leave.purpose().equals(no.value()) || !leave.amount().equals(order.wish().amount())) {
      throw new IllegalArgumentException("leave was given for something else");
    }
    var attempt = attempt(order, method, leave);
    return switch (order.state().on(new OrderEvent.Begin(attempt.no()))) {
      case Moved _ when order.isDue(clock.instant()) ->
          new PaymentOutcome.Refused(Transition.Reason.ORDER_CLOSED);
      case Moved _ -> make(attempt);
      case Refused(var reason) -> new PaymentOutcome.Refused(reason);
      case Repeated _, Contradicted _ -> throw new AssertionError("a new attempt is new");
    };
  }

  private PaymentAttempt attempt(PaymentOrder order, String method, Granted leave) {
    var merchant = merchants.find(order.wish().merchant()).orElseThrow();
    var next = order.state().lastAttempt().next();
    return new PaymentAttempt(order, next, leave.payer(), method, merchant.account());
  }

  private PaymentOutcome make(PaymentAttempt attempt) {
    if (institution.settlesAtOnce(attempt.method())
        && institution.charge(attempt.charge()) instanceof Booked booked) {
      // A decision runs again when nobody knows whether its commit happened.
      var ran = new AtomicBoolean();
      return lane.submit(tx -> book.atOnce(tx, attempt, booked, ran.getAndSet(true)));
    }
    var refused = lane.submit(tx -> begin(tx, attempt));
    return refused.orElseGet(() -> conclude(attempt, institution.charge(attempt.charge())));
  }

  private Optional<PaymentOutcome> begin(Connection tx, PaymentAttempt attempt)
      throws SQLException {
    var order = orders.lock(tx, attempt.order().payOrderNo()).orElseThrow();
    var now = clock.instant();
    if (order.isDue(now)) {
      return Optional.of(new PaymentOutcome.Refused(Transition.Reason.ORDER_CLOSED));
    }
    return switch (order.state().on(new OrderEvent.Begin(attempt.no()))) {
      case Moved(var paying) -> {
        book.move(tx, attempt, order, paying);
        attempts.begin(tx, attempt, now, now.plus(LOST_AFTER));
        yield Optional.empty();
      }
      case Refused(var reason) -> Optional.of(new PaymentOutcome.Refused(reason));
      case Repeated _, Contradicted _ ->
          Optional.of(new PaymentOutcome.Refused(Transition.Reason.ATTEMPT_RUNNING));
    };
  }

  /** Stores what the institution said of {@code attempt}. Saying it again has no effect. */
  PaymentOutcome conclude(PaymentAttempt attempt, InstitutionReply reply) {
    return switch (reply) {
      case Booked booked -> lane.submit(tx -> book.paid(tx, attempt, booked));
      case Declined(var reason) -> lane.submit(tx -> book.declined(tx, attempt, reason));
      case Unknown _ -> {
        Instant askAt = clock.instant().plus(ASK_AGAIN);
        lane.submit(tx -> {
          attempts.postpone(tx, attempt, askAt);
          return true;
        });
        yield new PaymentOutcome.Unknown(ASK_AGAIN);
      }
    };
  }
}
