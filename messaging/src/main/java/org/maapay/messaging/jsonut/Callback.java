package org.maapay.messaging.jsonut;

import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.Reading;

/** Which callback a request is, by the end of its path. */
record Callback(Kind kind, String chatbotId) {
  enum Kind {
    URL_CHECK("GET"),
    MESSAGE("POST"),
    STATUS("POST"),
    PROFILE_CHANGE("POST"),
    SPAM("POST"),
    REVIEW("POST");

    final String method;

    Kind(String method) {
      this.method = method;
    }
  }

  private static final Pattern WITH_CHATBOT =
      Pattern.compile(
          "(?:^|/)(messageNotification|deliveryNotification|notifyInfoNotification)"
              + "/([^/]+)/([^/]+(?:/[^/]+)?)/?$");

  /** Empty for a path that is none of the operators'. */
  static Optional<Callback> of(UplinkRequest request) {
    var path = request.path();
    if (path.matches("(?:.*/)?notifyPath/?")) {
      return Optional.of(
          new Callback(
              Kind.URL_CHECK, request.header("chatbotId").map(Reading::unescaped).orElse("")));
    }
    var matcher = WITH_CHATBOT.matcher(path);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return kind(matcher.group(1), matcher.group(3))
        .map(kind -> new Callback(kind, Reading.unescaped(matcher.group(2))));
  }

  private static Optional<Kind> kind(String family, String rest) {
    return switch (family + "/" + rest) {
      case "messageNotification/messages" -> Optional.of(Kind.MESSAGE);
      case "deliveryNotification/status" -> Optional.of(Kind.STATUS);
      case "notifyInfoNotification/notice/informationChange" -> Optional.of(Kind.PROFILE_CHANGE);
      case "notifyInfoNotification/notice/rcsspam" -> Optional.of(Kind.SPAM);
      case "notifyInfoNotification/check", "notifyInfoNotification/notice/check" ->
          Optional.of(Kind.REVIEW);
      default -> Optional.empty();
    };
  }
}
