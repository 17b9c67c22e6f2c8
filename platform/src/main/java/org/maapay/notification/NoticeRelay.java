package org.maapay.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.maapay.aggregate.Choices;
import org.maapay.chatbot.PaymentChatbot;
import org.maapay.database.Database;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.mandate.Mandates;
import org.maapay.order.PaymentOrder;
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

  /**
   * Between two looks at all facts only new ones are looked for: most are told by whoever stored
   * them, and what is left of those in the index would be passed over each time.
   */
  private static final Duration LOOK_AT_ALL = Duration.ofSeconds(1);

  private static final Duration NEW = Duration.ofSeconds(3);

  private final Database database;
  private final Outbox outbox;
  private final PaymentOrders orders;
  private final Refunds refunds;
  private final Mandates mandates;
  private final Notices notices;
  private final PaymentChatbot chatbot;
  private final Choices choices;
  private final InstantSource clock;
  private Instant lookedAtAll = Instant.EPOCH;
  private boolean foundSome;

  /**
   * @param chatbot tells payers what merchants are told, where they pay in its conversation
   * @param choices knows who took the money of an aggregate order
   */
  public NoticeRelay(
      Database database,
      Outbox outbox,
      PaymentOrders orders,
      Refunds refunds,
      Mandates mandates,
      Notices notices,
      PaymentChatbot chatbot,
      Choices choices,
      InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.orders = orders;
    this.refunds = refunds;
    this.mandates = mandates;
    this.notices = notices;
    this.chatbot = chatbot;
    this.choices = choices;
    this.clock = clock;
  }

  /** Handles up to a few hundred facts in one transaction; returns how many there were. */
  public int run() {
    return stored(Optional.empty()).facts();
  }

  /** Like {@link #run}, and has {@code sender} send the end of each order at once. */
  Relayed runInto(NoticeSender sender) {
    var lease = sender.lease();
    var stored = stored(Optional.of(lease));
    sender.send(stored.own(), lease);
    return new Relayed(stored.facts(), stored.stored() > stored.own().size());
  }

  /**
   * What one run did.
   *
   * @param left whether it stored callbacks that are not on their way yet
   */
  record Relayed(int facts, boolean left) {}

  /**
   * What one run stored.
   *
   * @param own the callbacks that are sent from here at once
   */
  private record Stored(int facts, int stored, List<Notice> own) {}

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
    var now = clock.instant();
    boolean all = foundSome || !now.isBefore(lookedAtAll.plus(LOOK_AT_ALL));
    var facts = outbox.claim(tx, all ? Instant.EPOCH : now.minus(NEW), now, MOST);
    lookedAtAll = all ? now : lookedAtAll;
    foundSome = !facts.isEmpty();
    if (facts.isEmpty()) {
      return new Stored(0, 0, List.of());
    }
    var about = orders(tx, facts);
    var added = new ArrayList<Notices.New>();
    for (var fact : facts) {
      added.add(callback(tx, fact, about, lease));
    }
    notices.add(tx, added, clock.instant());
    return new Stored(facts.size(), added.size(), own(added, lease));
  }

  /** The orders that facts are about, read at once. */
  private Map<PayOrderNo, PaymentOrder> orders(Connection tx, List<Fact> facts)
      throws SQLException {
    var nos = facts.stream().filter(fact -> isOfOrder(fact.kind())).map(Fact::subject).toList();
    return nos.isEmpty() ? Map.of() : orders.find(tx, nos);
  }

  /** A fact that fails is put off and stops no other order's. */
  private Stored storeEach(Connection tx, Optional<Instant> lease) throws SQLException {
    var added = new ArrayList<Notices.New>();
    for (var fact : outbox.claim(tx, clock.instant(), MOST)) {
      var before = tx.setSavepoint();
      try {
        var callback = callback(tx, fact, orders(tx, List.of(fact)), lease);
        notices.add(tx, List.of(callback), clock.instant());
        added.add(callback);
      } catch (SQLException | RuntimeException e) {
        LOG.error("no callback yet for {} of {}", fact.kind(), fact.subject().value(), e);
        tx.rollback(before);
        outbox.putOff(tx, fact, clock.instant().plus(PUT_OFF));
      }
    }
    return new Stored(added.size(), added.size(), own(added, lease));
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

  private static boolean isOfOrder(Fact.Kind kind) {
    return switch (kind) {
      case ORDER_PAID, ORDER_CLOSED, REFUND_SUCCEEDED, REFUND_FAILED -> true;
      case MANDATE_SIGNED, MANDATE_REVOKED, MANDATE_EXPIRED -> false;
    };
  }

  private Notices.New callback(
      Connection tx, Fact fact, Map<PayOrderNo, PaymentOrder> about, Optional<Instant> lease)
      throws SQLException {
    var message = message(tx, fact, about);
    var notice =
        new Notice(
            Notice.idOf(fact),
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

  private Message message(Connection tx, Fact fact, Map<PayOrderNo, PaymentOrder> about)
      throws SQLException {
    return switch (fact.kind()) {
      case ORDER_PAID, ORDER_CLOSED -> {
        var order = Objects.requireNonNull(about.get(fact.subject()), "an order with a fact");
        var wish = order.wish();
        chatbot.tell(tx, order, fact);
        yield new Message(
            wish.merchant(),
            wish.terms().notifyUrl(),
            NoticeBody.of(order, fact, choices.holder(order)));
      }
      case REFUND_SUCCEEDED, REFUND_FAILED ->
          refund(
              tx, fact, Objects.requireNonNull(about.get(fact.subject()), "an order with a fact"));
      case MANDATE_SIGNED, MANDATE_REVOKED, MANDATE_EXPIRED -> {
        var mandate = mandates.find(tx, MandateNo.ofSubject(fact.subject())).orElseThrow();
        var wish = mandate.wish();
        yield new Message(wish.merchant(), wish.notifyUrl(), NoticeBody.of(mandate, fact));
      }
    };
  }

  private Message refund(Connection tx, Fact fact, PaymentOrder order) throws SQLException {
    var number = fact.detail();
    if (number == null) {
      throw new IllegalStateException("a fact about a refund names it");
    }
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
