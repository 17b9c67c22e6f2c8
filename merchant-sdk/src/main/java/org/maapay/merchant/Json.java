package org.maapay.merchant;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A JSON value. Numbers are kept exactly as they were written. */
sealed interface Json {
  record Text(String value) implements Json {}

  record Numeral(BigDecimal value) implements Json {}

  record Flag(boolean value) implements Json {}

  record Nothing() implements Json {}

  record Array(List<Json> items) implements Json {}

  record Members(Map<String, Json> members) implements Json {}

  /** Text that is not the JSON it should be. */
  final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String why) {
      super(why);
    }
  }
}
