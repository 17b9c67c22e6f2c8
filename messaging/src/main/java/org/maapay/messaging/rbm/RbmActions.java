package org.maapay.messaging.rbm;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.card.Action;
import tools.jackson.databind.node.ObjectNode;

/** Actions in Google's form. Those that Google has not were refused by {@link RbmRules}. */
final class RbmActions {
  private RbmActions() {}

  static void write(Action action, ObjectNode json) {
    switch (action) {
      case Action.OpenUrl open -> open(open, json.putObject("openUrlAction"));
      case Action.DialPhoneNumber(var number, var fallback) -> {
        json.putObject("dialAction").put("phoneNumber", number);
        fallback(fallback, json);
      }
      case Action.ShowLocation(var spot, var fallback) -> {
        location(spot, json.putObject("viewLocationAction"));
        fallback(fallback, json);
      }
      case Action.RequestLocationPush _ -> json.putObject("shareLocationAction");
      case Action.CreateCalendarEvent(var event, var fallback) -> {
        var body =
            json.putObject("createCalendarEventAction")
                .put("startTime", event.start().toString())
                .put("endTime", event.end().toString())
                .put("title", event.title());
        var description = event.description();
        if (description != null) {
          body.put("description", description);
        }
        fallback(fallback, json);
      }
      case Action.ComposeTextMessage(var number, var text) ->
          json.putObject("composeAction")
              .putObject("composeTextMessage")
              .put("phoneNumber", number)
              .put("text", text);
      case Action.ComposeRecordingMessage(var number, var type) ->
          json.putObject("composeAction")
              .putObject("composeRecordingMessage")
              .put("phoneNumber", number)
              .put("type", type.name());
      case Action.DialEnrichedCall _,
          Action.DialVideoCall _,
          Action.RequestDeviceSpecifics _,
          Action.DisableAnonymization _,
          Action.EnableDisplayedNotifications _ ->
          throw new AssertionError("the rules let no " + action.getClass().getSimpleName() + " by");
    }
  }

  private static void open(Action.OpenUrl open, ObjectNode json) {
    json.put("url", open.url().toString()).put("application", open.application().name());
    var mode = open.viewMode();
    if (open.application() == Action.Application.WEBVIEW) {
      json.put("webviewViewMode", mode == null ? "HALF" : mode.name());
    }
  }

  private static void location(Action.Spot spot, ObjectNode json) {
    switch (spot) {
      case Action.Spot.Point(var latitude, var longitude, var label) -> {
        json.putObject("latLong").put("latitude", latitude).put("longitude", longitude);
        label(label, json);
      }
      case Action.Spot.Query(var query, var label) -> {
        json.put("query", query);
        label(label, json);
      }
    }
  }

  private static void label(@Nullable String label, ObjectNode json) {
    if (label != null) {
      json.put("label", label);
    }
  }

  private static void fallback(@Nullable URI url, ObjectNode json) {
    if (url != null) {
      json.put("fallbackUrl", url.toString());
    }
  }
}
