package org.maapay.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.maapay.database.Database;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.ledger.TransferId;
import org.maapay.mandate.Mandates;
import org.maapay.order.PaymentOrders;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.refund.Refunds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns facts into callbacks: takes them from the outbox and stores what is to be sent. */
public final class NoticeRelay {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeRelay.class);
  private static final Duration PUT_OFF = Duration.ofMinutes(1);
  private static final int MOST = 200;

  private final Database database;
  private final Outbox outbox;
  private final PaymentOrders orders;
  private final Refunds refunds;
  private final Mandates mandates;
  private final Notices notices;
  private final InstantSource clock;

  public NoticeRelay(
      Database database,
      Outbox outbox,
      PaymentOrders orders,
      Refunds refunds,
      Mandates mandates,
      Notices notices,
      InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.orders = orders;
    this.refunds = refunds;
    this.mandates = mandates;
    this.notices = notices;
    this.clock = clock;
  }

  /** Handles up to a few hundred facts in one transaction; returns how many there were. */
  public int run() {
    try {
      return database.write(this::storeAll);
    } catch (RuntimeException e) {
      LOG.warn("facts are turned into callbacks one by one: {}", e.toString());
      return database.write(this::storeEach);
    }
  }

  private int storeAll(Connection tx) throws SQLException {
    List<Fact> facts = outbox.claim(tx, clock.instant(), MOST);
    for (var fact : facts) {
      store(tx, fact);
    }
    return facts.size();
  }

  /** A fact that fails is put off and stops no other order's. */
  private int storeEach(Connection tx) throws SQLException {
    int stored = 0;
    for (var fact : outbox.claim(tx, clock.instant(), MOST)) {
      var before = tx.setSavepoint();
      try {
        store(tx, fact);
        stored++;
      } catch (SQLException | RuntimeException e) {
        LOG.error("no callback yet for {} of {}", fact.kind(), fact.subject().value(), e);
        tx.rollback(before);
        outbox.putOff(tx, fact, clock.instant().plus(PUT_OFF));
      }
    }
    return stored;
  }

  private void store(Connection tx, Fact fact) throws SQLException {
    var id = TransferId.of(fact.subject().value(), Integer.toString(fact.ordinal()), "notice");
    var message = message(tx, fact);
    var notice =
        new Notice(
            id.value(), message.merchant(), fact.subject(), message.url(), message.body(), 0);
    notices.add(tx, notice, fact, clock.instant());
  }

  /** What is told to whom, and where. */
  private record Message(MerchantId merchant, String url, String body) {
    @Override
    public String toString() {
      return "Message to " + merchant;
    }
  }

  private Message message(Connection tx, Fact fact) throws SQLException {
    return switch (fact.kind()) {
      case ORDER_PAID, ORDER_CLOSED -> {
        var order = orders.find(tx, fact.subject()).orElseThrow();
        var wish = order.wish();
        yield new Message(wish.merchant(), wish.terms().notifyUrl(), NoticeBody.of(order, fact));
      }
      case REFUND_SUCCEEDED, REFUND_FAILED -> refund(tx, fact);
      case MANDATE_SIGNED, MANDATE_REVOKED, MANDATE_EXPIRED -> {
        var mandate = mandates.find(tx, MandateNo.ofSubject(fact.subject())).orElseThrow();
        var wish = mandate.wish();
        yield new Message(wish.merchant(), wish.notifyUrl(), NoticeBody.of(mandate, fact));
      }
    };
  }

  private Message refund(Connection tx, Fact fact) throws SQLException {
    var number = fact.detail();
    if (number == null) {
      throw new IllegalStateException("a fact about a refund names it");
    }
    var order = orders.find(tx, fact.subject()).orElseThrow();
    var terms = order.wish().terms();
    var own = terms.refundNotifyUrl();
    var refund = refunds.read(tx, new RefundOrderNo(number)).orElseThrow();
    return new Message(
        order.wish().merchant(),
        own == null ? terms.notifyUrl() : own,
        NoticeBody.of(order, refund));
  }
}
