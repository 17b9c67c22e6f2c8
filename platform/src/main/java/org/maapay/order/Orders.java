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

/** Places payment orders (C-1). */
public final class Orders {
  private final PaymentOrders stored;
  private final RandomGenerator random;

  public Orders(PaymentOrders stored, RandomGenerator random) {
    this.stored = stored;
    this.random = random;
  }

  /**
   * Stores the order, or finds the one that was stored with this number before. Joins the caller's
   * transaction.
   */
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
}
