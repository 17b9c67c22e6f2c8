package org.maapay.keypad;

import java.util.Optional;

/**
 * Tells the layout of an open keypad, which makes the keypad worthless: for the sandbox, whose
 * simulated users have no eyes. Nothing else in the platform can tell it; a server that handles
 * money never makes one of these.
 */
public final class KeypadDisclosure {
  private final Keypads keypads;

  public KeypadDisclosure(Keypads keypads) {
    this.keypads = keypads;
  }

  /** The digit of each cell in order, such as {@code 4071639528}, while the session is open. */
  public Optional<String> layout(String sid) {
    return keypads.layout(sid);
  }
}
