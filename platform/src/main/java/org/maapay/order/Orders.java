package org.maapay.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.order.Placement.Conflicting;
import org.maapay.order.Placement.Placed;
import org.maapay.order.Placement.Replayed;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;

/** Places and closes payment orders (C-1). Every method joins the caller's transaction. */
public final class Orders {
  private final PaymentOrders stored;
  private final Outbox outbox;
  private final RandomGenerator random;

  public Orders(PaymentOrders stored, Outbox outbox, RandomGenerator random) {
    this.stored = stored;
    this.outbox = outbox;
    this.random = random;
  }

  /** Stores the order, or finds the one that was stored with this number before. */
  public Placement place(Connection tx, PlaceOrder wish, Instant now) throws SQLException {
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var no = PayOrderNo.next(wish.merchant().bucket(), at, random);
    var earlier = OrderNumbers.claim(tx, wish, no);
    if (earlier != null) {
      return earlier.same()
          ? new Replayed(stored.find(tx, earlier.payOrderNo()).orElseThrow())
          : new Conflicting();
    }
    var order =
        new PaymentOrder(
            no,
            wish,
            at,
            at.plus(wish.terms().payableFor()),
            new OrderState.Open(AttemptNo.NONE),
            null,
            null,
            Money.ZERO,
            Money.ZERO,
            0);
    stored.insert(tx, order);
    return new Placed(order);
  }

  /** Closes an order that nobody is paying, so that it can never be paid. */
  public Closing close(Connection tx, PayOrderNo no, Instant now) throws SQLException {
    var found = stored.lock(tx, no);
    if (found.isEmpty()) {
      return new Closing.Missing();
    }
    var order = found.get();
    return switch (order.state().on(new OrderEvent.Close(now))) {
      case Transition.Moved(var to) -> closed(tx, order, to, now);
      case Transition.Repeated _ -> new Closing.Closed(order);
      case Transition.Refused(var reason) -> new Closing.Refused(reason);
      case Transition.Contradicted _ -> throw new AssertionError("closing is a request");
    };
  }

  private Closing closed(Connection tx, PaymentOrder order, OrderState to, Instant now)
      throws SQLException {
    if (!stored.move(tx, order, to, order.payer(), order.method())) {
      throw new IllegalStateException("a locked order is changed by nobody else");
    }
    var ordinal = order.version() + 1;
    outbox.add(tx, new Fact(order.payOrderNo(), ordinal, Fact.Kind.ORDER_CLOSED, null, now));
    return new Closing.Closed(stored.find(tx, order.payOrderNo()).orElseThrow());
  }
}
