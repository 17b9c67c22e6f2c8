package org.maapay.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.institution.Guest;
import org.maapay.institution.InstitutionReply;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchants;
import org.maapay.order.AttemptNo;
import org.maapay.order.OrderState.Paying;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.posting.Verdict;

/**
 * Attempts that institutions outside carry out: they are begun here, the payer pays there, and how
 * they ended is reported. While one runs the order can neither be paid otherwise nor be closed.
 */
public final class OutsideAttempts {
  /** After this the resolver asks, whoever else reports. */
  private static final Duration ASK_AFTER = Duration.ofSeconds(30);

  private final Database database;
  private final PaymentOrders orders;
  private final Merchants merchants;
  private final Outcomes outcomes;
  private final InstantSource clock;

  public OutsideAttempts(
      Database database,
      PaymentOrders orders,
      Merchants merchants,
      Outcomes outcomes,
      InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.merchants = merchants;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /**
   * Begins the next attempt of an open order; commits by itself.
   *
   * @return the order as it runs; empty if it changed since it was read
   */
  public Optional<PaymentOrder> begin(PaymentOrder order, String method) {
    var attempt = attempt(order, order.state().lastAttempt().next(), method);
    var posted = outcomes.book().begun(attempt, clock.instant().plus(ASK_AFTER));
    if (posted.verdict() == Verdict.POSTED) {
      return Optional.of(attempt.running().order());
    }
    // A commit whose answer was lost, run again: what is there may be this very beginning.
    return posted.again()
        ? Optional.of(read(order.payOrderNo()))
            .filter(now -> now.state().equals(new Paying(attempt.no())))
            .filter(now -> method.equals(now.method()))
        : Optional.empty();
  }

  /**
   * Stores what an institution said of an attempt, wherever the order stands by now: money that
   * comes late or second goes back. Saying it again has no second effect.
   */
  public PaymentOutcome report(
      PayOrderNo no, AttemptNo attempt, String method, InstitutionReply reply) {
    return outcomes.conclude(attempt(read(no), attempt, method), reply);
  }

  /** What the institution is asked to move, and is answered for. */
  private PaymentAttempt attempt(PaymentOrder order, AttemptNo no, String method) {
    var payee = merchants.find(order.wish().merchant()).orElseThrow().account();
    return new PaymentAttempt(order, no, Guest.of(order.payOrderNo().bucket()), method, payee);
  }

  private PaymentOrder read(PayOrderNo no) {
    return database.read(tx -> orders.find(tx, no)).orElseThrow();
  }
}
