package org.maapay.messaging.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.card.Answer.ActionTapped;
import org.maapay.messaging.card.Answer.DeviceShared;
import org.maapay.messaging.card.Answer.ReplyTapped;
import tools.jackson.databind.JsonNode;

/**
 * Reads what others write. Limits are not enforced and unknown members are passed over: documents,
 * kits and handsets contradict each other, and a user's tap must not be lost for a long device
 * name.
 */
public final class CardReader {
  private CardReader() {}

  /**
   * Reads {@code {"response":…}} or {@code {"sharedData":…}}, also without that outer member.
   *
   * @return empty if it is neither
   */
  public static Optional<Answer> answer(JsonNode json) {
    var response = json.has("response") ? json.path("response") : json;
    if (response.path("reply").isObject()) {
      var reply = response.path("reply");
      return Optional.of(new ReplyTapped(reply.path("displayText").asString(), postback(reply)));
    }
    if (response.path("action").isObject()) {
      var action = response.path("action");
      return Optional.of(new ActionTapped(action.path("displayText").asString(), postback(action)));
    }
    var data = json.has("sharedData") ? json.path("sharedData") : json;
    return data.path("deviceSpecifics").isObject()
        ? Optional.of(device(data.path("deviceSpecifics")))
        : Optional.empty();
  }

  /** Reads the suggestions of a chip list or card; what is not one is left out. */
  public static List<Suggestion> suggestions(JsonNode array) {
    var suggestions = new ArrayList<Suggestion>();
    for (var json : array) {
      var reply = json.path("reply");
      var action = json.path("action");
      if (reply.isObject()) {
        suggestions.add(
            new Suggestion.Reply(reply.path("displayText").asString(), postback(reply)));
      } else if (action.isObject()) {
        ActionJson.read(action)
            .ifPresent(read ->
                suggestions.add(
                    new Suggestion.Offer(
                        action.path("displayText").asString(), postback(action), read)));
      }
    }
    return suggestions;
  }

  private static @Nullable String postback(JsonNode suggestion) {
    return suggestion.path("postback").path("data").asStringOpt().orElse(null);
  }

  private static DeviceShared device(JsonNode device) {
    var minutes = device.path("batteryRemainingMinutes");
    return new DeviceShared(
        text(device, "deviceModel"),
        text(device, "platformVersion"),
        text(device, "clientVendor"),
        text(device, "clientVersion"),
        minutes.isIntegralNumber() ? minutes.asInt(0) : null);
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).asStringOpt().orElse(null);
  }
}
