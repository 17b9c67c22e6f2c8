package org.maapay.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Institution;
import org.maapay.institution.InstitutionReply;
import org.maapay.merchant.Merchants;
import org.maapay.order.OrderState.Paying;
import org.maapay.order.PaymentOrders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks institutions about attempts whose outcome nobody knows, again and again until they say. An
 * attempt that never arrived is refused there for ever, which settles it; one in our own books is
 * fenced there.
 */
public final class Resolver {
  private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final InstitutionReply LOST = new InstitutionReply.Declined(DeclineReason.LOST);
  private static final int MOST = 100;

  private final Database database;
  private final PaymentOrders orders;
  private final Merchants merchants;
  private final Institution institution;
  private final PaymentAttempts attempts;
  private final Outcomes outcomes;
  private final InstantSource clock;

  public Resolver(
      Database database,
      PaymentOrders orders,
      Merchants merchants,
      Institution institution,
      PaymentAttempts attempts,
      Outcomes outcomes,
      InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.merchants = merchants;
    this.institution = institution;
    this.attempts = attempts;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /** Asks about what is due; returns how many were. Safe on several nodes at once. */
  public int run() {
    var now = clock.instant();
    var due = database.write(tx -> attempts.claimDue(tx, now, now.plus(LEASE), MOST));
    due.forEach(this::tryToResolve);
    return due.size();
  }

  /** One attempt that cannot be settled holds up none of the others; its lease runs out. */
  private void tryToResolve(PaymentAttempts.Due due) {
    try {
      resolve(due);
    } catch (RuntimeException e) {
      LOG.error("attempt {} of {} is not settled yet", due.no().value(), due.order().value(), e);
    }
  }

  private void resolve(PaymentAttempts.Due due) {
    var order = database.read(tx -> orders.find(tx, due.order())).orElseThrow();
    var payer = order.payer();
    var method = order.method();
    if (!order.state().equals(new Paying(due.no())) || payer == null || method == null) {
      return;
    }
    var payee = merchants.find(order.wish().merchant()).orElseThrow().account();
    var attempt = new PaymentAttempt(order, due.no(), payer, method, payee);
    var reply = institution.settlesAtOnce(method) ? LOST : institution.settle(attempt.charge());
    if (outcomes.conclude(attempt, reply) instanceof PaymentOutcome.Unknown) {
      var pause = PAUSES.get(Math.min(due.asked(), PAUSES.size()) - 1);
      outcomes.unknown(attempt, clock.instant().plus(pause));
    }
  }
}
