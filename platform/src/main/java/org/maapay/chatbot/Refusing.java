package org.maapay.chatbot;

import java.time.InstantSource;
import java.util.Optional;
import org.maapay.aggregate.Choices;
import org.maapay.database.Database;
import org.maapay.kernel.PayOrderNo;
import org.maapay.order.Closing;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.risk.RequestBlocks;
import org.maapay.user.Persons;

/** What a payer can say against a request: it moves no money and gives nothing away. */
public final class Refusing {
  private final Database database;
  private final Choices choices;
  private final PaymentOrders stored;
  private final Persons persons;
  private final RequestBlocks blocks;
  private final InstantSource clock;

  public Refusing(
      Database database,
      Choices choices,
      PaymentOrders stored,
      Persons persons,
      RequestBlocks blocks,
      InstantSource clock) {
    this.database = database;
    this.choices = choices;
    this.stored = stored;
    this.persons = persons;
    this.blocks = blocks;
    this.clock = clock;
  }

  Optional<PaymentOrder> find(PayOrderNo no) {
    return database.read(tx -> stored.find(tx, no));
  }

  Closing close(PaymentOrder order) {
    return choices.close(order.payOrderNo());
  }

  /** Whether its payer can pay it at an institution outside. */
  boolean waitsOutside(PaymentOrder order) {
    return order.state() instanceof OrderState.Paying && choices.name(order).isPresent();
  }

  /** The order is not his. */
  void report(PaymentOrder order) {
    var now = clock.instant();
    database.run(tx -> blocks.report(tx, order.wish().merchant(), order.payOrderNo(), now));
  }

  /** The merchant may send him requests again. */
  void lift(PaymentOrder order) {
    var payer = persons.index(order.wish().mobile());
    database.run(tx -> blocks.lift(tx, order.wish().merchant(), payer));
  }

  /** The merchant sends him no more. */
  void block(PaymentOrder order) {
    var now = clock.instant();
    var payer = persons.index(order.wish().mobile());
    database.run(tx -> blocks.block(tx, order.wish().merchant(), payer, order.payOrderNo(), now));
  }
}
