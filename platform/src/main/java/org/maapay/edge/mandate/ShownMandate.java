package org.maapay.edge.mandate;

import java.time.Instant;
import org.maapay.edge.http.json.Json;
import org.maapay.keypad.Binding;
import org.maapay.keypad.Binding.Agreement;
import org.maapay.mandate.Mandate;

/** A mandate as its user is shown it, and as he signs it. */
final class ShownMandate {
  private ShownMandate() {}

  static Json.Members of(Mandate mandate, Instant now) {
    var wish = mandate.wish();
    var shown =
        Json.members()
            .put("mandateNo", mandate.no().value())
            .put("merchantName", wish.merchantName())
            .put("limitPerPayment", wish.limits().perPayment().toString())
            .put("limitPerDay", wish.limits().perDay().toString())
            .put("status", mandate.statusAt(now))
            .put("expiresAt", mandate.expiresAt().toString())
            .putIfPresent("method", mandate.method());
    if (mandate.signedAt() != null) {
      shown.put("signedAt", mandate.signedAt().toString());
    }
    mandate.endedAt().ifPresent(at -> shown.put("endedAt", at.toString()));
    return shown;
  }

  /** What the password is typed for: this merchant's mandate, with exactly these limits. */
  static Binding agreement(SigningDesk.Visit visit) {
    var wish = visit.mandate().wish();
    return new Binding(
        visit.session().id(),
        visit.user(),
        new Agreement(visit.mandate().no(), wish.limits().perPayment(), wish.limits().perDay()),
        wish.merchantName());
  }

  /** What the password is typed for: to see and end all of them. */
  static Binding overview(SigningDesk.Visit visit) {
    return new Binding(
        visit.session().id(), visit.user(), new Binding.Overview(), OverviewHandler.NAME);
  }
}
