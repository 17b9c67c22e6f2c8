package org.maapay.simulator.operator.jsonut;

import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.http.Reply;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The operators' answers: HTTP 200, and the truth in {@code errorCode}. */
final class Answers {
  private Answers() {}

  static ObjectNode ok() {
    return JsonNodeFactory.instance.objectNode().put("errorCode", ErrorCodes.OK);
  }

  static Reply.Whole reply(ObjectNode json) {
    return Reply.json(200, json);
  }

  static Reply.Whole refuse(int code, String detail) {
    var json = JsonNodeFactory.instance.objectNode().put("errorCode", code);
    return reply(json.put("errorMessage", ErrorCodes.meaning("", code) + ": " + detail));
  }

  static Reply.Whole refuse(Refused refused) {
    return refuse(refused.code(), refused.detail());
  }
}
