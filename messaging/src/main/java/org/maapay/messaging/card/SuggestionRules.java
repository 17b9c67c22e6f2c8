package org.maapay.messaging.card;

import static org.maapay.messaging.card.Violation.Rule.NOT_EXACTLY_ONE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.maapay.messaging.card.CardRules.Strictness;
import tools.jackson.databind.JsonNode;

/** The limits of suggestions and their actions. */
final class SuggestionRules {
  private static final Map<String, Set<String>> ACTIONS =
      Map.of(
          "urlAction", Set.of("openUrl"),
          "dialerAction", Set.of("dialPhoneNumber", "dialEnrichedCall", "dialVideoCall"),
          "mapAction", Set.of("showLocation", "requestLocationPush"),
          "calendarAction", Set.of("createCalendarEvent"),
          "composeAction", Set.of("composeTextMessage", "composeRecordingMessage"),
          "deviceAction", Set.of("requestDeviceSpecifics"),
          "settingsAction", Set.of("disableAnonymization", "enableDisplayedNotifications"));

  private final Findings found;
  private final Strictness strictness;

  SuggestionRules(Findings found, Strictness strictness) {
    this.found = found;
    this.strictness = strictness;
  }

  void list(JsonNode suggestions, String path, int max) {
    if (found.array(suggestions, path, 1, max)) {
      for (int i = 0; i < suggestions.size(); i++) {
        one(suggestions.path(i), path + "[" + i + "]");
      }
    }
  }

  void one(JsonNode suggestion, String path) {
    if (!found.object(suggestion, path)) {
      return;
    }
    var present = Stream.of("reply", "action").filter(suggestion::has).toList();
    if (present.size() != 1) {
      found.add(path, NOT_EXACTLY_ONE, "a reply or an action, has " + present);
    }
    for (var name : present) {
      base(suggestion.path(name), path + "." + name);
    }
    if (suggestion.path("action").isObject()) {
      action(suggestion.path("action"), path + ".action");
    }
  }

  /** What replies, actions, submenus and answers share. */
  void base(JsonNode json, String path) {
    if (!found.object(json, path)) {
      return;
    }
    if (found.has(json, "displayText", path)) {
      found.text(json, "displayText", path, 1, 25);
      if (strictness.atLeast(Strictness.OWN)) {
        found.bytes(json, "displayText", path, CardRules.OWN_DISPLAY_BYTES);
      }
    }
    var postback = json.path("postback");
    if (json.has("postback")
        && found.object(postback, path + ".postback")
        && found.has(postback, "data", path + ".postback")) {
      found.text(postback, "data", path + ".postback", 0, 2048);
    }
  }

  private void action(JsonNode action, String path) {
    var kinds = ACTIONS.keySet().stream().filter(action::has).sorted().toList();
    if (kinds.size() != 1) {
      found.add(path, NOT_EXACTLY_ONE, "one action, has " + kinds);
    }
    for (var kind : kinds) {
      var at = path + "." + kind;
      var json = action.path(kind);
      if (found.object(json, at)) {
        var names =
            ACTIONS.getOrDefault(kind, Set.of()).stream().filter(json::has).sorted().toList();
        if (names.size() != 1) {
          found.add(at, NOT_EXACTLY_ONE, "one " + kind + ", has " + names);
        }
        for (var name : names) {
          if (found.object(json.path(name), at + "." + name)) {
            body(name, json.path(name), at + "." + name);
          }
        }
      }
    }
  }

  private void body(String name, JsonNode body, String path) {
    found.uri(body, "fallbackUrl", path);
    switch (name) {
      case "openUrl" -> openUrl(body, path);
      case "dialPhoneNumber", "dialEnrichedCall", "dialVideoCall" -> {
        required(body, path, "phoneNumber");
        found.text(body, "subject", path, 0, 60);
      }
      case "showLocation" -> {
        if (found.has(body, "location", path)
            && found.object(body.path("location"), path + ".location")) {
          location(body.path("location"), path + ".location");
        }
      }
      case "createCalendarEvent" -> {
        required(body, path, "startTime", "endTime", "title");
        found.time(body, "startTime", path);
        found.time(body, "endTime", path);
        found.text(body, "title", path, 1, 100);
        found.text(body, "description", path, 1, 500);
      }
      case "composeTextMessage" -> {
        required(body, path, "phoneNumber", "text");
        found.text(body, "text", path, 0, 100);
      }
      case "composeRecordingMessage" -> {
        required(body, path, "phoneNumber", "type");
        found.oneOf(body, "type", path, Set.of("AUDIO", "VIDEO"));
      }
      default -> {
        // the others have no members
      }
    }
  }

  private void openUrl(JsonNode body, String path) {
    if (found.has(body, "url", path)) {
      found.uri(body, "url", path);
    }
    if (found.has(body, "application", path)) {
      found.oneOf(body, "application", path, Set.of("browser", "webview"));
    }
    if ("webview".equals(body.path("application").asString())) {
      found.oneOf(body, "viewMode", path, Set.of("full", "half", "tall"));
      found.text(body, "parameters", path, 1, 200);
    }
  }

  private void location(JsonNode location, String path) {
    boolean point = location.has("latitude") && location.has("longitude");
    if (point == location.has("query")) {
      found.add(path, NOT_EXACTLY_ONE, "latitude with longitude, or query");
    }
    found.number(location, "latitude", path);
    found.number(location, "longitude", path);
    found.text(location, "label", path, 1, 100);
    found.text(location, "query", path, 1, 200);
  }

  private void required(JsonNode body, String path, String... names) {
    for (var name : List.of(names)) {
      if (found.has(body, name, path)) {
        found.string(body.path(name), path + "." + name);
      }
    }
  }
}
