package org.maapay.simulator.operator.gsma;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a platform of FNW.11 tells a chatbot, with a bearer token. */
final class GsmaNotices implements Notices {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Callbacks callbacks;
  private final InstantSource clock;

  GsmaNotices(Callbacks callbacks, InstantSource clock) {
    this.callbacks = callbacks;
    this.clock = clock;
  }

  @Override
  public void status(RegisteredChatbot chatbot, Outgoing message, String status, int errorCode) {
    var body = JSON.objectNode().put("event", "messageStatus");
    rcs(body)
        .put("msgId", message.key().messageId())
        .put(
            "status",
            switch (status) {
              case "revokeOk" -> "cancelled";
              case "revokeFail" -> "cancelFailed";
              case "deliveredToNetwork" -> "delivered";
              default -> status;
            });
    contact(body, message.to());
    if (errorCode != 0) {
      body.putObject("reason").put("code", code(errorCode)).put("text", "not delivered");
    }
    send(chatbot, "status " + message.to().value(), Subjects.of(message.parts()), body, NOBODY);
  }

  private static int code(int errorCode) {
    return switch (errorCode) {
      case 1 -> 404;
      case 2 -> 488;
      case 4 -> 480;
      default -> 500;
    };
  }

  @Override
  public void message(RegisteredChatbot chatbot, Uplink uplink, Told told) {
    var part = uplink.messageList().path(0);
    var content = part.path("contentText");
    var type = part.path("contentType").asString();
    boolean tapped = type.equals(ContentTypes.RESPONSE);
    var body = JSON.objectNode().put("event", tapped ? "response" : "message");
    var rcs = rcs(body).put("msgId", uplink.messageId());
    if (tapped) {
      rcs.set("suggestedResponse", content);
    } else if (type.equals(ContentTypes.SHARED_DATA)) {
      rcs.set("sharedData", content.path("sharedData"));
    } else {
      rcs.put("textMessage", content.asString());
    }
    contact(body, uplink.from()).put("chatId", uplink.dialogue().conversationId());
    send(chatbot, "up " + uplink.from().value(), null, body, told);
  }

  void file(RegisteredChatbot chatbot, ObjectNode file) {
    var body = JSON.objectNode().put("event", "fileStatus");
    body.set("file", file);
    send(chatbot, "notices", null, body, NOBODY);
  }

  private ObjectNode rcs(ObjectNode body) {
    return body.putObject("RCSMessage").put("timestamp", clock.instant().toString());
  }

  private static ObjectNode contact(ObjectNode body, PhoneNumber user) {
    return body.putObject("messageContact").put("userContact", user.e164());
  }

  private void send(
      RegisteredChatbot chatbot,
      String lane,
      @Nullable String subject,
      ObjectNode body,
      Told told) {
    var text = body.toString();
    callbacks.send(
        new Callback(
            chatbot,
            lane,
            subject,
            moment -> {
              var token = moment.forged() ? "forged" : chatbot.credentials().callbackToken();
              return new Outbound(
                  "POST",
                  URI.create(Callbacks.base(chatbot)),
                  Map.of("authorization", "Bearer " + token, "content-type", "application/json"),
                  text);
            },
            told));
  }
}
