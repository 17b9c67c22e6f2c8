package org.maapay.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.maapay.messaging.card.Answer;
import org.maapay.messaging.card.CardReader;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.DataShared;
import org.maapay.messaging.uplink.UplinkEvent.Envelope;
import org.maapay.messaging.uplink.UplinkEvent.FilesReceived;
import org.maapay.messaging.uplink.UplinkEvent.LocationReceived;
import org.maapay.messaging.uplink.UplinkEvent.OtherReceived;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads what a user sent, told by its content type. */
public final class UserContent {
  private UserContent() {}

  /** A part of a user's message; {@code encoding} is {@code base64}, or anything else for plain. */
  public record Piece(String contentType, String encoding, JsonNode content) {
    public static Piece of(String contentType, String encoding, String content) {
      return new Piece(contentType, encoding, JsonNodeFactory.instance.stringNode(content));
    }
  }

  /**
   * One event for each part; a part of an unknown kind still tells that the user sent something.
   */
  public static List<UplinkEvent> events(Envelope envelope, List<Piece> pieces) {
    var events = new ArrayList<UplinkEvent>();
    for (var piece : pieces) {
      events.add(event(partOf(envelope, events.size()), piece));
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

  private static UplinkEvent event(Envelope envelope, Piece piece) {
    var type = piece.contentType().replaceFirst(";.*", "").strip();
    var content = decoded(piece);
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

  /** What a tap or shared data says. */
  public static UplinkEvent answered(Envelope envelope, Answer answer) {
    return switch (answer) {
      case Answer.ReplyTapped(var text, var postback) -> new ReplyTapped(envelope, text, postback);
      case Answer.ActionTapped(var text, var postback) ->
          new ActionTapped(envelope, text, postback);
      case Answer.DeviceShared device -> new DataShared(envelope, device);
    };
  }

  /** A text, or the place that it stands for. */
  public static UplinkEvent text(Envelope envelope, String text) {
    return Geo.read(text)
        .<UplinkEvent>map(
            spot -> new LocationReceived(envelope, spot.latitude(), spot.longitude(), spot.label()))
        .orElseGet(() -> new TextReceived(envelope, text));
  }

  private static JsonNode decoded(Piece piece) {
    if (!"base64".equalsIgnoreCase(piece.encoding())) {
      return piece.content();
    }
    try {
      var bytes = Base64.getMimeDecoder().decode(piece.content().asString());
      return JsonNodeFactory.instance.stringNode(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return piece.content();
    }
  }

  /** JSON content stands there as JSON, or as text that holds JSON. */
  private static JsonNode structured(JsonNode content) {
    return content.isString() ? Json.object(content.asString()).orElse(content) : content;
  }
}
