package org.maapay.mode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.maapay.authorization.Authorization;
import org.maapay.authorization.MandateLeave;
import org.maapay.authorization.MandateLeave.Given;
import org.maapay.authorization.MandateLeave.Withheld;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.database.SharedCommit;
import org.maapay.institution.DeclineReason;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.mandate.Allowances.Spending;
import org.maapay.mandate.MandateUses;
import org.maapay.mandate.MandateUses.Unsettled;
import org.maapay.mandate.MandateUses.Use;
import org.maapay.mandate.Reservation;
import org.maapay.mandate.Verdict;
import org.maapay.mandate.Verdict.Outcome;
import org.maapay.mandate.Verdicts;
import org.maapay.order.OrderState.Closed;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Placement;
import org.maapay.payment.DirectDebits;
import org.maapay.payment.DirectDebits.Debited;
import org.maapay.payment.PaymentOutcome;
import org.maapay.payment.Payments;
import org.maapay.posting.Lanes;
import org.maapay.user.Users;

/**
 * Places orders that are debited without a password, within a mandate (6.1.2, B-6 steps 2 and 3).
 * The day's use is counted and committed first and given back if nothing was debited, so that a
 * crash may leave the payer less room for a while and never more.
 */
public final class PasswordFree {
  private static final int MOST = 5_000;
  private static final int MOST_AGAIN = 3;

  /** Long after any commit was given up: an order that is not there by now never will be. */
  private static final Duration NEVER_STORED = Duration.ofMinutes(10);

  private final Database database;
  private final Lanes lanes;
  private final Books books;
  private final Ways ways;
  private final InstantSource clock;
  private final SharedCommit<MobileNumber, Optional<UserId>> holders;
  private final SharedCommit<Spending, MandateLeave> leaves;

  /** The stores it reads and writes. */
  public record Books(
      Orders orders, PaymentOrders stored, Users users, MandateUses uses, Verdicts verdicts) {}

  /**
   * Leave, and the two ways to debit: all in one commit, or an order first and then its payment.
   */
  public record Ways(Authorization authorization, DirectDebits atOnce, Payments payments) {}

  public PasswordFree(Database database, Lanes lanes, Books books, Ways ways, InstantSource clock) {
    this.database = database;
    this.lanes = lanes;
    this.books = books;
    this.ways = ways;
    this.clock = clock;
    this.holders = new SharedCommit<>(database, mobile -> mobile, books.users()::idsOf);
    this.leaves =
        SharedCommit.bucketed(
            database,
            Spending::allowance,
            spending -> spending.payer().bucket(),
            (tx, all) -> ways.authorization().byMandate(tx, all, clock.instant()));
  }

  /** How placing ended. */
  public sealed interface Placing {
    /** Stored now; {@code order} is as it stands after the debit, if there was one. */
    record Done(PaymentOrder order, Verdict verdict) implements Placing {}

    /** The merchant used the number before. Nothing was debited and nothing stays counted. */
    record Before(Placement placement) implements Placing {}
  }

  /** Stores the order and debits it if the payer's mandate allows; else he confirms it himself. */
  public Placing place(PlaceOrder wish) {
    var draft = books.orders().draft(wish);
    var payer = holders.ask(wish.mobile());
    if (payer.isEmpty()) {
      return placeOnly(draft, new Verdict(Outcome.NO_MANDATE, null));
    }
    var wanted = new Spending(payer.get(), wish.merchant(), draft.payOrderNo(), wish.amount());
    return switch (leave(wanted)) {
      case Withheld(var why) -> placeOnly(draft, withheld(why));
      case Given given -> debit(draft, given);
    };
  }

  /** What was counted is not counted again, so that an answer that was lost is asked for again. */
  private MandateLeave leave(Spending wanted) {
    for (int again = MOST_AGAIN; true; again--) {
      try {
        return leaves.ask(wanted);
      } catch (DatabaseException e) {
        if (again == 0 || !(e.isOutage() || e.isTransient())) {
          throw e;
        }
      }
    }
  }

  private static Verdict withheld(Reservation why) {
    return switch (why) {
      case Reservation.NoMandate _ -> new Verdict(Outcome.NO_MANDATE, null);
      case Reservation.OverPayment(var limits) -> new Verdict(Outcome.LIMIT_PER_PAYMENT, limits);
      case Reservation.OverDay(var limits) -> new Verdict(Outcome.LIMIT_PER_DAY, limits);
      case Reservation.Reserved _ -> throw new AssertionError("what is reserved is given");
    };
  }

  private Placing debit(PaymentOrder draft, Given leave) {
    return switch (ways.atOnce().debit(draft, leave.method(), leave.granted())) {
      case Debited.Done(var order) -> new Placing.Done(order, verdict(Outcome.DEBITED, leave));
      case Debited.NotCovered _ -> {
        giveBack(draft, leave);
        yield placeOnly(draft, verdict(Outcome.INSUFFICIENT_FUNDS, leave));
      }
      case Debited.Earlier(var placement) -> {
        giveBack(draft, leave);
        yield new Placing.Before(placement);
      }
      case Debited.NotAtOnce _ -> placeAndPay(draft, leave);
    };
  }

