package org.maapay.edge.mandate;

import java.time.InstantSource;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.mandate.MandateInterface.Settings;
import org.maapay.edge.mandate.SigningDesk.Visit;
import org.maapay.keypad.Keypads;

/** {@code POST /cashier/v1/mandate-keypads}: leave to open one keypad, to sign or to see all. */
final class SigningKeypadHandler implements Handler {
  private static final long PASSWORD_LENGTH = 6;

  private final Keypads keypads;
  private final Settings settings;
  private final InstantSource clock;
  private final SigningDesk desk;

  SigningKeypadHandler(MandateInterface.Parts parts, SigningDesk desk) {
    this.keypads = parts.keypads();
    this.settings = parts.settings();
    this.clock = parts.clock();
    this.desk = desk;
  }

  private enum Purpose {
    SIGN,
    OVERVIEW
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.choice("purpose", Purpose.class))) {
      case Bad<Purpose>(var errors) -> Problem.fields(errors);
      case Good<Purpose>(var purpose) -> desk.receiveUser(call, visit -> open(visit, purpose));
    };
  }

  private Reply open(Visit visit, Purpose purpose) {
    if (purpose == Purpose.SIGN && !visit.mandate().statusAt(clock.instant()).equals("PENDING")) {
      return SignHandler.refusal(visit.mandate(), clock.instant());
    }
    var binding =
        switch (purpose) {
          case SIGN -> ShownMandate.agreement(visit);
          case OVERVIEW -> ShownMandate.overview(visit);
        };
    return Answer.ok(
        Json.members()
            .put("ticket", keypads.ticket(binding))
            .put("keypadUrl", settings.keypadOrigin() + "/keypad.html")
            .put("payee", binding.payee())
            .put("payOrderNo", binding.purpose().subject())
            .put("amount", binding.purpose().extent())
            .put("length", PASSWORD_LENGTH)
            .build());
  }
}
