package org.maapay.edge.cashier;

import org.maapay.edge.http.json.Json;
import org.maapay.kernel.UserId;
import org.maapay.keypad.KeypadPage;
import org.maapay.keypad.Keypads;

/**
 * Leaves to open one keypad, for what a page showed. The first comes with the page, so that its
 * payer waits for one call less; each further one is asked for.
 */
final class KeypadOffers {
  private final Keypads keypads;
  private final String keypadUrl;

  KeypadOffers(Keypads keypads, CashierInterface.Settings settings) {
    this.keypads = keypads;
    this.keypadUrl = settings.keypadOrigin() + "/keypad.html";
  }

  /** A ticket, where it is good, and what the keypad will bind the password to. */
  Json.Obj of(PageSession session, UserId payer) {
    var terms = session.terms();
    return Json.members()
        .put("ticket", keypads.ticket(Purposes.of(session, payer)))
        .put("keypadUrl", keypadUrl)
        .put("payee", terms.payee())
        .put("payOrderNo", session.order().value())
        .put("amount", terms.amount().toString())
        .put("length", (long) KeypadPage.LENGTH)
        .put("expiresInSeconds", (long) KeypadPage.LIFE_SECONDS)
        .build();
  }
}
