package org.maapay.keypad;

import java.security.GeneralSecurityException;

/** A password typed by somebody who can see the digits. */
public final class TypedPassword {
  private TypedPassword() {}

  /** Opens the keypad of {@code ticket} and types; what comes back is the sealed envelope. */
  public static String on(
      Keypads keypads, String ticket, String order, String payee, String amount, String password)
      throws GeneralSecurityException {
    if (!(keypads.open(ticket) instanceof Opening.Opened(var page))) {
      throw new AssertionError("the ticket opens a keypad");
    }
    var layout = new KeypadDisclosure(keypads).layout(page.sid()).orElseThrow();
    var cells = password.chars().map(layout::indexOf).toArray();
    return new Typist(page, order, payee, amount).type(cells);
  }
}
