package org.maapay.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.maapay.database.Database;
import org.maapay.institution.Institution;
import org.maapay.merchant.Merchants;
import org.maapay.order.PaymentOrders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks institutions about attempts whose outcome nobody knows, again and again until they say. An
 * attempt that never arrived is refused there for ever, which settles it.
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
  private static final int MOST = 100;

  private final Database database;
  private final PaymentOrders orders;
  private final Merchants merchants;
  private final Institution institution;
  private final PaymentAttempts attempts;
  private final Payments payments;
  private final InstantSource clock;

  public Resolver(
      Database database,
      PaymentOrders orders,
      Merchants merchants,
      Institution institution,
      PaymentAttempts attempts,
      Payments payments,
      InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.merchants = merchants;
    this.institution = institution;
    this.attempts = attempts;
    this.payments = payments;
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
  private void tryToResolve(PaymentAttempts.Open open) {
    try {
      resolve(open);
    } catch (RuntimeException e) {
      LOG.error("attempt {} of {} is not settled yet", open.no().value(), open.order().value(), e);
    }
  }

  private void resolve(PaymentAttempts.Open open) {
    var order = database.read(tx -> orders.find(tx, open.order())).orElseThrow();
    var payee = merchants.find(order.wish().merchant()).orElseThrow().account();
    var attempt = new PaymentAttempt(order, open.no(), open.payer(), open.method(), payee);
    var outcome = payments.conclude(attempt, institution.settle(attempt.charge()));
    if (outcome instanceof PaymentOutcome.Unknown) {
      var askAt = clock.instant().plus(PAUSES.get(Math.min(open.asked(), PAUSES.size()) - 1));
      database.run(tx -> attempts.postpone(tx, attempt, askAt));
    }
  }
}
