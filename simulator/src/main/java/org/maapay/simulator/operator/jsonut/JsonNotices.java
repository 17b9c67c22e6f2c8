package org.maapay.simulator.operator.jsonut;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.jsonut.CallbackSignature;
import org.maapay.simulator.operator.Callback;
import org.maapay.simulator.operator.Callbacks;
import org.maapay.simulator.operator.Notices;
import org.maapay.simulator.operator.Outbound;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.Subjects;
import org.maapay.simulator.operator.Told;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words what an operator tells a chatbot. Where the document contradicts itself the strict profile
 * follows its tables and the lenient one its examples.
 */
final class JsonNotices implements Notices {
  private final Callbacks callbacks;
  private final Profile profile;
  private final InstantSource clock;

  JsonNotices(Callbacks callbacks, Profile profile, InstantSource clock) {
    this.callbacks = callbacks;
    this.profile = profile;
    this.clock = clock;
  }

  /** A status of a message; {@code errorCode} is 0 unless it failed. */
  @Override
  public void status(RegisteredChatbot chatbot, Outgoing message, String status, int errorCode) {
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
    send(chatbot, where, body, NOBODY);
  }

  @Override
  public void message(RegisteredChatbot chatbot, Uplink uplink, Told told) {
    var inReplyTo = uplink.inReplyTo();
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
    send(chatbot, where, body, told);
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

  @Override
  public void complaint(
      RegisteredChatbot chatbot, List<String> messageIds, String type, String text) {
    var body = JsonNodeFactory.instance.objectNode();
    var ids = body.putArray("messageId");
    messageIds.forEach(ids::add);
    notice(chatbot, "notice/rcsspam", body.put("spamType", type).put("freeText", text));
  }

  private void notice(RegisteredChatbot chatbot, String rest, ObjectNode body) {
    var where = new Where("notifyInfoNotification", rest, "notices", null);
    send(chatbot, where, body, NOBODY);
  }

  private void send(RegisteredChatbot chatbot, Where where, ObjectNode body, Told told) {
    var id =
        profile == Profile.STRICT
            ? URLEncoder.encode(chatbot.chatbotId(), StandardCharsets.UTF_8)
            : chatbot.chatbotId();
    var url =
        URI.create(Callbacks.base(chatbot) + "/" + where.family() + "/" + id + "/" + where.rest());
    var text = body.toString();
    callbacks.send(
        new Callback(
            chatbot,
            where.lane(),
            where.subject(),
            moment -> {
              var headers = signed(chatbot, moment);
              headers.put("content-type", "application/json");
              return new Outbound("POST", url, headers, text);
            },
            told));
  }

  /** Asks the address to prove that it is the chatbot's; true if it did. */
  boolean urlCheck(RegisteredChatbot chatbot) {
    if (chatbot.notifyUrl() == null) {
      return true;
    }
    var echo = UUID.randomUUID().toString().substring(0, 13);
    var headers = signed(chatbot, new Callback.Moment(0, false));
    headers.put("echoStr", echo);
    headers.put("chatbotId", chatbot.chatbotId());
    var url = URI.create(Callbacks.base(chatbot) + "/notifyPath");
    var response = callbacks.once(chatbot, new Outbound("GET", url, headers, ""));
    return response != null
        && response.statusCode() == 200
        && response.headers().firstValue("echoStr").orElse("").equals(echo)
        && response.headers().firstValue("appId").orElse("").equals(chatbot.credentials().appId());
  }

  private Map<String, String> signed(RegisteredChatbot chatbot, Callback.Moment moment) {
    var token = moment.forged() ? "wrong" : chatbot.credentials().callbackToken();
    var at = clock.instant().minusMillis(moment.lateMillis());
    var timestamp = Long.toString(at.getEpochSecond());
    var nonce = UUID.randomUUID().toString();
    var headers = new TreeMap<String, String>();
    headers.put("signature", CallbackSignature.sign(token, timestamp, nonce));
    headers.put("timestamp", timestamp);
    headers.put("nonce", nonce);
    return headers;
  }

  /**
   * Where a callback goes.
   *
   * @param family the part of the path before the chatbot id
   * @param rest the part after it
   */
  private record Where(String family, String rest, String lane, @Nullable String subject) {}

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
