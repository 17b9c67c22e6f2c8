package org.maapay.messaging.card;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.card.Action.Application;
import org.maapay.messaging.card.Action.CalendarEvent;
import org.maapay.messaging.card.Action.ComposeRecordingMessage;
import org.maapay.messaging.card.Action.ComposeTextMessage;
import org.maapay.messaging.card.Action.CreateCalendarEvent;
import org.maapay.messaging.card.Action.DialEnrichedCall;
import org.maapay.messaging.card.Action.DialPhoneNumber;
import org.maapay.messaging.card.Action.DialVideoCall;
import org.maapay.messaging.card.Action.DisableAnonymization;
import org.maapay.messaging.card.Action.EnableDisplayedNotifications;
import org.maapay.messaging.card.Action.OpenUrl;
import org.maapay.messaging.card.Action.Recording;
import org.maapay.messaging.card.Action.RequestDeviceSpecifics;
import org.maapay.messaging.card.Action.RequestLocationPush;
import org.maapay.messaging.card.Action.ShowLocation;
import org.maapay.messaging.card.Action.Spot;
import org.maapay.messaging.card.Action.Spot.Point;
import org.maapay.messaging.card.Action.Spot.Query;
import org.maapay.messaging.card.Action.ViewMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the twelve actions, both ways. */
final class ActionJson {
  private ActionJson() {}

  static void write(Action action, ObjectNode into) {
    switch (action) {
      case OpenUrl open -> write(open, into.putObject("urlAction").putObject("openUrl"));
      case DialPhoneNumber(var number, var fallback) -> {
        var dial = into.putObject("dialerAction").putObject("dialPhoneNumber");
        fallback(fallback, dial.put("phoneNumber", number));
      }
      case DialEnrichedCall(var number, var subject, var fallback) -> {
        var dial = into.putObject("dialerAction").putObject("dialEnrichedCall");
        text("subject", subject, dial.put("phoneNumber", number));
        fallback(fallback, dial);
      }
      case DialVideoCall(var number, var fallback) -> {
        var dial = into.putObject("dialerAction").putObject("dialVideoCall");
        fallback(fallback, dial.put("phoneNumber", number));
      }
      case ShowLocation(var spot, var fallback) -> {
        var show = into.putObject("mapAction").putObject("showLocation");
        write(spot, show.putObject("location"));
        fallback(fallback, show);
      }
      case RequestLocationPush() -> into.putObject("mapAction").putObject("requestLocationPush");
      case CreateCalendarEvent(var event, var fallback) -> {
        var create = into.putObject("calendarAction").putObject("createCalendarEvent");
        create.put("startTime", event.start().toString()).put("endTime", event.end().toString());
        text("description", event.description(), create.put("title", event.title()));
        fallback(fallback, create);
      }
      case ComposeTextMessage(var number, var text) ->
          into.putObject("composeAction")
              .putObject("composeTextMessage")
              .put("phoneNumber", number)
              .put("text", text);
      case ComposeRecordingMessage(var number, var type) ->
          into.putObject("composeAction")
              .putObject("composeRecordingMessage")
              .put("phoneNumber", number)
              .put("type", type.name());
      case RequestDeviceSpecifics() ->
          into.putObject("deviceAction").putObject("requestDeviceSpecifics");
      case DisableAnonymization() ->
          into.putObject("settingsAction").putObject("disableAnonymization");
      case EnableDisplayedNotifications() ->
          into.putObject("settingsAction").putObject("enableDisplayedNotifications");
    }
  }

  private static void write(OpenUrl open, ObjectNode into) {
    into.put("url", open.url().toString()).put("application", CardJson.lower(open.application()));
    var mode = open.viewMode();
    if (mode != null) {
      into.put("viewMode", CardJson.lower(mode));
    }
    text("parameters", open.parameters(), into);
  }

  private static void write(Spot spot, ObjectNode into) {
    switch (spot) {
      case Point(var latitude, var longitude, var label) ->
          text("label", label, into.put("latitude", latitude).put("longitude", longitude));
      case Query(var query, var label) -> text("label", label, into.put("query", query));
    }
  }

  private static void text(String name, @Nullable String value, ObjectNode into) {
    if (value != null) {
      into.put(name, value);
    }
  }

  private static void fallback(@Nullable URI url, ObjectNode into) {
    text("fallbackUrl", url == null ? null : url.toString(), into);
  }

  /** Reads an action as the world writes it; empty for one that is not known or not readable. */
  static Optional<Action> read(JsonNode json) {
    try {
      return Optional.ofNullable(readOrNull(json));
    } catch (IllegalArgumentException | DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static @Nullable Action readOrNull(JsonNode json) {
    for (var property : json.properties()) {
      for (var inner : property.getValue().properties()) {
        var body = inner.getValue();
        var number = body.path("phoneNumber").asString();
        var fallback = uri(body, "fallbackUrl");
        switch (inner.getKey()) {
          case "openUrl" -> {
            return openUrl(body);
          }
          case "dialPhoneNumber" -> {
            return new DialPhoneNumber(number, fallback);
          }
          case "dialEnrichedCall" -> {
            return new DialEnrichedCall(number, text(body, "subject"), fallback);
          }
          case "dialVideoCall" -> {
            return new DialVideoCall(number, fallback);
          }
          case "showLocation" -> {
            return new ShowLocation(spot(body.path("location")), fallback);
          }
          case "requestLocationPush" -> {
            return new RequestLocationPush();
          }
          case "createCalendarEvent" -> {
            return new CreateCalendarEvent(event(body), fallback);
          }
          case "composeTextMessage" -> {
            return new ComposeTextMessage(number, body.path("text").asString());
          }
          case "composeRecordingMessage" -> {
            return new ComposeRecordingMessage(
                number, Recording.valueOf(body.path("type").asString()));
          }
          case "requestDeviceSpecifics" -> {
            return new RequestDeviceSpecifics();
          }
          case "disableAnonymization" -> {
            return new DisableAnonymization();
          }
          case "enableDisplayedNotifications" -> {
            return new EnableDisplayedNotifications();
          }
          default -> {
            // a member that is no action, such as postback
          }
        }
      }
    }
    return null;
  }

  /** {@code application} is missing in much that is sent in the field: a browser is meant. */
  private static OpenUrl openUrl(JsonNode body) {
    var application =
        "webview".equalsIgnoreCase(body.path("application").asString())
            ? Application.WEBVIEW
            : Application.BROWSER;
    var mode =
        Arrays.stream(ViewMode.values())
            .filter(known -> known.name().equalsIgnoreCase(body.path("viewMode").asString()))
            .findFirst()
            .orElse(null);
    return new OpenUrl(
        URI.create(body.path("url").asString()), application, mode, text(body, "parameters"));
  }

  private static Spot spot(JsonNode location) {
    var label = text(location, "label");
    return location.has("query")
        ? new Query(location.path("query").asString(), label)
        : new Point(
            location.path("latitude").asDouble(), location.path("longitude").asDouble(), label);
  }

  private static CalendarEvent event(JsonNode body) {
    return new CalendarEvent(
        Instant.parse(body.path("startTime").asString()),
        Instant.parse(body.path("endTime").asString()),
        body.path("title").asString(),
        text(body, "description"));
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).stringValueOpt().orElse(null);
  }

  private static @Nullable URI uri(JsonNode json, String name) {
    var text = text(json, name);
    return text == null ? null : URI.create(text);
  }
}