  private Placing placeAndPay(PaymentOrder draft, Given leave) {
    var placement = books.orders().place(draft);
    if (placement instanceof Placement.Placed(var order)) {
      var verdict = pay(order, leave);
      return new Placing.Done(read(order.payOrderNo()), verdict);
    }
    giveBack(draft, leave);
    return new Placing.Before(placement);
  }

  /**
   * Debits an order that stands already, once its payer chose the built-in institution; at most
   * once, however often it is called, and why not is said the same again. What it says of an order
   * that is paid or being paid means nothing.
   */
  public Verdict charge(PaymentOrder order) {
    var wish = order.wish();
    var before = database.read(tx -> books.verdicts().find(tx, order.payOrderNo()));
    if (before.isPresent()) {
      return before.get();
    }
    var payer = database.read(tx -> books.users().idOf(tx, wish.mobile()));
    if (payer.isEmpty()) {
      return new Verdict(Outcome.NO_MANDATE, null);
    }
    var wanted = new Spending(payer.get(), wish.merchant(), order.payOrderNo(), wish.amount());
    return switch (leave(wanted)) {
      case Withheld(var why) -> withheld(why);
      case Given given -> pay(order, given);
    };
  }

  private Verdict pay(PaymentOrder order, Given leave) {
    return switch (ways.payments().pay(order.payOrderNo(), leave.method(), leave.granted())) {
      case PaymentOutcome.Paid _ -> verdict(Outcome.DEBITED, leave);
      case PaymentOutcome.Unknown _ -> verdict(Outcome.PROCESSING, leave);
      case PaymentOutcome.Declined(var reason) -> notPaid(order, leave, of(reason));
      // Somebody else pays or paid it, perhaps by the same leave: settling sees whether room comes
      // back.
      case PaymentOutcome.Refused _ -> noted(order, verdict(Outcome.NOT_DEBITED, leave));
    };
  }

  private Verdict notPaid(PaymentOrder order, Given leave, Outcome outcome) {
    giveBack(order, leave);
    return noted(order, verdict(outcome, leave));
  }

  private static Verdict verdict(Outcome outcome, Given leave) {
    return new Verdict(outcome, leave.limits());
  }

  private static Outcome of(DeclineReason reason) {
    return reason == DeclineReason.INSUFFICIENT_FUNDS
        ? Outcome.INSUFFICIENT_FUNDS
        : Outcome.DECLINED;
  }

  private Placing placeOnly(PaymentOrder draft, Verdict verdict) {
    var placement = books.orders().place(draft);
    return placement instanceof Placement.Placed(var order)
        ? new Placing.Done(order, noted(order, verdict))
        : new Placing.Before(placement);
  }

  private Verdict noted(PaymentOrder order, Verdict verdict) {
    var no = order.payOrderNo();
    return lanes
        .of(no.bucket())
        .submit(tx -> {
          books.verdicts().put(tx, no, verdict);
          return verdict;
        });
  }

  private void giveBack(PaymentOrder order, Given leave) {
    var payer = leave.granted().payer();
    lanes
        .of(payer.bucket())
        .submit(tx -> {
          books.uses().giveBack(tx, payer, order.payOrderNo());
          return payer;
        });
  }

  private PaymentOrder read(PayOrderNo no) {
    return database.read(tx -> books.stored().find(tx, no)).orElseThrow();
  }

  /** How the order was answered when it was placed; a replay never debits. */
  public Verdict answered(PaymentOrder order) {
    return database.read(tx -> {
      var why = books.verdicts().find(tx, order.payOrderNo());
      if (why.isPresent()) {
        return why.get();
      }
      var payer = books.users().idOf(tx, order.wish().mobile());
      return payer.isEmpty()
          ? new Verdict(Outcome.NOT_DEBITED, null)
          : answered(order, books.uses().find(tx, payer.get(), order.payOrderNo()));
    });
  }

  private static Verdict answered(PaymentOrder order, Optional<Use> use) {
    if (use.isEmpty() || use.get().givenBack()) {
      return new Verdict(Outcome.NOT_DEBITED, use.map(Use::limits).orElse(null));
    }
    var outcome = order.paidAt().isPresent() ? Outcome.DEBITED : Outcome.PROCESSING;
    return new Verdict(outcome, use.get().limits());
  }

  /**
   * Notes how debits ended, many at once. Room comes back only when an order has ended unpaid or
   * was never stored, since until then a slow debit may still arrive.
   */
  public int settle() {
    return database.write(tx -> {
      var now = clock.instant();
      var due = books.uses().due(tx, now, MOST);
      var paid = books.stored().paid(tx, due.stream().map(Unsettled::order).toList());
      var taken = new ArrayList<Unsettled>();
      var waiting = new ArrayList<Unsettled>();
      for (var use : due) {
        if (paid.contains(use.order())) {
          taken.add(use);
        } else if (isOver(tx, use, now)) {
          books.uses().giveBack(tx, use.payer(), use.order());
        } else {
          waiting.add(use);
        }
      }
      books.uses().taken(tx, taken);
      books.uses().waiting(tx, waiting, now);
      return due.size();
    });
  }

  private boolean isOver(Connection tx, Unsettled use, Instant now) throws SQLException {
    var order = books.stored().find(tx, use.order());
    return order.isPresent()
        ? order.get().state() instanceof Closed
        : now.isAfter(use.since().plus(NEVER_STORED));
  }
}
