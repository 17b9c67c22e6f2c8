package org.maapay.order;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.maapay.database.Database;
import org.maapay.kernel.Money;
import org.maapay.kernel.Numbering;
import org.maapay.kernel.PayOrderNo;
import org.maapay.order.Placement.Conflicting;
import org.maapay.order.Placement.Placed;
import org.maapay.order.Placement.Replayed;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.posting.Entry;
import org.maapay.posting.Lanes;
import org.maapay.user.Persons;

/** Places and closes payment orders (C-1). */
public final class Orders {
  private final Database database;
  private final Lanes lanes;
  private final PaymentOrders stored;
  private final Persons persons;
  private final InstantSource clock;
  private final Numbering numbering;

  public Orders(
      Database database,
      Lanes lanes,
      PaymentOrders stored,
      Persons persons,
      InstantSource clock,
      RandomGenerator random) {
    this.database = database;
    this.lanes = lanes;
    this.stored = stored;
    this.persons = persons;
    this.clock = clock;
    this.numbering = new Numbering(random);
  }

  /** Stores the order, or finds the one that was stored with this number before. */
  public Placement place(PlaceOrder wish) {
    return place(draft(wish));
  }

  /** The same for an order that was drafted before; again with the same has no second effect. */
  public Placement place(PaymentOrder draft) {
    var entry = Entry.builder();
    stored.add(entry, draft);
    return place(draft, entry.build());
  }

  private Placement place(PaymentOrder order, Entry entry) {
    return switch (lanes.of(order.payOrderNo().bucket()).post(entry).verdict()) {
      case POSTED -> new Placed(order);
      case NUMBER_TAKEN -> earlier(order);
      case PERSON_UNKNOWN -> {
        persons.remember(order.wish().mobile());
        yield place(order, entry);
      }
      case REPEATED, INSUFFICIENT, STALE -> throw new AssertionError("a new order is new");
    };
  }

  /** An order as it would be stored now; it is not. */
  public PaymentOrder draft(PlaceOrder wish) {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new PaymentOrder(
        PayOrderNo.next(wish.merchant().bucket(), at, numbering),
        wish,
        at,
        at.plus(wish.terms().payableFor()),
        new OrderState.Open(AttemptNo.NONE),
        null,
        null,
        Money.ZERO,
        Money.ZERO,
        0);
  }

  /** Whose the number of {@code order} is: perhaps its own, if a commit was not answered. */
  public Placement earlier(PaymentOrder order) {
    var wish = order.wish();
    var earlier =
        database
            .read(tx ->
                ClientNumbers.find(
                    tx,
                    ClientNumbers.Kind.ORDER,
                    wish.merchant(),
                    wish.merchantOrderNo(),
                    OrderContent.of(wish)))
            .orElseThrow(() -> new IllegalStateException("a number that is taken is there"));
    if (!earlier.same()) {
      return new Conflicting();
    }
    var found = find(new PayOrderNo(earlier.target()));
    return found.payOrderNo().equals(order.payOrderNo()) ? new Placed(found) : new Replayed(found);
  }

  /** Closes an order that nobody is paying, so that it can never be paid. */
  public Closing close(PayOrderNo no) {
    while (true) {
      var found = database.read(tx -> stored.find(tx, no));
      if (found.isEmpty()) {
        return new Closing.Missing();
      }
      var now = clock.instant();
      var order = found.get();
      switch (order.state().on(new OrderEvent.Close(now))) {
        case Transition.Moved(var to) -> {
          var closed = order.moved(to, order.payer(), order.method());
          if (isStored(closed, now)) {
            return new Closing.Closed(closed);
          }
        }
        case Transition.Repeated _ -> {
          return new Closing.Closed(order);
        }
        case Transition.Refused(var reason) -> {
          return new Closing.Refused(reason);
        }
        case Transition.Contradicted _ -> throw new AssertionError("closing is a request");
      }
    }
  }

  /** False if somebody else changed the order meanwhile. */
  private boolean isStored(PaymentOrder closed, Instant now) {
    var entry = Entry.builder();
    PaymentOrders.move(entry, closed);
    var no = closed.payOrderNo();
    Outbox.add(entry, new Fact(no, closed.version(), Fact.Kind.ORDER_CLOSED, null, now));
    return switch (lanes.of(no.bucket()).post(entry.build()).verdict()) {
      case POSTED -> true;
      case STALE -> false;
      case REPEATED, INSUFFICIENT, PERSON_UNKNOWN, NUMBER_TAKEN ->
          throw new AssertionError("closing moves no money and claims no number");
    };
  }

  private PaymentOrder find(PayOrderNo no) {
    return database
        .read(tx -> stored.find(tx, no))
        .orElseThrow(() -> new IllegalStateException("an order that has a number is there"));
  }
}
