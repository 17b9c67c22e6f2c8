package org.maapay.aggregate;

import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.institution.OutsideOrder;
import org.maapay.kernel.PayOrderNo;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;

/** Attempts at institutions outside as those institutions know them. */
final class OutsideOrders {
  private final Database database;
  private final PaymentOrders orders;
  private final OutsideRows rows = new OutsideRows();

  OutsideOrders(Database database, PaymentOrders orders) {
    this.database = database;
    this.orders = orders;
  }

  OutsideRows rows() {
    return rows;
  }

  /** One of our orders with what one of its attempts was prepared with. */
  record Found(PaymentOrder order, OutsideOrder outside) {}

  /** Empty if no such attempt was ever noted. */
  Optional<Found> find(PayOrderNo no, OutsideMethod method) {
    return database.read(tx -> {
      var order = orders.find(tx, no);
      var row = rows.find(tx, no, method);
      return order.isEmpty() || row.isEmpty()
          ? Optional.empty()
          : Optional.of(new Found(order.get(), outside(order.get(), method, row.get())));
    });
  }

  private static OutsideOrder outside(
      PaymentOrder order, OutsideMethod method, OutsideRows.Row row) {
    var wish = order.wish();
    return new OutsideOrder(
        new OutsideNumber(order.payOrderNo(), method.attempt()).text(),
        wish.merchantName(),
        wish.goods().name(),
        wish.amount(),
        wish.mobile(),
        wish.orderDate(),
        row.way(),
        row.payableMinutes(),
        row.known());
  }
}
