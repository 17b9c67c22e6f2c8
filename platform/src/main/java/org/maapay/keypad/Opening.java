package org.maapay.keypad;

/** How opening a keypad with a ticket ended. */
public sealed interface Opening {
  record Opened(KeypadPage page) implements Opening {}

  /** The ticket has opened a keypad before, or is too old. */
  record TicketUsed() implements Opening {}

  /** Nobody issued such a ticket. */
  record TicketUnknown() implements Opening {}
}
