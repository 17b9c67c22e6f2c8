package org.maapay.edge.cashier;

import org.maapay.edge.cashier.Desk.Visit;
import org.maapay.keypad.Binding;

/** What a password typed during a visit is for. */
final class Purposes {
  private Purposes() {}

  static Binding of(Visit visit) {
    var wish = visit.order().wish();
    return new Binding(
        visit.session().id(),
        visit.payer(),
        visit.order().payOrderNo(),
        wish.merchantName(),
        wish.amount());
  }
}
