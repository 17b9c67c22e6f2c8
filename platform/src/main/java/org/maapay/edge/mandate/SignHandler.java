package org.maapay.edge.mandate;

import java.time.Instant;
import java.time.InstantSource;
import org.maapay.authorization.Authorization;
import org.maapay.authorization.Consent;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.edge.mandate.MandateInterface.Books;
import org.maapay.edge.mandate.SigningDesk.Visit;
import org.maapay.mandate.Changing;
import org.maapay.mandate.Mandate;
import org.maapay.wallet.WalletInstitution;

/**
 * {@code POST /cashier/v1/mandates}: the user signs with what he typed on the keypad. The envelope
 * passes through unread; it was sealed for this merchant and exactly these limits.
 */
final class SignHandler implements Handler {
  private static final TextRule ENVELOPE = TextRule.upTo(8192);

  private final Books books;
  private final Authorization authorization;
  private final InstantSource clock;
  private final SigningDesk desk;

  SignHandler(MandateInterface.Parts parts, SigningDesk desk) {
    this.books = parts.books();
    this.authorization = parts.authorization();
    this.clock = parts.clock();
    this.desk = desk;
  }

  private record Entry(String method, String envelope) {
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
            new Entry(
                fields.text("methodId", TextRule.upTo(64)), fields.text("envelope", ENVELOPE)))) {
      case Bad<Entry>(var errors) -> Problem.fields(errors);
      case Good<Entry>(var entry) -> desk.receiveUser(call, visit -> sign(visit, entry));
    };
  }

  private Reply sign(Visit visit, Entry entry) {
    var now = clock.instant();
    if (!visit.mandate().statusAt(now).equals("PENDING")) {
      return refusal(visit.mandate(), now);
    }
    if (!owns(visit, entry.method())) {
      return Answer.ok(Withholdings.declined("METHOD_UNKNOWN").build());
    }
    return switch (authorization.consent(ShownMandate.agreement(visit), entry.envelope())) {
      case Consent.Given _ -> signed(visit, entry.method());
      case Consent.Withheld(var why) -> Withholdings.of(why, visit.user(), authorization);
    };
  }

  private boolean owns(Visit visit, String method) {
    return method.equals(WalletInstitution.BALANCE)
        || books.database().read(tx -> books.cards().find(tx, visit.user(), method)).isPresent();
  }

  private Reply signed(Visit visit, String method) {
    var no = visit.mandate().no();
    return switch (books.mandates().sign(no, visit.user(), method)) {
      case Changing.Done(var mandate) ->
          Answer.ok(
              Json.members()
                  .put("outcome", "SIGNED")
                  .put("mandate", ShownMandate.of(mandate, clock.instant()).build())
                  .build());
      case Changing.Refused _, Changing.Missing _ -> refusal(visit.mandate(), clock.instant());
    };
  }

  /** Why a mandate that is not pending, or was not a moment ago, is not signed. */
  static Problem refusal(Mandate mandate, Instant now) {
    return mandate.statusAt(now).equals("ACTIVE")
        ? Problem.of(ProblemCode.MANDATE_EXISTS, "It was signed before. Nothing was changed.")
        : Problem.of(ProblemCode.MANDATE_ENDED, "It cannot be signed any more.");
  }
}
