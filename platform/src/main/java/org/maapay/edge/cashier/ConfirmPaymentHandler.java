package org.maapay.edge.cashier;

import java.time.Instant;
import java.time.InstantSource;
import org.maapay.authorization.Authorization;
import org.maapay.authorization.Granted;
import org.maapay.authorization.Leave;
import org.maapay.edge.cashier.Desk.Visit;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.payment.PaymentOutcome;
import org.maapay.payment.Payments;

/**
 * {@code POST /cashier/v1/payments}: the payer confirms with what he typed on the keypad (5.1.1-3,
 * 5.1.1-4). The envelope passes through unread; the vault alone judges it.
 */
final class ConfirmPaymentHandler implements Handler {
  private static final TextRule ENVELOPE = TextRule.upTo(8192);

  private final Authorization authorization;
  private final Payments payments;
  private final InstantSource clock;
  private final Desk desk;

  ConfirmPaymentHandler(CashierInterface.Parts parts, Desk desk) {
    this.authorization = parts.authorization();
    this.payments = parts.payments();
    this.clock = parts.clock();
    this.desk = desk;
  }

  private record Confirmation(String method, String envelope) {
    @Override
    public String toString() {
      return method;
    }
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(
        call.json(),
        fields ->
            new Confirmation(
                fields.text("methodId", TextRule.upTo(64)), fields.text("envelope", ENVELOPE)))) {
      case Bad<Confirmation>(var errors) -> Problem.fields(errors);
      case Good<Confirmation>(var confirmation) ->
          desk.receivePayer(call, visit -> confirm(visit, confirmation));
    };
  }

  private Reply confirm(Visit visit, Confirmation confirmation) {
    var refusal = Refusals.of(visit.order(), clock.instant());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return switch (authorization.byPassword(Purposes.of(visit), confirmation.envelope())) {
      case Leave.Given(var granted) -> pay(visit, confirmation.method(), granted);
      case Leave.PasswordWrong(var left) when left > 0 -> wrong(left);
      case Leave.PasswordWrong _ -> locked(authorization.lockedUntil(visit.payer()));
      case Leave.Locked(var until) -> locked(until);
      case Leave.Busy _ -> declined("PASSWORD_BUSY");
      case Leave.PasswordNotSet _ -> declined("PASSWORD_NOT_SET");
      case Leave.KeypadRefused(var reason) -> declined("KEYPAD_" + reason.name());
    };
  }

  private Reply pay(Visit visit, String method, Granted granted) {
    return switch (payments.pay(visit.order().payOrderNo(), method, granted)) {
      case PaymentOutcome.Paid(var at) ->
          Answer.ok(Json.members().put("outcome", "PAID").put("paidAt", at.toString()).build());
      case PaymentOutcome.Declined(var reason) -> declined(reason.name());
      case PaymentOutcome.Unknown(var askAgainIn) ->
          Answer.ok(
              Json.members()
                  .put("outcome", "PROCESSING")
                  .put("askAgainMillis", askAgainIn.toMillis())
                  .build());
      case PaymentOutcome.Refused(var reason) -> Refusals.of(reason);
    };
  }

  private static Reply wrong(int triesLeft) {
    return Answer.ok(
        Json.members()
            .put("outcome", "DECLINED")
            .put("reason", "WRONG_PASSWORD")
            .put("triesLeft", (long) triesLeft)
            .build());
  }

  private static Reply locked(Instant until) {
    return Answer.ok(
        Json.members()
            .put("outcome", "DECLINED")
            .put("reason", "PASSWORD_LOCKED")
            .put("triesLeft", 0L)
            .put("lockedUntil", until.toString())
            .build());
  }

  private static Reply declined(String reason) {
    return Answer.ok(Json.members().put("outcome", "DECLINED").put("reason", reason).build());
  }
}
