package org.maapay.edge.cashier;

import java.time.InstantSource;
import org.maapay.authorization.Authorization;
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

/** {@code POST /cashier/v1/challenges}: what a registered device is to sign for this payment. */
final class ChallengeHandler implements Handler {
  private final Authorization authorization;
  private final InstantSource clock;
  private final Desk desk;

  ChallengeHandler(CashierInterface.Parts parts, Desk desk) {
    this.authorization = parts.authorization();
    this.clock = parts.clock();
    this.desk = desk;
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.text("methodId", TextRule.upTo(64)))) {
      case Bad<String>(var errors) -> Problem.fields(errors);
      case Good<String> _ -> desk.receivePayer(call, this::issue);
    };
  }

  private Reply issue(Visit visit) {
    var refusal = Refusals.of(visit.order(), clock.instant());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return Answer.ok(
        Json.members()
            .put("challenge", authorization.challenge(Purposes.of(visit)))
            .put("expiresInSeconds", Devices.TO_SIGN.toSeconds())
            .build());
  }
}
