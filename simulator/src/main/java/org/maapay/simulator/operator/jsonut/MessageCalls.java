package org.maapay.simulator.operator.jsonut;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.Downlinks;
import org.maapay.simulator.operator.MessageKey;
import org.maapay.simulator.operator.Network;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.jsonut.MessageCheck.Right;
import org.maapay.simulator.operator.jsonut.MessageCheck.Wrong;
import org.maapay.simulator.operator.store.AccessTokens;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Token, send and revoke. */
final class MessageCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Far above what one chatbot needs, far below what would hide a loop. */
  private static final int MESSAGES_A_SECOND = 400;

  private final Profile profile;
  private final Parts parts;
  private final InstantSource clock;
  private long second;
  private int sentInSecond;

  /** What the calls work with. */
  record Parts(
      AccessTokens tokens,
      MessageCheck check,
      Downlinks downlinks,
      Network network,
      UrlChecks urlChecks) {}

  MessageCalls(Profile profile, Parts parts, InstantSource clock) {
    this.profile = profile;
    this.parts = parts;
    this.clock = clock;
  }

  Whole accessToken(RegisteredChatbot chatbot, Request request) throws SQLException {
    var json = json(request);
    if (json.isEmpty()) {
      return unreadable(request);
    }
    var appId = json.get().path("appId").asString();
    var appKey = json.get().path("appKey").asString();
    if (appId.isEmpty()) {
      return Answers.refuse(ErrorCodes.NO_APP_ID, "appId");
    }
    if (appKey.isEmpty()) {
      return Answers.refuse(ErrorCodes.NO_APP_KEY, "appKey");
    }
    var credentials = chatbot.credentials();
    if (!same(appId, credentials.appId()) || !same(appKey, credentials.appKey())) {
      return Answers.refuse(ErrorCodes.WRONG_APP_KEY, "appId or appKey");
    }
    var token = parts.tokens().issue(chatbot.chatbotId());
    if (token.isEmpty()) {
      return Answers.refuse(ErrorCodes.RATE, "2000 tokens a day");
    }
    parts.urlChecks().begin(chatbot);
    return Answers.reply(
        Answers.ok()
            .put("accessToken", token.get())
            .put("expires", AccessTokens.SECONDS)
            .put("url", ""));
  }

  Whole send(RegisteredChatbot chatbot, Request request) throws SQLException {
    if (tooFast()) {
      return Answers.refuse(ErrorCodes.PER_SECOND, MESSAGES_A_SECOND + " messages a second");
    }
    if (profile == Profile.STRICT && !request.json()) {
      return Answers.refuse(ErrorCodes.BAD_REQUEST, "content-type must be application/json");
    }
    if (profile == Profile.STRICT && request.header("date").isEmpty()) {
      return Answers.refuse(ErrorCodes.BAD_REQUEST, "no date header");
    }
    if (!parts.urlChecks().passed(chatbot)) {
      return Answers.refuse(ErrorCodes.CALLBACK_CHECK_FAILED, "GET {notifyURL}/notifyPath");
    }
    var json = json(request);
    if (json.isEmpty()) {
      return unreadable(request);
    }
    return switch (parts.check().check(chatbot.chatbotId(), json.get())) {
      case Wrong(var refused) -> Answers.refuse(refused);
      case Right(var message) -> {
        // a message that is sent again is the same message
        if (parts.downlinks().accept(message)) {
          parts.network().carry(message);
        }
        yield accepted(message);
      }
    };
  }

  private Whole accepted(Outgoing message) {
    var json = Answers.ok();
    if (profile == Profile.STRICT) {
      json.putArray("messageId").add(message.key().messageId());
    } else {
      json.put("messageId", message.key().messageId());
    }
    return Answers.reply(
        json.put("conversationId", message.dialogue().conversationId())
            .put("contributionId", message.dialogue().contributionId())
            .put("errorMessage", "success"));
  }

  Whole revoke(RegisteredChatbot chatbot, Request request) throws SQLException {
    var json = json(request);
    if (json.isEmpty()) {
      return unreadable(request);
    }
    var messageId = json.get().path("messageId").asString();
    if (!"RevokeRequested".equals(json.get().path("status").asString())
        || !json.get().path("destinationAddress").isArray()) {
      return Answers.refuse(ErrorCodes.BAD_PARAMETER, "status or destinationAddress");
    }
    var message = parts.downlinks().find(new MessageKey(chatbot.chatbotId(), messageId));
    if (message.isEmpty()) {
      return Answers.refuse(ErrorCodes.BAD_PARAMETER, "no such message");
    }
    parts.network().revoke(message.get());
    return Answers.reply(Answers.ok().put("messageId", messageId));
  }

  private synchronized boolean tooFast() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      sentInSecond = 0;
    }
    return ++sentInSecond > MESSAGES_A_SECOND;
  }

  static Optional<JsonNode> json(Request request) {
    try {
      return Optional.of(JSON.readTree(request.body().toArray())).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  static Whole unreadable(Request request) {
    return request.body().size() == 0
        ? Answers.refuse(ErrorCodes.EMPTY_BODY, "no body")
        : Answers.refuse(ErrorCodes.UNREADABLE, "the body is no JSON object");
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
