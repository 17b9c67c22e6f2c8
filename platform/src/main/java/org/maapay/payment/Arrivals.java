package org.maapay.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.PayOrderNo;
import org.maapay.ledger.Transits;
import org.maapay.ledger.Transits.Waiting;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.posting.Lanes;
import org.maapay.posting.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings second legs to their lane: the merchant gets the money and the order is paid, or the payer
 * gets his refund. Each leg arrives once, however often it is brought.
 */
public final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final int MOST = 200;
  private static final int MOST_TRIES = 8;

  private final Database database;
  private final Lanes lanes;
  private final PaymentOrders orders;
  private final OutcomeBook book;
  private final Transits transits = new Transits();

  Arrivals(Database database, Lanes lanes, PaymentOrders orders, OutcomeBook book) {
    this.database = database;
    this.lanes = lanes;
    this.orders = orders;
    this.book = book;
  }

  /** Brings what waits in every lane; returns how many legs arrived. */
  public int run() {
    int arrived = 0;
    for (int lane = 0; lane < lanes.count(); lane++) {
      arrived += run(lane);
    }
    return arrived;
  }

  /** Brings what waits in the lane of {@code bucket}. */
  public int run(Bucket bucket) {
    return run(bucket.value() % lanes.count());
  }

  private int run(int lane) {
    var waiting = database.read(tx -> transits.waiting(tx, lane, lanes.count(), MOST));
    var arrived = new ArrayList<Waiting>();
    for (var leg : waiting) {
      if (tryToBring(leg)) {
        arrived.add(leg);
      }
    }
    if (!arrived.isEmpty()) {
      forget(arrived);
    }
    return arrived.size();
  }

  /** Rows that stay are brought again, which does nothing: no payer need hear of it. */
  private void forget(List<Waiting> arrived) {
    try {
      database.run(tx -> transits.arrived(tx, arrived));
    } catch (DatabaseException e) {
      LOG.warn("second legs that arrived are not forgotten yet", e);
    }
  }

  /** One leg that cannot arrive holds up none of the others; it is brought again. */
  private boolean tryToBring(Waiting leg) {
    try {
      return bring(leg);
    } catch (RuntimeException e) {
      LOG.error("the second leg for {} waits", leg.leg().subject(), e);
      return false;
    }
  }

  private boolean bring(Waiting leg) {
    for (int i = 0; i < MOST_TRIES; i++) {
      var posted = leg.attempt() == 0 ? book.arrived(leg) : book.arrived(order(leg), leg);
      if (posted.verdict() == Verdict.POSTED || posted.verdict() == Verdict.REPEATED) {
        return true;
      }
    }
    return false;
  }

  private PaymentOrder order(Waiting leg) {
    Optional<PaymentOrder> found =
        database.read(tx -> orders.find(tx, new PayOrderNo(leg.leg().subject())));
    return found.orElseThrow(() -> new IllegalStateException("a paid order is there"));
  }
}
