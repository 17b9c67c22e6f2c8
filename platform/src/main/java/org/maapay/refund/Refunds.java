package org.maapay.refund;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.maapay.database.Database;
import org.maapay.institution.Institution;
import org.maapay.institution.Institution.Charge;
import org.maapay.institution.InstitutionReply;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.InstitutionReply.Declined;
import org.maapay.institution.InstitutionReply.Unknown;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.merchant.Merchants;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.outbox.Outbox;
import org.maapay.posting.PostingLane;
import org.maapay.refund.Refunding.Accepted;
import org.maapay.refund.Refunding.Conflicting;
import org.maapay.refund.Refunding.NotPaid;
import org.maapay.refund.Refunding.OrderMissing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives money back: all, part, many times, never above what was paid (6.1.5-2, C-4). */
public final class Refunds {
  private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MOST = 100;

  private final Database database;
  private final PostingLane lane;
  private final PaymentOrders orders;
  private final Merchants merchants;
  private final Institution institution;
  private final RefundBook book;
  private final InstantSource clock;

  /** The stores a refund writes to. */
  public record Books(PaymentOrders orders, Ledger ledger, Outbox outbox) {}

  public Refunds(
      Database database,
      PostingLane lane,
      Books books,
      Merchants merchants,
      Institution institution,
      InstantSource clock,
      RandomGenerator random) {
    this.database = database;
    this.lane = lane;
    this.orders = books.orders();
    this.merchants = merchants;
    this.institution = institution;
    this.book = new RefundBook(orders, books.ledger(), books.outbox(), clock, random);
    this.clock = clock;
  }

  /** Asks for a refund; asking twice is harmless, see {@link RefundWish}. */
  public Refunding request(RefundWish wish) {
    var found = database.read(tx -> orders.find(tx, wish.merchant(), wish.merchantOrderNo()));
    if (found.isEmpty() || !matches(found.get(), wish)) {
      return new OrderMissing();
    }
    var order = found.get();
    var method = order.method();
    if (method == null || !(order.state() instanceof OrderState.Paid)) {
      return unpaid(wish, order);
    }
    var atOnce = institution.settlesAtOnce(method); // A paid order keeps its payer and method.
    var accepted =
        lane.submit(
            tx -> book.accept(tx, wish, order, refund -> take(refund, order, atOnce), atOnce));
    return accepted instanceof Accepted(var refund, _) && !atOnce
        ? send(refund, order.wish().merchantName())
        : accepted;
  }

  /** The refund by the platform's number. */
  public Optional<Found> find(MerchantId merchant, RefundOrderNo no) {
    return database
        .read(tx -> book.rows().find(tx, no))
        .filter(refund -> refund.merchant().equals(merchant))
        .map(this::withOrder);
  }

  /** The refund by the merchant's own number. */
  public Optional<Found> find(MerchantId merchant, String merchantRefundNo) {
    return database
        .read(tx -> book.rows().find(tx, merchant, merchantRefundNo))
        .flatMap(no -> find(merchant, no));
  }

  /** The refund in the caller's transaction. */
  public Optional<Refund> read(Connection tx, RefundOrderNo no) throws SQLException {
    return book.rows().find(tx, no);
  }

  /** A refund and its order, both as they stand. */
  public record Found(Refund refund, PaymentOrder order) {}

  /** Asks about refunds that nobody has answered for yet; returns how many were due. */
  public int resolve() {
    var now = clock.instant();
    var due = database.write(tx -> book.rows().claimDue(tx, now, now.plus(LEASE), MOST));
    due.forEach(this::tryToSettle);
    return due.size();
  }

  /** One refund that cannot be settled holds up none of the others; its lease runs out. */
  private void tryToSettle(RefundOrderNo no) {
    try {
      settle(database.read(tx -> book.rows().find(tx, no)).orElseThrow());
    } catch (RuntimeException e) {
      LOG.error("refund {} is not settled yet", no.value(), e);
    }
  }

  private Refunding unpaid(RefundWish wish, PaymentOrder order) {
    var used = database.read(tx -> book.rows().earlier(tx, wish, order.payOrderNo()) != null);
    return used ? new Conflicting() : new NotPaid();
  }

  private static boolean matches(PaymentOrder order, RefundWish wish) {
    return order.wish().orderDate().equals(wish.orderDate())
        && order.wish().mobile().equals(wish.mobile());
  }

  /** At once from merchant to payer; else into the clearing account until the bank has booked. */
  private Movement take(Refund refund, PaymentOrder order, boolean atOnce) {
    var merchant = account(refund.merchant());
    if (atOnce
        && institution.refund(RefundBook.charge(refund, merchant, order.wish().merchantName()))
            instanceof Booked booked) {
      return booked.movements().getFirst();
    }
    return new Movement(
        refund.order().value(),
        refund.no().value() + "-taken",
        merchant,
        BucketAccount.REFUND_CLEARING.in(refund.no().bucket()),
        refund.amount(),
        Purpose.REFUND);
  }

  private Refunding send(Refund refund, String merchantName) {
    conclude(refund, institution.refund(fromClearing(refund, merchantName)));
    var now = withOrder(database.read(tx -> book.rows().find(tx, refund.no())).orElseThrow());
    return new Accepted(now.refund(), now.order());
  }

  private void settle(Refund refund) {
    var name = order(refund.order()).wish().merchantName();
    conclude(refund, institution.settleRefund(fromClearing(refund, name)));
  }

  private void conclude(Refund refund, InstitutionReply reply) {
    switch (reply) {
      case Booked booked ->
          lane.submit(tx -> {
            book.succeeded(tx, refund, booked);
            return true;
          });
      case Declined(var reason) ->
          lane.submit(tx -> {
            book.failed(tx, refund, account(refund.merchant()), reason);
            return true;
          });
      case Unknown _ -> {}
    }
  }

  private static Charge fromClearing(Refund refund, String merchantName) {
    var clearing = BucketAccount.REFUND_CLEARING.in(refund.no().bucket());
    return RefundBook.charge(refund, clearing, merchantName);
  }

  private AccountId account(MerchantId merchant) {
    return merchants.find(merchant).orElseThrow().account();
  }

  private Found withOrder(Refund refund) {
    return new Found(refund, order(refund.order()));
  }

  private PaymentOrder order(PayOrderNo no) {
    return database.read(tx -> orders.find(tx, no)).orElseThrow();
  }
}
