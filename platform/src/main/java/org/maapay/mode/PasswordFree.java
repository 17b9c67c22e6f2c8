package org.maapay.mode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.authorization.Authorization;
import org.maapay.authorization.MandateLeave;
import org.maapay.authorization.MandateLeave.Given;
import org.maapay.authorization.MandateLeave.Withheld;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.kernel.UserId;
import org.maapay.mandate.Allowances;
import org.maapay.mandate.Allowances.Spending;
import org.maapay.mandate.Allowances.Unsettled;
import org.maapay.mandate.Mandates;
import org.maapay.mandate.Reservation;
import org.maapay.mandate.Verdict;
import org.maapay.mandate.Verdict.Outcome;
import org.maapay.mandate.Verdicts;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.payment.PaymentOutcome;
import org.maapay.payment.Payments;
import org.maapay.posting.Lanes;
import org.maapay.user.Users;

/**
 * Debits an order without a password, within a mandate (6.1.2, B-6 step 3). The day's use is
 * counted and committed first and given back if nothing was debited, so that a crash may leave the
 * payer less room for a while and never more.
 */
public final class PasswordFree {
  private static final int MOST = 200;

  private final Database database;
  private final Lanes lanes;
  private final Books books;
  private final Authorization authorization;
  private final Payments payments;
  private final InstantSource clock;

  /** The stores it reads and writes. */
  public record Books(
      Users users,
      PaymentOrders orders,
      Mandates mandates,
      Allowances allowances,
      Verdicts verdicts) {}

  public PasswordFree(
      Database database,
      Lanes lanes,
      Books books,
      Authorization authorization,
      Payments payments,
      InstantSource clock) {
    this.database = database;
    this.lanes = lanes;
    this.books = books;
    this.authorization = authorization;
    this.payments = payments;
    this.clock = clock;
  }

  /** Debits an order that was placed just now; called once, by whoever placed it. */
  public Verdict debit(PaymentOrder order) {
    var payer = database.read(tx -> books.users().find(tx, order.wish().mobile()));
    if (payer.isEmpty()) {
      return end(order, null, new Verdict(Outcome.NO_MANDATE, null));
    }
    var wish = order.wish();
    var wanted = new Spending(payer.get().id(), wish.merchant(), order.payOrderNo(), wish.amount());
    return switch (lanes.of(order.payOrderNo().bucket()).submit(tx -> leave(tx, wanted))) {
      case Withheld(var why) -> withheld(why);
      case Given given -> pay(order, given);
    };
  }

  /** How the order was answered when it was placed; a replay never debits. */
  public Verdict answered(PaymentOrder order) {
    return database
        .read(tx -> books.verdicts().find(tx, order.payOrderNo()))
        .orElse(new Verdict(Outcome.NOT_DEBITED, null));
  }

  private MandateLeave leave(Connection tx, Spending wanted) throws SQLException {
    var leave = authorization.byMandate(tx, wanted, clock.instant());
    var verdict =
        switch (leave) {
          case Withheld(var why) -> withheld(why);
          case Given(_, var limits, _) -> new Verdict(Outcome.PROCESSING, limits);
        };
    books.verdicts().put(tx, wanted.order(), verdict);
    return leave;
  }

  private static Verdict withheld(Reservation why) {
    return switch (why) {
      case Reservation.NoMandate _ -> new Verdict(Outcome.NO_MANDATE, null);
      case Reservation.OverPayment(var limits) -> new Verdict(Outcome.LIMIT_PER_PAYMENT, limits);
      case Reservation.OverDay(var limits) -> new Verdict(Outcome.LIMIT_PER_DAY, limits);
      case Reservation.Reserved _ -> throw new AssertionError("what is reserved is given");
    };
  }

  private Verdict pay(PaymentOrder order, Given leave) {
    var payer = leave.granted().payer();
    return switch (payments.pay(order.payOrderNo(), leave.method(), leave.granted())) {
      case PaymentOutcome.Paid _ -> end(order, payer, verdict(Outcome.DEBITED, leave));
      case PaymentOutcome.Declined(var reason) -> end(order, payer, verdict(of(reason), leave));
      case PaymentOutcome.Refused _ -> end(order, payer, verdict(Outcome.NOT_DEBITED, leave));
      case PaymentOutcome.Unknown _ -> verdict(Outcome.PROCESSING, leave);
    };
  }

  private static Verdict verdict(Outcome outcome, Given leave) {
    return new Verdict(outcome, leave.limits());
  }

  private static Outcome of(DeclineReason reason) {
    return reason == DeclineReason.INSUFFICIENT_FUNDS
        ? Outcome.INSUFFICIENT_FUNDS
        : Outcome.DECLINED;
  }

  private Verdict end(PaymentOrder order, @Nullable UserId payer, Verdict verdict) {
    return lanes
        .of(order.payOrderNo().bucket())
        .submit(tx -> {
          if (payer != null) {
            settle(tx, order, payer, verdict.outcome() == Outcome.DEBITED);
          }
          books.verdicts().put(tx, order.payOrderNo(), verdict);
          return verdict;
        });
  }

  private void settle(Connection tx, PaymentOrder order, UserId payer, boolean debited)
      throws SQLException {
    if (debited) {
      books.allowances().taken(tx, payer, order.payOrderNo());
    } else {
      books.allowances().giveBack(tx, payer, order.payOrderNo());
    }
  }

  /**
   * Settles what was counted by somebody who went before the debit's end was noted. Room comes back
   * only when the order has ended, since until then a slow debit may still arrive.
   */
  public int settleLost() {
    var lost = database.write(tx -> books.allowances().unsettled(tx, clock.instant(), MOST));
    lost.forEach(use -> lanes.of(use.order().bucket()).submit(tx -> settleLost(tx, use)));
    return lost.size();
  }

  private boolean settleLost(Connection tx, Unsettled use) throws SQLException {
    var order = books.orders().find(tx, use.order()).orElseThrow();
    var payer = books.mandates().find(tx, use.mandate()).orElseThrow().signer();
    if (payer == null) {
      throw new IllegalStateException("a mandate that was used was signed");
    }
    Optional<Outcome> end =
        switch (order.state()) {
          case OrderState.Open _, OrderState.Paying _ -> Optional.empty();
          case OrderState.Paid _ -> Optional.of(Outcome.DEBITED);
          case OrderState.Closed _ -> Optional.of(Outcome.NOT_DEBITED);
        };
    if (end.isPresent()) {
      settle(tx, order, payer, end.get() == Outcome.DEBITED);
      books.verdicts().put(tx, order.payOrderNo(), new Verdict(end.get(), null));
    }
    return end.isPresent();
  }
}
