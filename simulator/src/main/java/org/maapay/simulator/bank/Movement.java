package org.maapay.simulator.bank;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A debit or credit as the clearing house keeps it; what it says of it never changes. */
record Movement(
    Direction direction,
    String number,
    boolean done,
    @Nullable String clearingNo,
    @Nullable String reason,
    Instant at) {

  /** Whether money leaves a card or comes back to it. */
  enum Direction {
    DEBIT("debitNo", "debits"),
    CREDIT("creditNo", "credits");

    private final String numberName;
    private final String path;

    Direction(String numberName, String path) {
      this.numberName = numberName;
      this.path = path;
    }

    String numberName() {
      return numberName;
    }

    String path() {
      return path;
    }
  }

  /** The answer at {@code now}; until its time has come a movement is told to be processed. */
  ObjectNode json(Instant now) {
    var json = JsonNodeFactory.instance.objectNode().put(direction.numberName(), number);
    if (now.isBefore(at)) {
      return json.put("state", "PROCESSING");
    }
    json.put("state", done ? "SUCCESS" : "DECLINED");
    if (clearingNo != null) {
      json.put("clearingNo", clearingNo);
    }
    if (reason != null) {
      json.put("reason", reason);
    }
    return json.put("at", at.toString());
  }

  static ObjectNode unknown(Direction direction, String number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(direction.numberName(), number)
        .put("state", "NOT_FOUND");
  }
}
