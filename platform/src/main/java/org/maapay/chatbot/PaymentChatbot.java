package org.maapay.chatbot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.maapay.background.Bell;
import org.maapay.chatbot.Message.Kind;
import org.maapay.database.Database;
import org.maapay.kernel.BusinessDay;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.TransactionType;
import org.maapay.outbox.Fact;
import org.maapay.user.Persons;

/**
 * Asks the payers of orders of the way CHATBOT to confirm them, and tells them how they ended
 * (5.1.2-2, 5.1.2-5). What it has to say it writes down; the sender says it.
 */
public final class PaymentChatbot {
  /** An order that is younger is perhaps just being asked about. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST = 500;

  private final Database database;
  private final PaymentOrders orders;
  private final Persons persons;
  private final Requests requests = new Requests();
  private final Messages messages = new Messages();
  private final Replies replies = new Replies();
  private final Bell bell;
  private final InstantSource clock;

  public PaymentChatbot(
      Database database, PaymentOrders orders, Persons persons, Bell bell, InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.persons = persons;
    this.bell = bell;
    this.clock = clock;
  }

  /**
   * Asks the payer of a new order; commits by itself, and again has no second effect. The message
   * lives with the person and the request with the order: two commits, and {@link #catchUp} finds
   * what has only the first.
   */
  public void ask(PaymentOrder order) {
    if (isOurs(order) && order.state() instanceof OrderState.Open) {
      var now = clock.instant();
      database.single(tx -> messages.add(tx, card(order, 0, now)));
      database.single(tx -> requests.add(tx, order.payOrderNo(), now));
      bell.ring();
    }
  }

  /**
   * Sends the payer another card after his was used, unless he has it already; commits by itself.
   */
  public void renew(PaymentOrder order) {
    var now = clock.instant();
    if (order.state() instanceof OrderState.Open && !order.isDue(now)) {
      var generation = database.read(tx -> requests.generation(tx, order.payOrderNo()));
      if (generation.isPresent()) {
        database.single(tx -> messages.add(tx, card(order, generation.getAsInt(), now)));
        bell.ring();
      }
    }
  }

  /** Writes down what the payer is to hear of a fact; joins the caller's transaction. */
  public void tell(Connection tx, PaymentOrder order, Fact fact) throws SQLException {
    if (!isOurs(order)) {
      return;
    }
    var detail = fact.detail();
    var number = detail == null ? order.payOrderNo().value() : detail;
    var kind =
        switch (fact.kind()) {
          case ORDER_PAID -> Kind.PAID;
          case ORDER_CLOSED -> Kind.CLOSED;
          case REFUND_SUCCEEDED -> Kind.REFUNDED;
          case REFUND_FAILED -> Kind.REFUND_FAILED;
          case MANDATE_SIGNED, MANDATE_REVOKED, MANDATE_EXPIRED ->
              throw new IllegalArgumentException("a fact of an order");
        };
    messages.add(
        tx, Message.result(person(order), kind, order.payOrderNo(), number, clock.instant()));
    bell.ring();
  }

  /** Asks payers whose request was lost between two commits; returns how many there were. */
  public int catchUp() {
    var now = clock.instant();
    var missing = database.read(tx -> requests.missing(tx, now.minus(SOON), now, MOST));
    missing.forEach(no -> database.read(tx -> orders.find(tx, no)).ifPresent(this::ask));
    return missing.size();
  }

  /** Forgets messages of long ago, and who wrote how much before yesterday. */
  public int purge() {
    var now = clock.instant();
    var yesterday = BusinessDay.of(now).date().minusDays(1);
    return database.write(tx -> messages.purge(tx, now.minus(KEPT)) + replies.purge(tx, yesterday));
  }

  private Message card(PaymentOrder order, int generation, Instant now) {
    return Message.card(person(order), order.payOrderNo(), generation, now, order.expiresAt());
  }

  private Person person(PaymentOrder order) {
    return Person.of(persons.index(order.wish().mobile()));
  }

  private static boolean isOurs(PaymentOrder order) {
    return order.wish().transactionType() == TransactionType.CHATBOT;
  }
}
