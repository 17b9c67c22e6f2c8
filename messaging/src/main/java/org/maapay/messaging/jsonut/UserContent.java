package org.maapay.messaging.jsonut;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.maapay.messaging.UplinkEvent;
import org.maapay.messaging.UplinkEvent.ActionTapped;
import org.maapay.messaging.UplinkEvent.DataShared;
import org.maapay.messaging.UplinkEvent.Envelope;
import org.maapay.messaging.UplinkEvent.FilesReceived;
import org.maapay.messaging.UplinkEvent.LocationReceived;
import org.maapay.messaging.UplinkEvent.OtherReceived;
import org.maapay.messaging.UplinkEvent.ReplyTapped;
import org.maapay.messaging.UplinkEvent.TextReceived;
import org.maapay.messaging.card.Answer;
import org.maapay.messaging.card.CardReader;
import org.maapay.messaging.card.ContentTypes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the {@code messageList} of a user's message. */
final class UserContent {
  private static final Pattern GEO =
      Pattern.compile("geo:(-?[0-9]{1,3}(?:\\.[0-9]+)?),(-?[0-9]{1,3}(?:\\.[0-9]+)?)(?:;.*)?");
  private static final Pattern GEO_LABEL = Pattern.compile(";rcs-l=([^;]*)");

  private UserContent() {}

  /**
   * One event for each part; a part of an unknown kind still tells that the user sent something.
   */
  static List<UplinkEvent> events(Envelope envelope, JsonNode messageList) {
    var events = new ArrayList<UplinkEvent>();
    for (var part : messageList.isArray() ? messageList : List.of(messageList)) {
      events.add(event(partOf(envelope, events.size()), part));
    }
    return List.copyOf(events);
  }

  /** Parts after the first are told apart by their place, so that each has a key of its own. */
  private static Envelope partOf(Envelope envelope, int index) {
    return index == 0
        ? envelope
        : new Envelope(
            envelope.messageId() + "#" + index,
            envelope.chatbotId(),
            envelope.user(),
            envelope.dialogue(),
            envelope.at());
  }

  private static UplinkEvent event(Envelope envelope, JsonNode part) {
    var type = part.path("contentType").asString().replaceFirst(";.*", "").strip();
    var content = decoded(part);
    return switch (type) {
      case ContentTypes.TEXT -> text(envelope, content.asString());
      case ContentTypes.RESPONSE, ContentTypes.SHARED_DATA ->
          CardReader.answer(structured(content))
              .map(answer -> answered(envelope, answer))
              .orElseGet(() -> new OtherReceived(envelope, type));
      case ContentTypes.FILE -> new FilesReceived(envelope, FileJson.received(structured(content)));
      default -> new OtherReceived(envelope, type);
    };
  }

  private static UplinkEvent answered(Envelope envelope, Answer answer) {
    return switch (answer) {
      case Answer.ReplyTapped(var text, var postback) -> new ReplyTapped(envelope, text, postback);
      case Answer.ActionTapped(var text, var postback) ->
          new ActionTapped(envelope, text, postback);
      case Answer.DeviceShared device -> new DataShared(envelope, device);
    };
  }

  private static UplinkEvent text(Envelope envelope, String text) {
    var geo = GEO.matcher(text.strip());
    if (!geo.matches()) {
      return new TextReceived(envelope, text);
    }
    var label = GEO_LABEL.matcher(text);
    return new LocationReceived(
        envelope,
        Double.parseDouble(geo.group(1)),
        Double.parseDouble(geo.group(2)),
        label.find() ? unescaped(label.group(1)) : null);
  }

  private static String unescaped(String label) {
    try {
      return URLDecoder.decode(label.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return label;
    }
  }

  private static JsonNode decoded(JsonNode part) {
    var content = part.path("contentText");
    if (!"base64".equalsIgnoreCase(part.path("contentEncoding").asString())) {
      return content;
    }
    try {
      var bytes = Base64.getMimeDecoder().decode(content.asString());
      return JsonNodeFactory.instance.stringNode(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return content;
    }
  }

  /** JSON content stands there as JSON, or as text that holds JSON. */
  private static JsonNode structured(JsonNode content) {
    return content.isString() ? Json.object(content.asString()).orElse(content) : content;
  }
}
