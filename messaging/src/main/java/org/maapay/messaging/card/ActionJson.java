package org.maapay.messaging.card;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
      case DialPhoneNumber(var number, var fallback) ->
          fallback(fallback, dial("dialPhoneNumber", number, into));
      case DialEnrichedCall(var number, var subject, var fallback) ->
          fallback(fallback, text("subject", subject, dial("dialEnrichedCall", number, into)));
      case DialVideoCall(var number, var fallback) ->
          fallback(fallback, dial("dialVideoCall", number, into));
      case ShowLocation(var spot, var fallback) -> {
        var show = into.putObject("mapAction").putObject("showLocation");
        write(spot, show.putObject("location"));
        fallback(fallback, show);
      }
      case RequestLocationPush() -> into.putObject("mapAction").putObject("requestLocationPush");
      case CreateCalendarEvent(var event, var fallback) ->
          fallback(fallback, write(event, into.putObject("calendarAction")));
      case ComposeTextMessage(var number, var text) ->
          compose("composeTextMessage", number, into).put("text", text);
      case ComposeRecordingMessage(var number, var type) ->
          compose("composeRecordingMessage", number, into).put("type", type.name());
      case RequestDeviceSpecifics() ->
          into.putObject("deviceAction").putObject("requestDeviceSpecifics");
      case DisableAnonymization() ->
          into.putObject("settingsAction").putObject("disableAnonymization");
      case EnableDisplayedNotifications() ->
          into.putObject("settingsAction").putObject("enableDisplayedNotifications");
    }
  }

  private static ObjectNode dial(String name, String number, ObjectNode into) {
    return into.putObject("dialerAction").putObject(name).put("phoneNumber", number);
  }

  private static ObjectNode compose(String name, String number, ObjectNode into) {
    return into.putObject("composeAction").putObject(name).put("phoneNumber", number);
  }

  private static ObjectNode write(CalendarEvent event, ObjectNode into) {
    var create = into.putObject("createCalendarEvent");
    create.put("startTime", event.start().toString()).put("endTime", event.end().toString());
    return text("description", event.description(), create.put("title", event.title()));
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

  private static ObjectNode text(String name, @Nullable String value, ObjectNode into) {
    return value == null ? into : into.put(name, value);
  }

  private static void fallback(@Nullable URI url, ObjectNode into) {
    text("fallbackUrl", url == null ? null : url.toString(), into);
  }

  private static final Map<String, Function<JsonNode, Action>> READERS =
      Map.ofEntries(
          Map.entry("openUrl", ActionJson::openUrl),
          Map.entry("dialPhoneNumber", json -> new DialPhoneNumber(number(json), fallback(json))),
          Map.entry(
              "dialEnrichedCall",
              json -> new DialEnrichedCall(number(json), text(json, "subject"), fallback(json))),
          Map.entry("dialVideoCall", json -> new DialVideoCall(number(json), fallback(json))),
          Map.entry(
              "showLocation",
              json -> new ShowLocation(spot(json.path("location")), fallback(json))),
          Map.entry("requestLocationPush", _ -> new RequestLocationPush()),
          Map.entry(
              "createCalendarEvent", json -> new CreateCalendarEvent(event(json), fallback(json))),
          Map.entry(
              "composeTextMessage",
              json -> new ComposeTextMessage(number(json), json.path("text").asString())),
          Map.entry(
              "composeRecordingMessage",
              json ->
                  new ComposeRecordingMessage(
                      number(json), Recording.valueOf(json.path("type").asString()))),
          Map.entry("requestDeviceSpecifics", _ -> new RequestDeviceSpecifics()),
          Map.entry("disableAnonymization", _ -> new DisableAnonymization()),
          Map.entry("enableDisplayedNotifications", _ -> new EnableDisplayedNotifications()));

  /** Reads an action as the world writes it; empty for one that is not known or not readable. */
  static Optional<Action> read(JsonNode json) {
    for (var kind : json.properties()) {
      for (var action : kind.getValue().properties()) {
        var reader = READERS.get(action.getKey());
        if (reader != null) {
          try {
            return Optional.of(reader.apply(action.getValue()));
          } catch (IllegalArgumentException | DateTimeParseException _) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
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

  private static String number(JsonNode json) {
    return json.path("phoneNumber").asString();
  }

  private static @Nullable URI fallback(JsonNode json) {
    var text = text(json, "fallbackUrl");
    return text == null ? null : URI.create(text);
  }
}
