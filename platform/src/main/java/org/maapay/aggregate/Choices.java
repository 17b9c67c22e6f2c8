package org.maapay.aggregate;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.OutsideOrders.Found;
import org.maapay.aggregate.OutsideRows.Choice;
import org.maapay.database.Database;
import org.maapay.institution.OutsideInstitution;
import org.maapay.institution.OutsideInstitution.Call;
import org.maapay.institution.Prepared;
import org.maapay.institution.Prepared.Ended;
import org.maapay.institution.Prepared.Ready;
import org.maapay.institution.Standing;
import org.maapay.institution.Way;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchants;
import org.maapay.order.Closing;
import org.maapay.order.OrderState.Closed;
import org.maapay.order.OrderState.Open;
import org.maapay.order.OrderState.Paid;
import org.maapay.order.OrderState.Paying;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.TransactionType;
import org.maapay.order.Transition.Reason;
import org.maapay.payment.OutsideAttempts;

/**
 * What the payer of an aggregate order chooses (5.1.4-2 to 5.1.4-4). An order is with one
 * institution outside at a time: another gets it only after the first has surely ended it, so that
 * nobody pays twice by choosing twice.
 */
public final class Choices {
  private static final int MOST_TRIES = 8;

  private final Database database;
  private final PaymentOrders stored;
  private final Orders orders;
  private final Offers offers;
  private final Institutions institutions;
  private final OutsideDesk desk;
  private final InstantSource clock;

  /** The stores and parts it works with. */
  public record Books(
      Database database,
      PaymentOrders stored,
      Orders orders,
      Merchants merchants,
      OutsideAttempts attempts) {}

  public Choices(Books books, Offers offers, Institutions institutions, InstantSource clock) {
    this.database = books.database();
    this.stored = books.stored();
    this.orders = books.orders();
    this.offers = offers;
    this.institutions = institutions;
    this.desk = new OutsideDesk(database, institutions, books.merchants(), books.attempts(), clock);
    this.clock = clock;
  }

  /** Whether this platform is an institution itself; if not, it takes aggregate orders alone. */
  public boolean isInstitution() {
    return offers.hasBuiltIn();
  }

  /** The institutions that the payer of {@code order} can choose. */
  public List<Offer> offers(PaymentOrder order) {
    return offers.of(order);
  }

  /**
   * Gives the order to an institution. Choosing the same again asks it again, which changes
   * nothing; choosing another first ends the order where it is.
   *
   * @param way how it is to reach the payer; its usual way if absent
   */
  public Choosing choose(PaymentOrder order, String code, @Nullable Way way) {
    var offer = offers.find(order, code);
    if (offer.isEmpty() || (way != null && !offer.get().ways().contains(way))) {
      return new Choosing.NotOffered();
    }
    var wanted = new Choice(code, way == null ? offer.get().ways().getFirst() : way);
    var builtIn = offers.isBuiltIn(offer.get());
    var now = order;
    for (int i = 0; i < MOST_TRIES; i++) {
      var chosen = builtIn ? here(now, wanted) : outside(now, wanted);
      if (chosen.isPresent()) {
        return chosen.get();
      }
      now = read(order.payOrderNo());
    }
    return new Choosing.Unavailable();
  }

  /** Empty if the order changed, and is to be looked at again. */
  private Optional<Choosing> here(PaymentOrder order, Choice wanted) {
    return switch (order.state()) {
      case Open _ when order.isDue(clock.instant()) -> refused(Reason.ORDER_CLOSED);
      case Open _ -> {
        remember(order, wanted);
        yield Optional.of(new Choosing.BuiltIn(order, wanted.way()));
      }
      case Paying _ -> ended(order);
      case Paid _ -> refused(Reason.ALREADY_PAID);
      case Closed _ -> refused(Reason.ORDER_CLOSED);
    };
  }

  private Optional<Choosing> outside(PaymentOrder order, Choice wanted) {
    return switch (order.state()) {
      case Open _ when order.isDue(clock.instant()) -> refused(Reason.ORDER_CLOSED);
      case Open _ ->
          desk.begin(order, wanted.institution(), wanted.way())
              .flatMap(desk::running)
              .flatMap(begun -> prepared(begun, wanted));
      case Paying _ -> {
        var running = desk.running(order).filter(found -> isFor(found, wanted));
        yield running.isPresent() ? prepared(running.get(), wanted) : ended(order);
      }
      case Paid _ -> refused(Reason.ALREADY_PAID);
      case Closed _ -> refused(Reason.ORDER_CLOSED);
    };
  }

