package org.maapay.payer;

/** A keypad session that nobody may type into: its key is not the institution's. */
public final class KeypadRefused extends Exception {
  private static final long serialVersionUID = 1;

  KeypadRefused(String why) {
    super(why);
  }
}
