package org.maapay.edge.cashier;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.authorization.Authorization;
import org.maapay.authorization.Granted;
import org.maapay.authorization.Leave;
import org.maapay.device.DeviceProof;
import org.maapay.device.Devices;
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
 * {@code POST /cashier/v1/payments}: the payer confirms with what he typed on the keypad, or with a
 * signature of his device (5.1.1-3, 5.1.3-2, 6.5-8f). An envelope passes through unread; the vault
 * alone judges it.
 */
final class ConfirmPaymentHandler implements Handler {
  private static final TextRule ENVELOPE = TextRule.upTo(8192);

  private final Authorization authorization;
  private final Devices devices;
  private final Payments payments;
  private final InstantSource clock;
  private final Desk desk;

  ConfirmPaymentHandler(CashierInterface.Parts parts, Desk desk) {
    this.authorization = parts.authorization();
    this.devices = parts.devices();
    this.payments = parts.payments();
    this.clock = parts.clock();
    this.desk = desk;
  }

  private record Confirmation(
      String method, Optional<String> envelope, Optional<DeviceProof> proof) {
    @Override
    public String toString() {
      return method;
    }
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), ConfirmPaymentHandler::confirmation)) {
      case Bad<Confirmation>(var errors) -> Problem.fields(errors);
      case Good<Confirmation>(var confirmation) ->
          desk.receivePayer(call, visit -> confirm(visit, confirmation));
    };
  }

  private static Confirmation confirmation(Fields fields) {
    var method = fields.text("methodId", TextRule.upTo(64));
    var envelope = fields.optionalText("envelope", ENVELOPE);
    var proof = DeviceProofs.read(fields);
    int ways = (fields.has("envelope") ? 1 : 0) + DeviceProofs.given(fields);
    if (ways != 1) {
      fields.error("envelope", "give one of envelope, device and browser");
    }
    return new Confirmation(method, envelope, proof);
  }

  private Reply confirm(Visit visit, Confirmation confirmation) {
    var refusal = Refusals.of(visit.order(), clock.instant());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    var what = Purposes.of(visit);
    var leave =
        confirmation
            .proof()
            .map(proof -> authorization.byDevice(what, proof))
            .orElseGet(() -> authorization.byPassword(what, confirmation.envelope().orElseThrow()));
    return switch (leave) {
      case Leave.Given(var granted) -> pay(visit, confirmation, granted);
      case Leave.DeviceRefused(var fault) -> declined(fault.name());
      case Leave.PasswordWrong(var left) when left > 0 -> wrong(left);
      case Leave.PasswordWrong _ -> locked(authorization.lockedUntil(visit.payer()));
      case Leave.Locked(var until) -> locked(until);
      case Leave.Busy _ -> declined("PASSWORD_BUSY");
      case Leave.PasswordNotSet _ -> declined("PASSWORD_NOT_SET");
      case Leave.KeypadRefused(var reason) -> declined("KEYPAD_" + reason.name());
    };
  }

  private Reply pay(Visit visit, Confirmation confirmation, Granted granted) {
    return switch (payments.pay(visit.order(), confirmation.method(), granted)) {
      case PaymentOutcome.Paid(var at) ->
          Answer.ok(
              enrolment(visit, confirmation)
                  .put("outcome", "PAID")
                  .put("paidAt", at.toString())
                  .build());
      case PaymentOutcome.Declined(var reason) -> declined(reason.name());
      case PaymentOutcome.Unknown(var askAgainIn) ->
          Answer.ok(
              enrolment(visit, confirmation)
                  .put("outcome", "PROCESSING")
                  .put("askAgainMillis", askAgainIn.toMillis())
                  .build());
      case PaymentOutcome.Refused(var reason) -> Refusals.of(reason);
    };
  }

  /** An accepted password brings the leave to register the device for the next time. */
  private Json.Members enrolment(Visit visit, Confirmation confirmation) {
    return confirmation.envelope().isEmpty()
        ? Json.members()
        : Json.members().put("enrolment", devices.enrolment(visit.payer(), visit.session().id()));
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
