package org.maapay.edge.merchant;

import org.maapay.database.Database;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.mandate.Changing;
import org.maapay.mandate.Mandate;
import org.maapay.mandate.MandateState.Party;
import org.maapay.mandate.Mandates;

/** {@code POST /v1/mandates/revoke}: ends a mandate; answers the same if it had ended already. */
final class RevokeMandateHandler implements Handler {
  private final Database database;
  private final Mandates mandates;
  private final MandateAnswers answers;

  RevokeMandateHandler(MerchantInterface.Parts parts, MandateAnswers answers) {
    this.database = parts.database();
    this.mandates = parts.mandates().mandates();
    this.answers = answers;
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), WhichMandate::read)) {
      case Bad<WhichMandate>(var errors) -> Problem.fields(errors);
      case Good<WhichMandate>(var which) when !Signers.isSigner(call, which.merchant()) ->
          Signers.MISMATCH;
      case Good<WhichMandate>(var which) ->
          database
              .read(tx -> which.find(tx, mandates))
              .map(this::revoke)
              .orElse(WhichMandate.MISSING);
    };
  }

  private Reply revoke(Mandate mandate) {
    return switch (mandates.revoke(mandate.no(), Party.MERCHANT)) {
      case Changing.Done(var now) -> Answer.ok(answers.of(now));
      case Changing.Missing _ -> WhichMandate.MISSING;
      case Changing.Refused _ -> throw new AssertionError("ending is never refused");
    };
  }
}
