package org.maapay.messaging.gsma;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.FileRef.Role;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.CardReader;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.Envelope;
import org.maapay.messaging.uplink.UplinkEvent.FilesReceived;
import org.maapay.messaging.uplink.UplinkEvent.LocationReceived;
import org.maapay.messaging.uplink.UplinkEvent.OtherReceived;
import org.maapay.messaging.uplink.UplinkEvent.Review;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.Subject;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.Reading;
import org.maapay.messaging.wire.UserContent;
import tools.jackson.databind.JsonNode;

/** Reads the bodies of callbacks to one chatbot. */
final class GsmaReader {
  private final String chatbotId;
  private final Instant now;

  GsmaReader(String chatbotId, Instant now) {
    this.chatbotId = chatbotId;
    this.now = now;
  }

  /** Empty for a body that is none of the interface's; an event of no interest gives no events. */
  Optional<List<UplinkEvent>> read(JsonNode json) {
    var user = Reading.phone(json.path("messageContact").path("userContact").asString());
    return switch (json.path("event").asString()) {
      case "message", "response" -> user.flatMap(known -> message(json, known)).map(List::of);
      case "messageStatus" -> user.flatMap(known -> status(json, known));
      case "fileStatus" -> Optional.of(List.of(file(json)));
      case "isTyping", "alias", "newUser" -> Optional.of(List.of());
      default -> Optional.empty();
    };
  }

  private Optional<UplinkEvent> message(JsonNode json, PhoneNumber user) {
    var rcs = json.path("RCSMessage");
    var id = rcs.path("msgId").asString();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    var chat = json.path("messageContact").path("chatId").asString();
    var envelope = new Envelope(id, chatbotId, user, new Dialogue(chat, "", null), time(rcs));
    return Optional.of(content(envelope, rcs));
  }

  private static UplinkEvent content(Envelope envelope, JsonNode rcs) {
    if (rcs.path("textMessage").isString()) {
      return UserContent.text(envelope, rcs.path("textMessage").stringValue());
    }
    if (rcs.has("suggestedResponse") || rcs.has("sharedData")) {
      var said = rcs.has("suggestedResponse") ? rcs.path("suggestedResponse") : rcs;
      return CardReader.answer(said)
          .map(answer -> UserContent.answered(envelope, answer))
          .orElseGet(() -> new OtherReceived(envelope, "suggestedResponse"));
    }
    for (var kind : List.of("fileMessage", "audioMessage")) {
      if (rcs.has(kind)) {
        return new FilesReceived(envelope, files(rcs.path(kind)));
      }
    }
    if (rcs.has("geolocationPushMessage")) {
      return place(envelope, rcs.path("geolocationPushMessage"));
    }
    return new OtherReceived(envelope, String.join(" ", rcs.propertyNames()));
  }

  private static UplinkEvent place(Envelope envelope, JsonNode place) {
    var pos = place.path("pos").asString().replace("geo:", "").split("[,;]", 3);
    try {
      return new LocationReceived(
          envelope, Double.parseDouble(pos[0]), Double.parseDouble(pos[1]), text(place, "label"));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return new OtherReceived(envelope, "geolocationPushMessage");
    }
  }

  private static List<FileRef> files(JsonNode json) {
    var files = new ArrayList<FileRef>();
    Json.uri(json.path("thumbnailUrl").asString())
        .ifPresent(url ->
            files.add(
                new FileRef(
                    Role.THUMBNAIL,
                    url,
                    text(json, "thumbnailMIMEType"),
                    json.path("thumbnailFileSize").asLong(-1),
                    null)));
    Json.uri(json.path("fileUrl").asString())
        .ifPresent(url ->
            files.add(
                new FileRef(
                    Role.FILE,
                    url,
                    text(json, "fileMIMEType"),
                    json.path("fileSize").asLong(-1),
                    null)));
    return files;
  }

  private Optional<List<UplinkEvent>> status(JsonNode json, PhoneNumber user) {
    var rcs = json.path("RCSMessage");
    var id = rcs.path("msgId").asString();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        state(json, rcs.path("status").asString()).stream()
            .<UplinkEvent>map(state -> new DeliveryReported(chatbotId, id, user, state, time(rcs)))
            .toList());
  }

  private static Optional<DeliveryState> state(JsonNode json, String status) {
    return switch (status) {
      case "sent" -> Optional.of(Station.SENT);
      case "delivered" -> Optional.of(Station.DELIVERED);
      case "displayed" -> Optional.of(Station.DISPLAYED);
      case "cancelled", "revoked" -> Optional.of(Station.REVOKED);
      case "cancelFailed" -> Optional.of(Station.REVOKE_FAILED);
      case "failed" -> Optional.of(GsmaCodes.failed(json.path("reason").path("code").asString()));
      default -> Optional.empty();
    };
  }

  private Reviewed file(JsonNode json) {
    var file = json.path("file");
    var status = file.path("status").asString();
    var id = file.path("fileId").asString();
    var state =
        switch (status) {
          case "approved", "valid", "ready" -> ReviewState.PASSED;
          case "pending" -> ReviewState.PENDING;
          default -> ReviewState.REFUSED;
        };
    var review =
        new Review(
            id + "-" + status,
            Subject.MEDIA,
            id,
            state,
            state == ReviewState.PASSED ? files(file) : List.of(),
            text(json.path("reason"), "text"),
            null);
    return new Reviewed(chatbotId, review, time(file));
  }

  private Instant time(JsonNode json) {
    return Stream.of("timestamp", "dateTime")
        .flatMap(name -> Reading.time(json.path(name).asString()).stream())
        .findFirst()
        .orElse(now);
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).asStringOpt().filter(Predicate.not(String::isEmpty)).orElse(null);
  }
}
