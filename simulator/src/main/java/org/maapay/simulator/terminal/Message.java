package org.maapay.simulator.terminal;

import java.time.Instant;
import java.util.Locale;
import org.maapay.messaging.Dialogue;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message on a handset.
 *
 * @param sequence its place among all messages, which rises with arrival
 */
record Message(long sequence, Place place, State state, Content content, Instant at) {
  /** Where it stands; {@code messageId} is what chatbot and operator call it. */
  record Place(String id, String msisdn, String chatbot, String messageId, Dialogue dialogue) {}

  /** What is in it; {@code incoming} says that it came to the user. */
  record Content(boolean incoming, boolean sms, ArrayNode parts) {}

  /** How far it came; in JSON in lower case. */
  enum State {
    SENT,
    DELIVERED,
    DISPLAYED,
    FAILED,
    SMS;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ObjectNode json() {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", place.id())
            .put("direction", content.incoming() ? "in" : "out")
            .put("at", at.toString())
            .put("state", state.wire())
            .put("sms", content.sms());
    json.set("parts", content.parts());
    return json;
  }

  /** The same with its chatbot, as events carry it. */
  ObjectNode event() {
    return json().put("chatbot", place.chatbot());
  }

  /** One line that stands for it in the list of conversations. */
  String preview() {
    for (var part : content.parts()) {
      var text = Previews.of(part.path("content"));
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
