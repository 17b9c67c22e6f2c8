package org.maapay.keypad;

import java.util.List;
import java.util.Map;
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
    return Optional.ofNullable(layouts(List.of(sid)).get(sid));
  }

  /** The same of many sessions at once; those that are not open are left out. */
  public Map<String, String> layouts(List<String> sids) {
    return keypads.layouts(sids);
  }
}
