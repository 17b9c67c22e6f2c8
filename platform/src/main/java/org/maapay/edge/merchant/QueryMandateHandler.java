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
import org.maapay.mandate.Mandates;

/**
 * {@code POST /v1/mandates/query}: state and limits, so that the merchant can tell the payer before
 * he pays (6.1.2-1, 6.1.2-2).
 */
final class QueryMandateHandler implements Handler {
  private final Database database;
  private final Mandates mandates;
  private final MandateAnswers answers;

  QueryMandateHandler(MerchantInterface.Parts parts, MandateAnswers answers) {
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
              .<Reply>map(found -> Answer.ok(answers.of(found)))
              .orElse(WhichMandate.MISSING);
    };
  }
}
