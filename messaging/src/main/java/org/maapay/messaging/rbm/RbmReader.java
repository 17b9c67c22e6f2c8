package org.maapay.messaging.rbm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.FileRef.Role;
import org.maapay.messaging.MessageIds;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.Envelope;
import org.maapay.messaging.uplink.UplinkEvent.FilesReceived;
import org.maapay.messaging.uplink.UplinkEvent.LocationReceived;
import org.maapay.messaging.uplink.UplinkEvent.OtherReceived;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.Review;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.Subject;
import org.maapay.messaging.uplink.UplinkEvent.SubscriptionChanged;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.Reading;
import org.maapay.messaging.wire.UserContent;
import tools.jackson.databind.JsonNode;

/** Reads the decoded events of one agent. */
final class RbmReader {
  private final String agent;
  private final MessageIds ids;
  private final Instant now;

  RbmReader(String agent, MessageIds ids, Instant now) {
    this.agent = agent;
    this.ids = ids;
    this.now = now;
  }

  /** True unless the event names another agent; Google writes ids with and without the domain. */
  boolean addressedHere(JsonNode json) {
    var named = json.path("agentId").asString();
    return named.isEmpty() || bare(named).equals(bare(agent));
  }

  private static String bare(String id) {
    return id.replaceFirst("@.*$", "");
  }

  /** Empty for what is no event; an event of no interest gives no events. */
  Optional<List<UplinkEvent>> read(JsonNode json) {
    if (json.has("newLaunchState") || json.has("launchState")) {
      return Optional.of(List.of(launch(json)));
    }
    var user =
        Reading.phone(json.path("senderPhoneNumber").asString(json.path("phoneNumber").asString()));
    if (user.isEmpty()) {
      return Optional.empty();
    }
    return json.has("eventType")
        ? Optional.of(event(json, user.get()).stream().toList())
        : message(json, user.get()).map(List::of);
  }

  private Optional<UplinkEvent> event(JsonNode json, PhoneNumber user) {
    var eventId = json.path("eventId").asString();
    var at = time(json);
    return switch (json.path("eventType").asString()) {
      case "DELIVERED" -> report(json, user, Station.DELIVERED);
      case "READ" -> report(json, user, Station.DISPLAYED);
      case "TTL_EXPIRATION_REVOKED" ->
          report(json, user, new Failed(Why.OFFLINE, "TTL_EXPIRATION_REVOKED"));
      case "TTL_EXPIRATION_REVOKE_FAILED" -> report(json, user, Station.REVOKE_FAILED);
      case "UNSUBSCRIBE" -> Optional.of(new SubscriptionChanged(agent, user, false, eventId, at));
      case "SUBSCRIBE" -> Optional.of(new SubscriptionChanged(agent, user, true, eventId, at));
      default -> Optional.empty();
    };
  }

  private Optional<UplinkEvent> report(JsonNode json, PhoneNumber user, DeliveryState state) {
    var id = json.path("messageId").asString();
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeliveryReported(agent, ids.own(agent, id).orElse(id), user, state, time(json)));
  }

  private Optional<UplinkEvent> message(JsonNode json, PhoneNumber user) {
    var id = json.path("messageId").asString();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    // there is one conversation between an agent and a user
    var pair = (agent + " " + user.value()).getBytes(StandardCharsets.UTF_8);
    var dialogue = new Dialogue(UUID.nameUUIDFromBytes(pair).toString(), "", null);
    return Optional.of(content(new Envelope(id, agent, user, dialogue, time(json)), json));
  }

  private static UplinkEvent content(Envelope envelope, JsonNode json) {
    if (json.path("text").isString()) {
      return UserContent.text(envelope, json.path("text").stringValue());
    }
    var tapped = json.path("suggestionResponse");
    if (tapped.isObject()) {
      var words = tapped.path("text").asString();
      var postback = text(tapped, "postbackData");
      return tapped.path("type").asString().equals("ACTION")
          ? new ActionTapped(envelope, words, postback)
          : new ReplyTapped(envelope, words, postback);
    }
    var place = json.path("location");
    if (place.isObject()) {
      return new LocationReceived(
          envelope, place.path("latitude").asDouble(0), place.path("longitude").asDouble(0), null);
    }
    return json.has("userFile")
        ? new FilesReceived(envelope, files(json.path("userFile")))
        : new OtherReceived(envelope, String.join(" ", json.propertyNames()));
  }

  private static List<FileRef> files(JsonNode json) {
    var files = new ArrayList<FileRef>();
    add(json.path("thumbnail"), Role.THUMBNAIL, files);
    add(json.path("payload"), Role.FILE, files);
    return files;
  }

  private static void add(JsonNode json, Role role, List<FileRef> files) {
    Json.uri(json.path("fileUri").asString())
        .ifPresent(url ->
            files.add(
                new FileRef(
                    role,
                    url,
                    text(json, "mimeType"),
                    json.path("fileSizeBytes").asLong(-1),
                    null)));
  }

  /** An operator behind Google let the agent in, or not (4-operator-b). */
  private Reviewed launch(JsonNode json) {
    var state = json.path("newLaunchState").asString(json.path("launchState").asString());
    var review =
        new Review(
            json.path("eventId").asString(state),
            Subject.CHATBOT,
            json.path("regionId").asString(""),
            switch (state) {
              case "LAUNCHED" -> ReviewState.PASSED;
              case "REJECTED" -> ReviewState.REFUSED;
              case "SUSPENDED", "UNLAUNCHED" -> ReviewState.SUSPENDED;
              default -> ReviewState.PENDING;
            },
            List.of(),
            text(json, "comment"),
            state);
    return new Reviewed(agent, review, time(json));
  }

  private Instant time(JsonNode json) {
    return Reading.time(json.path("sendTime").asString()).orElse(now);
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).asStringOpt().filter(Predicate.not(String::isEmpty)).orElse(null);
  }
}
