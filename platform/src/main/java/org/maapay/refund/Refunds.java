package org.maapay.refund;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
import org.maapay.kernel.Numbering;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.merchant.Merchants;
import org.maapay.order.ClientNumbers.Earlier;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.posting.Lanes;
import org.maapay.posting.Posted;
import org.maapay.posting.Verdict;
import org.maapay.refund.Refund.State;
import org.maapay.refund.Refunding.Accepted;
import org.maapay.refund.Refunding.Conflicting;
import org.maapay.refund.Refunding.MerchantShort;
import org.maapay.refund.Refunding.NotPaid;
import org.maapay.refund.Refunding.OrderMissing;
import org.maapay.refund.Refunding.Replayed;
import org.maapay.refund.Refunding.TooMuch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives money back: all, part, many times, never above what was paid (6.1.5-2, C-4). */
public final class Refunds {
  private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MOST = 100;

  private final Database database;
  private final PaymentOrders orders;
  private final Merchants merchants;
  private final Institution institution;
  private final RefundRows rows = new RefundRows();
  private final RefundBook book;
  private final InstantSource clock;
  private final Numbering numbering;

  public Refunds(
      Database database,
      Lanes lanes,
      PaymentOrders orders,
      Merchants merchants,
      Institution institution,
      InstantSource clock,
      RandomGenerator random) {
    this.database = database;
    this.orders = orders;
    this.merchants = merchants;
    this.institution = institution;
    this.book = new RefundBook(lanes, clock);
    this.clock = clock;
    this.numbering = new Numbering(random);
  }

  /** Asks for a refund; asking twice is harmless, see {@link RefundWish}. */
  public Refunding request(RefundWish wish) {
    while (true) {
      var found = database.read(tx -> orders.find(tx, wish.merchant(), wish.merchantOrderNo()));
      if (found.isEmpty() || !matches(found.get(), wish)) {
        return new OrderMissing();
      }
      var refunding = request(wish, found.get());
      if (refunding.isPresent()) {
        return refunding.get();
      }
    }
  }

  /** Empty if the order changed meanwhile. */
  private Optional<Refunding> request(RefundWish wish, PaymentOrder order) {
    var earlier = database.read(tx -> rows.earlier(tx, wish, order.payOrderNo()));
    if (earlier.isPresent()) {
      return Optional.of(earlier(earlier.get()));
    }
    var method = order.method();
    if (method == null || !(order.state() instanceof OrderState.Paid)) {
      return Optional.of(new NotPaid());
    }
    if (order.left().compareTo(wish.amount()) < 0) {
      return Optional.of(new TooMuch());
    }
    return institution.settlesAtOnce(method) // A paid order keeps its payer and method.
        ? giveAtOnce(wish, order)
        : take(wish, order);
  }

  private Optional<Refunding> giveAtOnce(RefundWish wish, PaymentOrder order) {
    var refund = refund(wish, order, State.SUCCESS);
    var charge = RefundBook.charge(refund, account(refund.merchant()), order.wish().merchantName());
    if (!(institution.refund(charge) instanceof Booked booked)) {
      throw new IllegalStateException("a method that settles at once gives back at once");
    }
    var posted = book.givenAtOnce(wish, refund, order, booked.movements().getFirst());
    return answer(posted, refund, order);
  }

  private Optional<Refunding> take(RefundWish wish, PaymentOrder order) {
    var refund = refund(wish, order, State.PROCESSING);
    var posted = book.taken(wish, refund, order, account(refund.merchant()));
    if (posted.verdict() == Verdict.POSTED) {
      var name = order.wish().merchantName();
      conclude(refund, institution.refund(fromClearing(refund, name)));
    }
    return answer(posted, refund, order);
  }

  /**
   * Empty if the order changed, or the number was taken, meanwhile: perhaps by this very refund.
   */
  private Optional<Refunding> answer(Posted posted, Refund refund, PaymentOrder seen) {
    return switch (posted.verdict()) {
      case POSTED -> {
        var now = withOrder(read(refund.no()));
        yield Optional.of(new Accepted(now.refund(), now.order()));
      }
      case INSUFFICIENT -> // Perhaps since another refund of this order came first.
          order(seen.payOrderNo()).version() == seen.version()
              ? Optional.of(new MerchantShort())
              : Optional.empty();
      case NUMBER_TAKEN, STALE, REPEATED -> Optional.empty();
      case PERSON_UNKNOWN -> throw new AssertionError("a refund places no order");
    };
  }

