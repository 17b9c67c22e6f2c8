package org.maapay.edge.cashier;

import java.util.List;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.Route;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.keypad.KeypadPage;
import org.maapay.keypad.Keypads;
import org.maapay.keypad.Opening;

/** The call of the keypad's own page: a ticket opens one keypad (6.5-7a). */
public final class KeypadInterface {
  private static final TextRule TICKET = TextRule.upTo(1024);

  private final Keypads keypads;

  private KeypadInterface(Keypads keypads) {
    this.keypads = keypads;
  }

  /** The routes of the keypad's origin. */
  public static List<Route> routes(Keypads keypads) {
    return List.of(Route.openPost("/keypad/v1/sessions", new KeypadInterface(keypads)::open));
  }

  private Reply open(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.text("ticket", TICKET))) {
      case Bad<String>(var errors) -> Problem.fields(errors);
      case Good<String>(var ticket) -> open(ticket);
    };
  }

  private Reply open(String ticket) {
    return switch (keypads.open(ticket)) {
      case Opening.Opened(var page) -> Answer.ok(shown(page));
      case Opening.TicketUsed _ ->
          Problem.of(ProblemCode.KEYPAD_TICKET_USED, "Ask the cashier for a new keypad.");
      case Opening.TicketUnknown _ ->
          Problem.of(ProblemCode.KEYPAD_TICKET_UNKNOWN, "Ask the cashier for a new keypad.");
    };
  }

  private static Json.Obj shown(KeypadPage page) {
    return Json.members()
        .put("sid", page.sid())
        .put("expiresInSeconds", (long) KeypadPage.LIFE_SECONDS)
        .put("expiresAt", page.expiresAt().toString())
        .put("length", (long) KeypadPage.LENGTH)
        .put("cells", Json.of(page.cells().stream().map(Json::of).toList()))
        .put("sprite", page.sprite())
        .put("serverKey", page.serverKey())
        .put("serverKeySignature", page.serverKeySignature())
        .build();
  }
}
