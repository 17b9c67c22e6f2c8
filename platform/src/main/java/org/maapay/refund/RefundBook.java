package org.maapay.refund;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Institution.Charge;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.Leg;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Posting;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.refund.Refund.State;
import org.maapay.refund.Refunding.Accepted;
import org.maapay.refund.Refunding.Conflicting;
import org.maapay.refund.Refunding.MerchantShort;
import org.maapay.refund.Refunding.NotPaid;
import org.maapay.refund.Refunding.Replayed;
import org.maapay.refund.Refunding.TooMuch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes refunds: order, refund, money and fact, all in the caller's transaction or none. */
final class RefundBook {
  private static final Logger LOG = LoggerFactory.getLogger(RefundBook.class);

  /** Longer than any institution's time-out: what is still on its way after it was lost. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);

  private final PaymentOrders orders;
  private final RefundRows rows;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;
  private final RandomGenerator random;

  RefundBook(
      PaymentOrders orders,
      Ledger ledger,
      Outbox outbox,
      InstantSource clock,
      RandomGenerator random) {
    this.orders = orders;
    this.rows = new RefundRows();
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
    this.random = random;
  }

  RefundRows rows() {
    return rows;
  }

  /**
   * Takes the money of a refund from the merchant.
   *
   * @param atOnce whether it reaches the payer in the same step, by our own books
   */
  Refunding accept(Connection tx, RefundWish wish, PaymentOrder seen, Ways ways, boolean atOnce)
      throws SQLException {
    var order = orders.lock(tx, seen.payOrderNo()).orElseThrow();
    var earlier = rows.earlier(tx, wish, order.payOrderNo());
    if (earlier != null) {
      return earlier.same()
          ? new Replayed(rows.find(tx, earlier.no()).orElseThrow(), order)
          : new Conflicting();
    }
    if (!(order.state() instanceof Paid)) {
      return new NotPaid();
    }
    var left = order.wish().amount().minus(order.refunded()).minus(order.refunding());
    if (left.compareTo(wish.amount()) < 0) {
      return new TooMuch();
    }
    var refund = refund(wish, order, atOnce);
    var movement = ways.take(refund);
    if (ledger.post(tx, List.of(movement), refund.createdAt()) instanceof Posting.Insufficient) {
      return new MerchantShort();
    }
    if (orders.reserveRefund(tx, order.payOrderNo(), wish.amount()).isEmpty()) {
      throw new IllegalStateException("the locked order has that much left");
    }
    rows.insert(tx, wish, refund, atOnce ? null : refund.createdAt().plus(LOST_AFTER));
    if (atOnce) {
      end(tx, refund, true, refund.createdAt());
    }
    return new Accepted(refund, orders.find(tx, order.payOrderNo()).orElseThrow());
  }

  /** The institution gave the money back. */
  void succeeded(Connection tx, Refund refund, Booked booked) throws SQLException {
    if (rows.end(tx, refund.no(), State.SUCCESS, null, booked.at())) {
      if (!(ledger.post(tx, booked.movements(), booked.at()) instanceof Posting.Posted)) {
        throw new IllegalStateException("a refund on its way is posted once and never lacks");
      }
      end(tx, refund, true, clock.instant());
    } else {
      compare(tx, refund, State.SUCCESS);
    }
  }

  /** The institution gives nothing back: the merchant has its money again. */
  void failed(Connection tx, Refund refund, AccountId merchant, DeclineReason reason)
      throws SQLException {
    var now = clock.instant();
    if (rows.end(tx, refund.no(), State.FAILED, reason.name(), now)) {
      var back =
          new Movement(
              refund.order().value(),
              refund.no().value() + "-returned",
              BucketAccount.REFUND_CLEARING.in(refund.no().bucket()),
              merchant,
              refund.amount(),
              Purpose.REFUND_RETURNED);
      if (!(ledger.post(tx, List.of(back), now) instanceof Posting.Posted)) {
        throw new IllegalStateException("what was taken for a refund is there to be returned");
      }
      end(tx, refund, false, now);
    } else {
      compare(tx, refund, State.FAILED);
    }
  }

  /** A refund that had ended: said again is harmless, said otherwise is a matter for people. */
  private void compare(Connection tx, Refund refund, State reported) throws SQLException {
    if (rows.find(tx, refund.no()).orElseThrow().state() != reported) {
      LOG.error("institution contradicts the books: {} {}", refund.no().value(), reported);
    }
  }

  private void end(Connection tx, Refund refund, boolean refunded, Instant at) throws SQLException {
    var ordinal = orders.endRefund(tx, refund.order(), refund.amount(), refunded);
    var kind = refunded ? Fact.Kind.REFUND_SUCCEEDED : Fact.Kind.REFUND_FAILED;
    outbox.add(tx, new Fact(refund.order(), ordinal, kind, refund.no().value(), at));
  }

  private Refund refund(RefundWish wish, PaymentOrder order, boolean atOnce) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var payer = order.payer();
    var method = order.method();
    if (payer == null || method == null) {
      throw new IllegalStateException("a paid order has a payer and a method");
    }
    return new Refund(
        RefundOrderNo.next(order.payOrderNo().bucket(), now, random),
        order.payOrderNo(),
        wish.merchant(),
        wish.merchantRefundNo(),
        wish.amount(),
        payer,
        method,
        atOnce ? State.SUCCESS : State.PROCESSING,
        now);
  }

  /** How the money of a refund is taken from the merchant. */
  @FunctionalInterface
  interface Ways {
    Movement take(Refund refund);
  }

  /** What the institution is asked for; the same refund always asks for the same. */
  static Charge charge(Refund refund, AccountId from, String merchantName) {
    return new Charge(
        refund.no().value(),
        refund.payer(),
        refund.method(),
        new Leg(from, refund.amount(), refund.order().value()),
        merchantName);
  }
}
