package org.maapay.edge.cashier;

import org.maapay.edge.cashier.Desk.Visit;
import org.maapay.kernel.UserId;
import org.maapay.keypad.Binding;

/** What a password typed during a visit is for. */
final class Purposes {
  private Purposes() {}

  static Binding of(Visit visit) {
    return of(visit.session(), visit.payer());
  }

  /** A keypad opened for {@code session} is good for what its page showed. */
  static Binding of(PageSession session, UserId payer) {
    var terms = session.terms();
    return new Binding(session.id(), payer, session.order(), terms.payee(), terms.amount());
  }
}
