package org.maapay.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.chatbot.PaymentChatbot;
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
  private final PaymentChatbot chatbot;
  private final InstantSource clock;

  /**
   * @param chatbot tells payers what merchants are told, where they pay in its conversation
   */
  public NoticeRelay(
      Database database,
      Outbox outbox,
      PaymentOrders orders,
      Refunds refunds,
      Mandates mandates,
      Notices notices,
      PaymentChatbot chatbot,
      InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.orders = orders;
    this.refunds = refunds;
    this.mandates = mandates;
    this.notices = notices;
    this.chatbot = chatbot;
    this.clock = clock;
  }

  /** Handles up to a few hundred facts in one transaction; returns how many there were. */
  public int run() {
    return stored(Optional.empty()).facts();
  }

  /** Like {@link #run}, and has {@code sender} send the end of each order at once. */
  public int runInto(NoticeSender sender) {
    var lease = sender.lease();
    var stored = stored(Optional.of(lease));
    sender.send(stored.own(), lease);
    return stored.facts();
  }

  /**
   * What one run stored.
   *
   * @param own the callbacks that are sent from here at once
   */
  private record Stored(int facts, List<Notice> own) {}

  /**
   * @param lease until when those that are sent from here are left alone; empty if none are
   */
  private Stored stored(Optional<Instant> lease) {
    try {
      return database.write(tx -> storeAll(tx, lease));
    } catch (RuntimeException e) {
      LOG.warn("facts are turned into callbacks one by one: {}", e.toString());
      return database.write(tx -> storeEach(tx, lease));
    }
  }

  private Stored storeAll(Connection tx, Optional<Instant> lease) throws SQLException {
    var facts = outbox.claim(tx, clock.instant(), MOST);
    var added = new ArrayList<Notices.New>();
    for (var fact : facts) {
      added.add(callback(tx, fact, lease));
    }
    notices.add(tx, added, clock.instant());
    return new Stored(facts.size(), own(added, lease));
  }

  /** A fact that fails is put off and stops no other order's. */
  private Stored storeEach(Connection tx, Optional<Instant> lease) throws SQLException {
    var added = new ArrayList<Notices.New>();
    for (var fact : outbox.claim(tx, clock.instant(), MOST)) {
      var before = tx.setSavepoint();
      try {
        var callback = callback(tx, fact, lease);
        notices.add(tx, List.of(callback), clock.instant());
        added.add(callback);
      } catch (SQLException | RuntimeException e) {
        LOG.error("no callback yet for {} of {}", fact.kind(), fact.subject().value(), e);
        tx.rollback(before);
        outbox.putOff(tx, fact, clock.instant().plus(PUT_OFF));
      }
    }
    return new Stored(added.size(), own(added, lease));
  }

  private static List<Notice> own(List<Notices.New> added, Optional<Instant> lease) {
    return added.stream()
        .filter(one -> lease.isPresent() && isFirst(one.kind()))
        .map(Notices.New::notice)
        .toList();
  }

  /** An order's end is the first that is told of it, so that nothing can be before it in line. */
  private static boolean isFirst(Fact.Kind kind) {
    return switch (kind) {
      case ORDER_PAID, ORDER_CLOSED -> true;
      case REFUND_SUCCEEDED, REFUND_FAILED, MANDATE_SIGNED, MANDATE_REVOKED, MANDATE_EXPIRED ->
          false;
    };
  }

  private Notices.New callback(Connection tx, Fact fact, Optional<Instant> lease)
      throws SQLException {
    var id = TransferId.of(fact.subject().value(), Integer.toString(fact.ordinal()), "notice");
    var message = message(tx, fact);
    var notice =
        new Notice(
            id.value(),
            message.merchant(),
            fact.subject(),
            fact.ordinal(),
            message.url(),
            message.body(),
            0);
    var now = clock.instant();
    return new Notices.New(notice, fact.kind(), isFirst(fact.kind()) ? lease.orElse(now) : now);
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
        chatbot.tell(tx, order, fact);
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
    chatbot.tell(tx, order, fact);
    var terms = order.wish().terms();
    var own = terms.refundNotifyUrl();
    var refund = refunds.read(tx, new RefundOrderNo(number)).orElseThrow();
    return new Message(
        order.wish().merchant(),
        own == null ? terms.notifyUrl() : own,
        NoticeBody.of(order, refund));
  }
}
