package org.maapay.simulator.operator;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.operator.Callback.Where;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words what an operator tells a chatbot. Where the document contradicts itself the strict profile
 * follows its tables and the lenient one its examples.
 */
final class Notices {
  private static final Told NOBODY = _ -> {};

  private final Callbacks callbacks;
  private final Profile profile;
  private final InstantSource clock;

  Notices(Callbacks callbacks, Profile profile, InstantSource clock) {
    this.callbacks = callbacks;
    this.profile = profile;
    this.clock = clock;
  }

  /** A status of a message; {@code errorCode} is 0 unless it failed. */
  void status(RegisteredChatbot chatbot, Outgoing message, String status, int errorCode) {
    var info = JsonNodeFactory.instance.objectNode().put("messageId", message.key().messageId());
    info.put(dateField(), now()).put("status", status);
    if (errorCode != 0) {
      info.put("errorCode", errorCode).put("errorMessage", failure(errorCode));
    }
    info.put("destinationAddress", chatbot.chatbotId()).put("senderAddress", message.to().uri());
    var body = JsonNodeFactory.instance.objectNode();
    body.putArray("deliveryInfoList").add(info);
    var where =
        new Where(
            "deliveryNotification",
            "status",
            "status " + message.to().value(),
            Subjects.of(message.parts()));
    callbacks.send(new Callback(chatbot, where, body, NOBODY));
  }

  /** A message from a user. */
  record Uplink(String messageId, PhoneNumber from, Dialogue dialogue, ArrayNode messageList) {}

  void message(RegisteredChatbot chatbot, Uplink uplink, @Nullable String inReplyTo, Told told) {
    var body = JsonNodeFactory.instance.objectNode().put("messageId", uplink.messageId());
    body.set("messageList", uplink.messageList());
    if (profile == Profile.STRICT) {
      body.put("dateTime", now()).putArray("destinationAddress").add(chatbot.chatbotId());
      body.put("priority", 0).put("origUser", uplink.from().uri());
    } else {
      body.put("dataTime", now()).put("destinationAddress", chatbot.chatbotId());
    }
    body.put("senderAddress", uplink.from().uri())
        .put("conversationId", uplink.dialogue().conversationId())
        .put("contributionId", uplink.dialogue().contributionId());
    if (inReplyTo != null) {
      body.put("inReplyTo", inReplyTo);
    }
    var where = new Where("messageNotification", "messages", "up " + uplink.from().value(), null);
    callbacks.send(new Callback(chatbot, where, body, told));
  }

  void review(RegisteredChatbot chatbot, String type, boolean passed) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("result", passed ? "pass" : "fail")
            .put("time", now());
    notice(chatbot, "check", body);
  }

  void complaint(RegisteredChatbot chatbot, List<String> messageIds, String type, String text) {
    var body = JsonNodeFactory.instance.objectNode();
    var ids = body.putArray("messageId");
    messageIds.forEach(ids::add);
    notice(chatbot, "notice/rcsspam", body.put("spamType", type).put("freeText", text));
  }

  private void notice(RegisteredChatbot chatbot, String rest, ObjectNode body) {
    var where = new Where("notifyInfoNotification", rest, "notices", null);
    callbacks.send(new Callback(chatbot, where, body, NOBODY));
  }

  private String dateField() {
    return profile == Profile.STRICT ? "dateTime" : "dataTime";
  }

  private String now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return profile == Profile.STRICT
        ? now.toString()
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now.atZone(ZoneId.of("Asia/Shanghai")));
  }

  private static String failure(int code) {
    return switch (code) {
      case 1 -> "terminal not found";
      case 2 -> "not a 5G message terminal";
      case 3 -> "illegal content";
      case 4 -> "terminal offline";
      case 5 -> "rejected by terminal";
      default -> "content not to specification";
    };
  }
}
