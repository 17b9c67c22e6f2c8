package org.maapay.aggregate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.aggregate.OutsideOrders.Found;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Guest;
import org.maapay.institution.Institution.Charge;
import org.maapay.institution.InstitutionReply;
import org.maapay.institution.Leg;
import org.maapay.institution.OutsideInstitution.Report;
import org.maapay.institution.OutsideOrder.Known;
import org.maapay.institution.Prepared;
import org.maapay.institution.Prepared.Ended;
import org.maapay.institution.Prepared.Ready;
import org.maapay.institution.Standing;
import org.maapay.institution.Way;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchants;
import org.maapay.order.PaymentOrder;
import org.maapay.payment.OutsideAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at an institution outside: begun, prepared, ended there, reported from there. */
final class OutsideDesk {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideDesk.class);
  private static final int LONGEST_MINUTES = 1440;

  private final Database database;
  private final Institutions institutions;
  private final Merchants merchants;
  private final OutsideAttempts attempts;
  private final OutsideOrders orders;
  private final InstantSource clock;

  OutsideDesk(
      Database database,
      Institutions institutions,
      Merchants merchants,
      OutsideAttempts attempts,
      InstantSource clock) {
    this.database = database;
    this.institutions = institutions;
    this.merchants = merchants;
    this.attempts = attempts;
    this.orders = institutions.orders();
    this.clock = clock;
  }

  /**
   * Begins the next attempt of an open order; what it will be prepared with is committed before.
   *
   * @return empty if the order changed meanwhile
   */
  Optional<PaymentOrder> begin(PaymentOrder order, String institution, Way way) {
    var method = new OutsideMethod(institution, order.state().lastAttempt().next());
    var now = clock.instant();
    // As long as our own order lives, but a minute at least; what is paid late goes back.
    long left = Duration.between(now, order.expiresAt()).toMinutes();
    int minutes = Math.clamp(left, 1, LONGEST_MINUTES);
    database.run(tx -> orders.rows().begin(tx, order.payOrderNo(), method, way, minutes, now));
    return attempts.begin(order, method.text());
  }

  /** What an attempt was prepared with; empty if the method is no institution outside. */
  Optional<Found> running(PaymentOrder order) {
    return OutsideMethod.of(order.method())
        .flatMap(method -> orders.find(order.payOrderNo(), method));
  }

  /** Asks the institution for the way to pay; what it says of money is stored. */
  Prepared prepare(Found found) {
    var order = found.order();
    var method = method(order);
    var institution = institutions.outside(method.institution());
    Prepared prepared =
        institution.isEmpty() ? new Prepared.Unknown() : institution.get().prepare(found.outside());
    switch (prepared) {
      case Ready ready -> learn(order, method, ready.known());
      case Ended(var known, var standing) -> {
        learn(order, method, known);
        report(order, method, standing);
      }
      case Prepared.Refused(var code) -> {
        LOG.warn("{} refuses {}: {}", method.institution(), found.outside().number(), code);
        var refused = new InstitutionReply.Declined(DeclineReason.INSTITUTION_REFUSED);
        attempts.report(order.payOrderNo(), method.attempt(), method.text(), refused);
      }
      case Prepared.Unknown _ -> {}
    }
    return prepared;
  }

  /** Ends a running attempt there; what it says of money is stored. */
  void end(Found found) {
    var order = found.order();
    var method = method(order);
    institutions
        .outside(method.institution())
        .ifPresent(there -> report(order, method, there.close(found.outside())));
  }

  /** Stores what an institution reported; false if it speaks of nothing that it was asked. */
  boolean told(String institution, Report report) {
    var number = OutsideNumber.of(report.number());
    if (number.isEmpty()) {
      return false;
    }
    var method = new OutsideMethod(institution, number.get().attempt());
    var found = orders.find(number.get().order(), method);
    if (found.isEmpty() || !found.get().outside().amount().equals(report.amount())) {
      return false;
    }
    report(found.get().order(), method, report.standing());
    return true;
  }

  private void report(PaymentOrder order, OutsideMethod method, Standing standing) {
    var reply = Institutions.reply(order, charge(order, method), standing);
    if (!(reply instanceof InstitutionReply.Unknown)) {
      attempts.report(order.payOrderNo(), method.attempt(), method.text(), reply);
    }
  }

  private Charge charge(PaymentOrder order, OutsideMethod method) {
    var no = order.payOrderNo();
    var payee = merchants.find(order.wish().merchant()).orElseThrow().account();
    return new Charge(
        new OutsideNumber(no, method.attempt()).text(),
        Guest.of(no.bucket()),
        method.text(),
        new Leg(payee, order.wish().amount(), no.value()),
        order.wish().merchantName());
  }

  private void learn(PaymentOrder order, OutsideMethod method, Known known) {
    PayOrderNo no = order.payOrderNo();
    database.run(tx -> orders.rows().learn(tx, no, method, known));
  }

  private static OutsideMethod method(PaymentOrder order) {
    return OutsideMethod.of(order.method())
        .orElseThrow(() -> new IllegalArgumentException("an order that runs outside"));
  }
}