  private Refunding earlier(Earlier earlier) {
    if (!earlier.same()) {
      return new Conflicting();
    }
    var now = withOrder(read(new RefundOrderNo(earlier.target())));
    return new Replayed(now.refund(), now.order());
  }

  /** The refund by the platform's number. */
  public Optional<Found> find(MerchantId merchant, RefundOrderNo no) {
    return database
        .read(tx -> rows.find(tx, no))
        .filter(refund -> refund.merchant().equals(merchant))
        .map(this::withOrder);
  }

  /** The refund by the merchant's own number. */
  public Optional<Found> find(MerchantId merchant, String merchantRefundNo) {
    return database
        .read(tx -> rows.find(tx, merchant, merchantRefundNo))
        .flatMap(no -> find(merchant, no));
  }

  /** The refund in the caller's transaction. */
  public Optional<Refund> read(Connection tx, RefundOrderNo no) throws SQLException {
    return rows.find(tx, no);
  }

  /** A refund and its order, both as they stand. */
  public record Found(Refund refund, PaymentOrder order) {}

  /** Asks about refunds that nobody has answered for yet; returns how many were due. */
  public int resolve() {
    var now = clock.instant();
    var due = database.write(tx -> rows.claimDue(tx, now, now.plus(LEASE), MOST));
    due.forEach(this::tryToSettle);
    return due.size();
  }

  /** One refund that cannot be settled holds up none of the others; its lease runs out. */
  private void tryToSettle(RefundOrderNo no) {
    try {
      var refund = read(no);
      var name = order(refund.order()).wish().merchantName();
      conclude(refund, institution.settleRefund(fromClearing(refund, name)));
    } catch (RuntimeException e) {
      LOG.error("refund {} is not settled yet", no.value(), e);
    }
  }

  private static boolean matches(PaymentOrder order, RefundWish wish) {
    return order.wish().orderDate().equals(wish.orderDate())
        && order.wish().mobile().equals(wish.mobile());
  }

  /** Stores what the institution said; as often as the order changes meanwhile. */
  private void conclude(Refund refund, InstitutionReply reply) {
    switch (reply) {
      case Booked booked -> end(refund, State.SUCCESS, now -> book.succeeded(refund, now, booked));
      case Declined(var reason) ->
          end(
              refund,
              State.FAILED,
              now -> book.failed(refund, now, account(refund.merchant()), reason));
      case Unknown _ -> {}
    }
  }

  /** How a refund ends on its order as it is. */
  @FunctionalInterface
  private interface Ending {
    Posted on(PaymentOrder now);
  }

  private void end(Refund refund, State reported, Ending ending) {
    for (var now = read(refund.no()); now.state() == State.PROCESSING; now = read(refund.no())) {
      if (ending.on(order(refund.order())).verdict() == Verdict.POSTED) {
        return;
      }
    }
    compare(refund, reported);
  }

  /** A refund that had ended: said again is harmless, said otherwise is a matter for people. */
  private void compare(Refund refund, State reported) {
    if (read(refund.no()).state() != reported) {
      LOG.error("institution contradicts the books: {} {}", refund.no().value(), reported);
    }
  }

  private Refund refund(RefundWish wish, PaymentOrder order, State state) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var payer = order.payer();
    var method = order.method();
    if (payer == null || method == null) {
      throw new IllegalStateException("a paid order has a payer and a method");
    }
    return new Refund(
        RefundOrderNo.next(order.payOrderNo().bucket(), now, numbering),
        order.payOrderNo(),
        wish.merchant(),
        wish.merchantRefundNo(),
        wish.amount(),
        payer,
        method,
        state,
        now);
  }

  private static Charge fromClearing(Refund refund, String merchantName) {
    return RefundBook.charge(refund, RefundBook.clearing(refund), merchantName);
  }

  private AccountId account(MerchantId merchant) {
    return merchants.find(merchant).orElseThrow().account();
  }

  private Found withOrder(Refund refund) {
    return new Found(refund, order(refund.order()));
  }

  private Refund read(RefundOrderNo no) {
    return database.read(tx -> rows.find(tx, no)).orElseThrow();
  }

  private PaymentOrder order(PayOrderNo no) {
    return database.read(tx -> orders.find(tx, no)).orElseThrow();
  }
}
