package org.maapay.edge.mandate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.card.Card;
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
import org.maapay.edge.mandate.MandateInterface.Settings;
import org.maapay.kernel.MandateNo;
import org.maapay.keys.PageReferences;
import org.maapay.keys.PinVault;
import org.maapay.mandate.Mandate;
import org.maapay.user.User;
import org.maapay.wallet.WalletInstitution;

/**
 * {@code POST /cashier/v1/mandate-sessions}: opens the page for whoever holds the mandate's
 * reference. It shows no balance: nothing is paid here.
 */
final class OpenSigningHandler implements Handler {
  private static final TextRule TEXT = TextRule.upTo(64);

  private final Books books;
  private final PageReferences references;
  private final PinVault pins;
  private final SigningSessions sessions;
  private final Settings settings;
  private final InstantSource clock;

  OpenSigningHandler(MandateInterface.Parts parts, SigningSessions sessions) {
    this.books = parts.books();
    this.references = parts.vault().pageReferences();
    this.pins = parts.vault().pins();
    this.sessions = sessions;
    this.settings = parts.settings();
    this.clock = parts.clock();
  }

  private record Reference(String mandateNo, String reference) {
    @Override
    public String toString() {
      return mandateNo;
    }
  }

  /** Who signs, if he has an account, and his cards. */
  private record Signer(User user, List<Card> cards) {}

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(
        call.json(),
        fields -> new Reference(fields.text("mandateNo", TEXT), fields.text("reference", TEXT)))) {
      case Bad<Reference>(var errors) -> Problem.fields(errors);
      case Good<Reference>(var reference) ->
          mandate(reference)
              .map(this::open)
              .orElse(
                  Problem.of(
                      ProblemCode.PAGE_REFERENCE_UNKNOWN, "Open the page from the message."));
    };
  }

  private Optional<Mandate> mandate(Reference reference) {
    if (!MandateNo.isOne(reference.mandateNo())) {
      return Optional.empty();
    }
    var no = new MandateNo(reference.mandateNo());
    return references.matches(no, reference.reference())
        ? books.database().read(tx -> books.mandates().find(tx, no))
        : Optional.empty();
  }

  private Reply open(Mandate mandate) {
    var signer = books.database().read(tx -> signer(tx, mandate));
    var token = sessions.open(mandate.no(), signer.map(found -> found.user().id()));
    return Answer.ok(
        Json.members()
            .put("session", token)
            .put("expiresInSeconds", SigningSessions.LIFE.toSeconds())
            .put("mandate", ShownMandate.of(mandate, clock.instant()).build())
            .put("user", user(mandate, signer))
            .put("methods", methods(signer))
            .put("password", password(signer))
            .put("keypadOrigin", settings.keypadOrigin())
            .putIfPresent("frameParent", settings.frameParent())
            .putIfPresent("returnUrl", mandate.wish().returnUrl())
            .build());
  }

  private Optional<Signer> signer(Connection tx, Mandate mandate) throws SQLException {
    var user = books.users().find(tx, mandate.wish().mobile());
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(new Signer(user.get(), books.cards().of(tx, user.get().id())));
  }

  private static Json.Obj user(Mandate mandate, Optional<Signer> signer) {
    return Json.members()
        .put("mobile", mandate.wish().mobile().masked())
        .put("registered", signer.isPresent())
        .putIfPresent("name", signer.flatMap(found -> found.user().maskedName()).orElse(null))
        .build();
  }

  private static Json methods(Optional<Signer> signer) {
    var methods = new ArrayList<Json>();
    signer.ifPresent(found -> {
      methods.add(method(WalletInstitution.BALANCE, "BALANCE", "余额").build());
      found
          .cards()
          .forEach(card ->
              methods.add(
                  method(card.id(), "CARD", card.label())
                      .put("bank", card.bank())
                      .put("last4", card.last4())
                      .put("cardType", card.kind().name())
                      .build()));
    });
    return Json.of(methods);
  }

  private static Json.Members method(String id, String kind, String label) {
    return Json.members().put("id", id).put("kind", kind).put("label", label).put("enough", true);
  }

  private Json.Obj password(Optional<Signer> signer) {
    if (signer.isEmpty()) {
      return Json.members().put("set", false).put("triesLeft", 0).build();
    }
    var standing = pins.standing(signer.get().user().id());
    return Json.members()
        .put("set", standing.set())
        .put("triesLeft", (long) standing.triesLeft())
        .putIfPresent("lockedUntil", standing.lockedUntil().map(Object::toString).orElse(null))
        .build();
  }
}
