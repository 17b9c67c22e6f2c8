package org.maapay.simulator.operator.jsonut;

import org.maapay.messaging.card.Violation;
import org.maapay.messaging.card.Violation.Rule;
import org.maapay.messaging.jsonut.ErrorCodes;

/** Which error code an operator answers to which broken rule. */
final class Violations {
  private Violations() {}

  static int code(Violation violation) {
    var path = violation.path();
    var rule = violation.rule();
    if (path.endsWith("uggestions") && (rule == Rule.TOO_MANY || rule == Rule.TOO_FEW)) {
      return ErrorCodes.BUTTON_COUNT;
    }
    if (path.endsWith(".displayText")) {
      return ErrorCodes.BUTTON_NAME_LENGTH;
    }
    if (path.endsWith(".postback.data")) {
      return ErrorCodes.BUTTON_KEY_LENGTH;
    }
    if (path.endsWith(".mediaUrl") || path.endsWith(".thumbnailUrl")) {
      return ErrorCodes.FILE_URL;
    }
    if (rule == Rule.NOT_A_URI || path.contains(".openUrl")) {
      return ErrorCodes.BUTTON_LINK;
    }
    if (path.contains("uggestions[")) {
      return ErrorCodes.BUTTON_TYPE;
    }
    boolean text = path.endsWith(".title") || path.endsWith(".description");
    return text && (rule == Rule.TOO_LONG || rule == Rule.TOO_SHORT)
        ? ErrorCodes.TEXT_LENGTH
        : ErrorCodes.BAD_PARAMETER;
  }
}
