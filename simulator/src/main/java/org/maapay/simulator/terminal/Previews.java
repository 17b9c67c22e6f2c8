package org.maapay.simulator.terminal;

import java.util.stream.Collectors;
import org.maapay.messaging.card.Ellipsis;
import tools.jackson.databind.JsonNode;

/** Says in a line what a part of a message shows. */
final class Previews {
  private static final int LONGEST = 60;

  private Previews() {}

  static String of(JsonNode content) {
    return Ellipsis.toCharacters(line(content).strip(), LONGEST);
  }

  private static String line(JsonNode content) {
    if (content.isString()) {
      return content.stringValue().startsWith("geo:") ? "[位置]" : content.stringValue();
    }
    if (content.isArray()) {
      return "[文件]";
    }
    var card = content.at("/message/generalPurposeCard/content");
    if (card.isObject()) {
      return title(card);
    }
    var cards = content.at("/message/generalPurposeCardCarousel/content");
    if (cards.isArray()) {
      return cards.valueStream().map(Previews::title).collect(Collectors.joining("、"));
    }
    var reply = content.at("/response/reply/displayText");
    return reply.isMissingNode()
        ? content.at("/response/action/displayText").asString()
        : reply.asString();
  }

  private static String title(JsonNode card) {
    return card.path("title").asString(card.path("description").asString());
  }
}
