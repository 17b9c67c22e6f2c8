package org.maapay.simulator.operator.rbm;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.Callback;
import org.maapay.simulator.operator.Callbacks;
import org.maapay.simulator.operator.Notices;
import org.maapay.simulator.operator.Outbound;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.Subjects;
import org.maapay.simulator.operator.Told;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Google tells an agent: an event as base64, signed with the webhook's client token. */
final class RbmNotices implements Notices {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Callbacks callbacks;
  private final InstantSource clock;

  RbmNotices(Callbacks callbacks, InstantSource clock) {
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /** Google reports neither sending nor most failures, and no revocation. */
  @Override
  public void status(RegisteredChatbot agent, Outgoing message, String status, int errorCode) {
    var type =
        switch (status) {
          case "delivered" -> "DELIVERED";
          case "displayed" -> "READ";
          case "failed" -> errorCode == 4 ? "TTL_EXPIRATION_REVOKED" : "";
          default -> "";
        };
    if (!type.isEmpty()) {
      var number = type.startsWith("TTL") ? "phoneNumber" : "senderPhoneNumber";
      var event =
          event(agent)
              .put(number, message.to().e164())
              .put("eventType", type)
              .put("messageId", message.key().messageId());
      var lane = "status " + message.to().value();
      send(new Event(agent, "EVENT", lane, event), Subjects.of(message.parts()), NOBODY);
    }
  }

  @Override
  public void message(RegisteredChatbot agent, Uplink uplink, Told told) {
    var json =
        event(agent)
            .put("senderPhoneNumber", uplink.from().e164())
            .put("messageId", uplink.messageId());
    json.remove("eventId");
    var part = uplink.messageList().path(0);
    var content = part.path("contentText");
    if (part.path("contentType").asString().equals(ContentTypes.RESPONSE)) {
      tapped(content.path("response"), json.putObject("suggestionResponse"));
    } else {
      json.put("text", content.isString() ? content.stringValue() : content.toString());
    }
    var lane = "up " + uplink.from().value();
    send(new Event(agent, "TEXT", lane, json), null, told);
  }

  private static void tapped(JsonNode response, ObjectNode into) {
    boolean reply = response.has("reply");
    var tapped = response.path(reply ? "reply" : "action");
    into.put("postbackData", tapped.path("postback").path("data").asString())
        .put("text", tapped.path("displayText").asString())
        .put("type", reply ? "REPLY" : "ACTION");
  }

  @Override
  public void subscription(RegisteredChatbot agent, PhoneNumber user, boolean wanted) {
    var event =
        event(agent)
            .put("senderPhoneNumber", user.e164())
            .put("eventType", wanted ? "SUBSCRIBE" : "UNSUBSCRIBE");
    send(new Event(agent, "EVENT", "up " + user.value(), event), null, NOBODY);
  }

  @Override
  public void launch(RegisteredChatbot agent, String state) {
    var event = event(agent).put("newLaunchState", state).put("regionId", "/v1/regions/demo");
    send(new Event(agent, state, "notices", event), null, NOBODY);
  }

  private ObjectNode event(RegisteredChatbot agent) {
    return JSON.objectNode()
        .put("eventId", UUID.randomUUID().toString())
        .put("sendTime", clock.instant().toString())
        .put("agentId", agent.chatbotId());
  }

  private record Event(RegisteredChatbot agent, String type, String lane, ObjectNode json) {}

  private void send(Event event, @Nullable String subject, Told told) {
    var agent = event.agent();
    var data = event.json().toString().getBytes(StandardCharsets.UTF_8);
    var root = JSON.objectNode();
    var message = root.putObject("message").put("messageId", UUID.randomUUID().toString());
    message
        .putObject("attributes")
        .put("business_id", agent.chatbotId())
        .put("message_type", event.type())
        .put("product", "RBM")
        .put("type", event.type().equals("TEXT") ? "message" : "event");
    message
        .put("data", Base64.getEncoder().encodeToString(data))
        .put("publishTime", clock.instant().toString());
    root.put("subscription", "projects/demo/subscriptions/rbm");
    var text = root.toString();
    callbacks.send(
        new Callback(
            agent,
            event.lane(),
            subject,
            moment -> {
              var token = moment.forged() ? "forged" : agent.credentials().callbackToken();
              var headers =
                  Map.of("content-type", "application/json", "x-goog-signature", sign(token, data));
              return new Outbound("POST", URI.create(Callbacks.base(agent)), headers, text);
            },
            told));
  }

  /** Asks the webhook to prove that it is the agent's; true if it did. */
  boolean check(RegisteredChatbot agent) {
    var secret = UUID.randomUUID().toString();
    var body =
        JSON.objectNode()
            .put("clientToken", agent.credentials().callbackToken())
            .put("secret", secret);
    var outbound =
        new Outbound(
            "POST",
            URI.create(Callbacks.base(agent)),
            Map.of("content-type", "application/json"),
            body.toString());
    var response = callbacks.once(agent, outbound);
    return response != null && response.statusCode() == 200 && response.body().equals(secret);
  }

  private static String sign(String token, byte[] data) {
    try {
      var mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
      return Base64.getEncoder().encodeToString(mac.doFinal(data));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has HmacSHA512", impossible);
    }
  }
}