  private Optional<Choosing> prepared(Found found, Choice wanted) {
    return switch (desk.prepare(found)) {
      case Ready ready -> {
        remember(found.order(), wanted);
        yield Optional.of(new Choosing.Outside(found.order(), wanted.way(), ready));
      }
      case Ended(_, Standing.Paid _) -> {
        remember(found.order(), wanted);
        yield Optional.of(new Choosing.PaidThere(read(found.order().payOrderNo())));
      }
      case Ended(_, Standing.Closed _) -> Optional.empty();
      case Ended(_, Standing.Waiting _), Ended(_, Standing.Unknown _), Prepared.Unknown _ ->
          Optional.of(new Choosing.Unavailable());
      case Prepared.Refused _ -> Optional.of(new Choosing.NotOffered());
    };
  }

  /** Ends what runs outside; refused if it runs on, or is no attempt outside. */
  private Optional<Choosing> ended(PaymentOrder order) {
    var running = desk.running(order);
    running.ifPresent(desk::end);
    return read(order.payOrderNo()).state() instanceof Paying
        ? refused(Reason.ATTEMPT_RUNNING)
        : Optional.empty();
  }

  /** Closes an order that nobody is paying; one that waits at an institution is ended there. */
  public Closing close(PayOrderNo no) {
    var order = database.read(tx -> stored.find(tx, no));
    order.flatMap(desk::running).filter(Choices::runs).ifPresent(desk::end);
    return orders.close(no);
  }

  /** The institution's page for an order that waits there; asks the institution. */
  public Optional<String> payUrl(PaymentOrder order) {
    return desk.running(order)
        .filter(Choices::runs)
        .flatMap(found ->
            desk.prepare(found) instanceof Ready ready
                ? Optional.ofNullable(ready.payUrl())
                : Optional.empty());
  }

  /** Who has, or had, the payer's order outside, as he reads it; empty if nobody. */
  public Optional<String> name(PaymentOrder order) {
    return OutsideMethod.of(order.method()).map(method -> offers.name(method.institution()));
  }

  /** Who has an aggregate order, or took its money; empty while nobody does. */
  public Optional<Offer> holder(PaymentOrder order) {
    return switch (order.state()) {
      case Open _, Closed _ -> Optional.empty();
      case Paying _, Paid _ ->
          order.wish().transactionType() == TransactionType.AGGREGATE
              ? offers.holder(OutsideMethod.of(order.method()).map(OutsideMethod::institution))
              : Optional.empty();
    };
  }

  /** How the payer's choice is to reach him; empty if he chose nobody yet. */
  public Optional<Way> way(PaymentOrder order) {
    return database
        .read(tx -> institutions.orders().rows().chosen(tx, order.payOrderNo()))
        .map(Choice::way);
  }

  /** How a report of an institution was taken. */
  public enum Taken {
    DONE,
    /** It cannot be believed. */
    REFUSED,
    /** There is no such institution. */
    UNKNOWN_INSTITUTION
  }

  /**
   * Takes what an institution reports of its own accord; once more, late or in another order it has
   * no second effect.
   */
  public Taken told(String code, Call call) {
    Optional<OutsideInstitution> institution = institutions.outside(code);
    if (institution.isEmpty()) {
      return Taken.UNKNOWN_INSTITUTION;
    }
    return institution.get().read(call).filter(report -> desk.told(code, report)).isPresent()
        ? Taken.DONE
        : Taken.REFUSED;
  }

  /** The amount of what an institution knows by {@code number}, for the check of its reports. */
  public Optional<Money> amountOf(String number) {
    return OutsideNumber.of(number)
        .flatMap(named -> database.read(tx -> stored.find(tx, named.order())))
        .map(order -> order.wish().amount());
  }

  private static boolean runs(Found found) {
    return found.order().state() instanceof Paying;
  }

  private static boolean isFor(Found found, Choice wanted) {
    return OutsideMethod.of(found.order().method())
        .filter(method -> method.institution().equals(wanted.institution()))
        .filter(_ -> found.outside().way() == wanted.way())
        .isPresent();
  }

  private static Optional<Choosing> refused(Reason reason) {
    return Optional.of(new Choosing.Refused(reason));
  }

  private void remember(PaymentOrder order, Choice choice) {
    var now = clock.instant();
    database.run(tx -> institutions.orders().rows().choose(tx, order.payOrderNo(), choice, now));
  }

  private PaymentOrder read(PayOrderNo no) {
    return database.read(tx -> stored.find(tx, no)).orElseThrow();
  }
}
