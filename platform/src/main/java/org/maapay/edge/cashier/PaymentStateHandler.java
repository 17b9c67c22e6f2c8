package org.maapay.edge.cashier;

import java.time.InstantSource;
import java.util.Optional;
import org.maapay.edge.cashier.CashierInterface.Books;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Json;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.payment.PaymentAttempts.Ended;
import org.maapay.payment.PaymentAttempts.State;

/** {@code GET /cashier/v1/payments/current}: how the payment stands; changes nothing. */
final class PaymentStateHandler implements Handler {
  private final Books books;
  private final InstantSource clock;
  private final Desk desk;

  PaymentStateHandler(CashierInterface.Parts parts, Desk desk) {
    this.books = parts.books();
    this.clock = parts.clock();
    this.desk = desk;
  }

  @Override
  public Reply handle(Call call) {
    return desk.receive(call, (session, order) -> state(session, order));
  }

  private Reply state(PageSession session, PaymentOrder order) {
    var answer = Json.members().put("orderStatus", Shown.status(order, clock.instant()));
    order.paidAt().ifPresent(at -> answer.put("outcome", "PAID").put("paidAt", at.toString()));
    if (order.state() instanceof OrderState.Paying) {
      answer.put("outcome", "PROCESSING");
    } else if (order.paidAt().isEmpty()) {
      lastAttempt(session, order).ifPresent(last -> outcome(answer, last));
    }
    return Answer.ok(answer.build());
  }

  private Optional<Ended> lastAttempt(PageSession session, PaymentOrder order) {
    var no = order.state().lastAttempt();
    return session
        .payer()
        .flatMap(payer ->
            books.database().read(tx -> books.attempts().find(tx, payer, order.payOrderNo(), no)));
  }

  private static void outcome(Json.Members answer, Ended last) {
    if (last.state() == State.DECLINED) {
      answer.put("outcome", "DECLINED").putIfPresent("reason", last.reason());
    }
  }
}
