package org.maapay.edge.mandate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.maapay.authorization.Authorization;
import org.maapay.authorization.Consent;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
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
import org.maapay.kernel.UserId;

/**
 * All mandates of a user, of whichever merchant: only after his password, since the link came
 * through one of the merchants.
 */
final class OverviewHandler {
  /** Who asks for the password. */
  static final String NAME = "MaaPay";

  private static final TextRule ENVELOPE = TextRule.upTo(8192);

  private final Books books;
  private final Authorization authorization;
  private final InstantSource clock;
  private final SigningDesk desk;
  private final SigningSessions sessions;

  OverviewHandler(MandateInterface.Parts parts, SigningDesk desk, SigningSessions sessions) {
    this.books = parts.books();
    this.authorization = parts.authorization();
    this.clock = parts.clock();
    this.desk = desk;
    this.sessions = sessions;
  }

  /**
   * {@code POST /cashier/v1/mandates/overview}: the password makes the session one that sees all.
   */
  Reply prove(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.text("envelope", ENVELOPE))) {
      case Bad<String>(var errors) -> Problem.fields(errors);
      case Good<String>(var envelope) -> desk.receiveUser(call, visit -> prove(visit, envelope));
    };
  }

  private Reply prove(Visit visit, String envelope) {
    return switch (authorization.consent(ShownMandate.overview(visit), envelope)) {
      case Consent.Given _ ->
          Answer.ok(
              Json.members()
                  .put("outcome", "PROVED")
                  .put("session", sessions.prove(visit.session()))
                  .put("mandates", all(visit.user()))
                  .build());
      case Consent.Withheld(var why) -> Withholdings.of(why, visit.user(), authorization);
    };
  }

  /** {@code GET /cashier/v1/mandates}: the active ones, newest first, with the day's use. */
  Reply list(Call call) {
    return desk.receiveUser(
        call,
        visit ->
            visit.session().proved()
                ? Answer.ok(Json.members().put("mandates", all(visit.user())).build())
                : Problem.of(ProblemCode.NOT_PERMITTED, "Type the payment password first."));
  }

  private Json all(UserId user) {
    List<Json> shown = books.database().read(tx -> all(tx, user));
    return Json.of(shown);
  }

  private List<Json> all(Connection tx, UserId user) throws SQLException {
    var shown = new ArrayList<Json>();
    var now = clock.instant();
    for (var standing : books.allowances().of(tx, user, now)) {
      var mandate = books.mandates().find(tx, standing.mandate()).orElseThrow();
      shown.add(
          ShownMandate.of(mandate, now).put("usedToday", standing.usedToday().toString()).build());
    }
    return shown;
  }
}
