package org.maapay.messaging.jsonut;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.Complaint;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.Envelope;
import org.maapay.messaging.uplink.UplinkEvent.Review;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.SpamReported;
import org.maapay.messaging.uplink.UplinkEvent.Subject;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.Reading;
import org.maapay.messaging.wire.UserContent;
import org.maapay.messaging.wire.UserContent.Piece;
import tools.jackson.databind.JsonNode;

/** Reads the bodies of callbacks, in every shape that the document or its examples show. */
final class UplinkReader {
  private UplinkReader() {}

  /** The callback that a body came with. */
  record Notice(String chatbotId, String nonce, Instant at) {}

  sealed interface Outcome {}

  record Read(List<UplinkEvent> events) implements Outcome {}

  record Unread(Reason reason) implements Outcome {}

  static Outcome read(Callback.Kind kind, UplinkRequest request, Notice notice) {
    var json = body(request);
    if (json.isEmpty()) {
      return new Unread(Reason.UNREADABLE);
    }
    return switch (kind) {
      case MESSAGE -> message(json.get(), notice);
      case STATUS -> reports(json.get(), notice);
      case SPAM -> new Read(List.of(spam(json.get(), notice)));
      case REVIEW -> new Read(List.of(review(json.get(), notice)));
      case URL_CHECK, PROFILE_CHANGE -> new Read(List.of());
    };
  }

  /** The table says multipart/form-data, the examples show JSON: the body itself tells. */
  private static Optional<JsonNode> body(UplinkRequest request) {
    var text = new String(request.body().toArray(), StandardCharsets.UTF_8).strip();
    if (text.startsWith("--")) {
      int begin = text.indexOf("\r\n\r\n");
      int end = text.indexOf("\r\n--", Math.max(begin, 0));
      return begin < 0 || end < 0 ? Optional.empty() : Json.object(text.substring(begin + 4, end));
    }
    return Json.object(request.body().toArray());
  }

  private static Outcome message(JsonNode json, Notice notice) {
    var sender = user(json, "senderAddress", "origUser");
    var messageId = text(json, "messageId");
    if (sender.isEmpty() || messageId == null) {
      return new Unread(Reason.UNREADABLE);
    }
    if (!addressedTo(notice.chatbotId(), json)) {
      return new Unread(Reason.MISADDRESSED);
    }
    var dialogue =
        new Dialogue(
            json.path("conversationId").asString(),
            json.path("contributionId").asString(),
            text(json, "inReplyTo"));
    var envelope =
        new Envelope(messageId, notice.chatbotId(), sender.get(), dialogue, time(json, notice));
    return new Read(UserContent.events(envelope, pieces(json.path("messageList"))));
  }

  private static List<Piece> pieces(JsonNode list) {
    var pieces = new ArrayList<Piece>();
    for (var part : list.isArray() ? list : List.of(list)) {
      pieces.add(
          new Piece(
              part.path("contentType").asString(),
              part.path("contentEncoding").asString(),
              part.path("contentText")));
    }
    return pieces;
  }

  /** True unless the body names another chatbot. */
  private static boolean addressedTo(String chatbotId, JsonNode json) {
    return each(json.path("destinationAddress"))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .allMatch(address -> Reading.sameChatbot(address, chatbotId));
  }

  private static Outcome reports(JsonNode json, Notice notice) {
    var list = json.path("deliveryInfoList");
    var events = new ArrayList<UplinkEvent>();
    for (var report : list.isArray() ? list : List.of(list.isObject() ? list : json)) {
      var user = user(report, "senderAddress", "destinationAddress", "origUser");
      var state = state(report);
      each(report.path("messageId"))
          .filter(Predicate.not(String::isEmpty))
          .forEach(messageId -> {
            if (user.isPresent() && state.isPresent()) {
              events.add(
                  new DeliveryReported(
                      notice.chatbotId(),
                      messageId,
                      user.get(),
                      state.get(),
                      time(report, notice)));
            }
          });
    }
    return events.isEmpty() ? new Unread(Reason.UNREADABLE) : new Read(events);
  }

  private static Optional<DeliveryState> state(JsonNode report) {
    return switch (report.path("status").asString()) {
      case "sent" -> Optional.of(Station.SENT);
      case "delivered" -> Optional.of(Station.DELIVERED);
      case "displayed" -> Optional.of(Station.DISPLAYED);
      case "deliveredToNetwork" -> Optional.of(Station.SMS_FALLBACK);
      case "revokeOk" -> Optional.of(Station.REVOKED);
      case "revokeFail" -> Optional.of(Station.REVOKE_FAILED);
      case "failed" -> Optional.of(failed(report.path("errorCode").asInt(0)));
      default -> Optional.empty();
    };
  }

  private static Failed failed(int code) {
    var why =
        switch (code) {
          case 1 -> Why.NO_TERMINAL;
          case 2 -> Why.NOT_CAPABLE;
          case 3 -> Why.FORBIDDEN_CONTENT;
          case 4 -> Why.OFFLINE;
          case 5 -> Why.REJECTED;
          case 6 -> Why.CONTENT;
          default -> Why.UNKNOWN;
        };
    return new Failed(why, Integer.toString(code));
  }

  private static SpamReported spam(JsonNode json, Notice notice) {
    var complaint =
        new Complaint(notice.nonce(), null, text(json, "spamType"), text(json, "freeText"));
    var ids = each(json.path("messageId")).filter(Predicate.not(String::isEmpty)).toList();
    return new SpamReported(notice.chatbotId(), ids, complaint, notice.at());
  }

  private static Reviewed review(JsonNode json, Notice notice) {
    var type = json.path("type").asString();
    var review =
        new Review(
            notice.nonce(),
            switch (type) {
              case "chatbotInformation" -> Subject.CHATBOT;
              case "media" -> Subject.MEDIA;
              case "message" -> Subject.MESSAGE;
              default -> Subject.OTHER;
            },
            type,
            "pass".equals(json.path("result").asString())
                ? ReviewState.PASSED
                : ReviewState.REFUSED,
            List.of(),
            text(json, "description"),
            text(json, "remark"));
    return new Reviewed(notice.chatbotId(), review, time(json, notice));
  }

  /** The first of the named addresses that is a phone number. */
  private static Optional<PhoneNumber> user(JsonNode json, String... names) {
    return Reading.firstPhone(Stream.of(names).flatMap(name -> each(json.path(name))));
  }

  /** A value, or each value of an array. */
  private static Stream<String> each(JsonNode json) {
    return json.isArray()
        ? json.valueStream().map(JsonNode::asString)
        : json.isMissingNode() || json.isNull() ? Stream.empty() : Stream.of(json.asString());
  }

  /** {@code dateTime}, {@code dataTime} or {@code time}, else when the callback was signed. */
  private static Instant time(JsonNode json, Notice notice) {
    return Stream.of("dateTime", "dataTime", "time")
        .map(json::path)
        .flatMap(value -> Reading.time(value.asString()).stream())
        .findFirst()
        .orElse(notice.at());
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).asStringOpt().filter(Predicate.not(String::isEmpty)).orElse(null);
  }
}
