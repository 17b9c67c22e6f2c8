package org.maapay.messaging.lookup;

import org.maapay.messaging.PhoneNumber;

/** Somebody who can be asked who serves a number. Asking blocks and never throws. */
@FunctionalInterface
public interface NumberSource {
  Asked ask(PhoneNumber user);

  /** What came of asking. */
  sealed interface Asked {
    /** This operator serves the number; its short name. */
    record Served(String operator) implements Asked {}

    /** The source knows that no operator of ours serves it, or has never heard of it. */
    record Nobody() implements Asked {}

    /** No answer that could be understood; another time there may be one. */
    record Silent(String reason) implements Asked {}
  }
}
