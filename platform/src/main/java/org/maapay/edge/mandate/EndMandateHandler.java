package org.maapay.edge.mandate;

import java.time.InstantSource;
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
import org.maapay.kernel.MandateNo;
import org.maapay.mandate.Changing;
import org.maapay.mandate.MandateState.Party;

/**
 * {@code POST /cashier/v1/mandates/revoke}: the user ends a mandate, or declines one that he was
 * asked to sign. That takes no password: it gives nothing away. The session's own mandate always;
 * any other one of the user's only after his password.
 */
final class EndMandateHandler implements Handler {
  private static final Problem MISSING =
      Problem.of(ProblemCode.MANDATE_NOT_FOUND, "No mandate of this user has that number.");

  private final Books books;
  private final InstantSource clock;
  private final SigningDesk desk;

  EndMandateHandler(MandateInterface.Parts parts, SigningDesk desk) {
    this.books = parts.books();
    this.clock = parts.clock();
    this.desk = desk;
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(
        call.json(), fields -> fields.text("mandateNo", TextRule.upTo(64)))) {
      case Bad<String>(var errors) -> Problem.fields(errors);
      case Good<String>(var no) ->
          MandateNo.isOne(no)
              ? desk.receive(call, (session, _) -> end(session, new MandateNo(no)))
              : MISSING;
    };
  }

  private Reply end(SigningSession session, MandateNo no) {
    return switch (changed(session, no)) {
      case Changing.Done(var mandate) ->
          Answer.ok(
              Json.members()
                  .put("outcome", "ENDED")
                  .put("mandate", ShownMandate.of(mandate, clock.instant()).build())
                  .build());
      case Changing.Missing _ -> MISSING;
      case Changing.Refused _ -> throw new AssertionError("ending is never refused");
    };
  }

  private Changing changed(SigningSession session, MandateNo no) {
    if (no.equals(session.mandate())) {
      return books.mandates().revoke(no, Party.USER);
    }
    return session.proved() && session.user().isPresent()
        ? books.mandates().revokeOf(session.user().get(), no)
        : new Changing.Missing();
  }
}
