package org.maapay.edge.cashier;

import java.time.InstantSource;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.kernel.UserId;
import org.maapay.order.Transition;

/** {@code POST /cashier/v1/keypads}: leave to open one more keypad for this payment. */
final class OpenKeypadHandler implements Handler {
  private final KeypadOffers offers;
  private final InstantSource clock;
  private final Desk desk;

  OpenKeypadHandler(KeypadOffers offers, InstantSource clock, Desk desk) {
    this.offers = offers;
    this.clock = clock;
    this.desk = desk;
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.text("methodId", TextRule.upTo(64)))) {
      case Bad<String>(var errors) -> Problem.fields(errors);
      case Good<String> _ -> desk.admit(call, this::open);
    };
  }

  /** Whether the order can still be paid is looked up when it is paid, and not before that, too. */
  private Reply open(PageSession session, UserId payer) {
    var terms = session.terms();
    if (!clock.instant().isBefore(terms.payableUntil())) {
      return Refusals.of(Transition.Reason.ORDER_CLOSED);
    }
    return Answer.ok(offers.of(session, payer));
  }
}
