package org.maapay.simulator.operator;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.maapay.simulator.wire.WireLog;

/** The operator's port: who calls, may he, and which call it is. */
final class Door {
  private static final Pattern CALL = Pattern.compile("/bot/[^/]+/([^/]+)/(.+)");

  private final Identity identity;
  private final Map<String, RegisteredChatbot> chatbots;
  private final Calls calls;

  /** Which operator this is, and who watches it. */
  record Identity(String operator, Profile profile, WireLog wire) {}

  /** What the door leads to. */
  record Calls(
      AccessTokens tokens,
      FaultSwitches faults,
      MessageCalls messages,
      MediaCalls medias,
      ProfileCalls profiles) {}

  Door(Identity identity, Map<String, RegisteredChatbot> chatbots, Calls calls) {
    this.identity = identity;
    this.chatbots = chatbots;
    this.calls = calls;
  }

  Reply handle(Request request) throws SQLException {
    if (request.path().startsWith("/media/")) {
      return calls.medias().serve(request);
    }
    var call = request.match(CALL);
    if (call.isEmpty()) {
      return Reply.problem(
          404,
          "no-such-call",
          "This is the 5G messaging interface of " + identity.operator() + ".");
    }
    long began = System.nanoTime();
    var rawId = call.get().group(1);
    var chatbot = chatbots.get(Request.decodePath(rawId));
    Whole reply =
        chatbot == null
            ? Answers.refuse(ErrorCodes.BAD_PARAMETER, "no such chatbot")
            : misplaced(rawId)
                ? Answers.refuse(ErrorCodes.BAD_REQUEST, "the chatbotId must be percent-encoded")
                : call(chatbot, call.get().group(2), request);
    record(chatbot, request, reply, Duration.ofNanos(System.nanoTime() - began));
    return reply;
  }

  private boolean misplaced(String rawId) {
    return identity.profile() == Profile.STRICT && (rawId.contains(":") || rawId.contains("@"));
  }

  private Whole call(RegisteredChatbot chatbot, String name, Request request) throws SQLException {
    boolean get = name.equals("medias/download") || name.equals("find/chatBotInfo");
    var method = get ? "GET" : name.equals("medias/delete") ? "DELETE" : "POST";
    if (!request.method().equals(method)) {
      int code = get ? ErrorCodes.GET_NEEDED : ErrorCodes.BAD_REQUEST;
      return Answers.refuse(code, "must be a " + method);
    }
    if (name.equals("accessToken")) {
      return calls.messages().accessToken(chatbot, request);
    }
    var header = request.header("authorization").orElse("");
    var prefixed = header.startsWith("accessToken ");
    if (header.isBlank() || (!prefixed && identity.profile() == Profile.STRICT)) {
      return Answers.refuse(ErrorCodes.NO_TOKEN, "authorization must be \"accessToken <token>\"");
    }
    if (calls.faults().strikes(Fault.RATE_LIMIT)) {
      return Answers.refuse(ErrorCodes.PER_SECOND, "too many this second");
    }
    var token = prefixed ? header.substring("accessToken ".length()) : header;
    return switch (calls.tokens().worth(chatbot.chatbotId(), token)) {
      case VALID -> authorised(chatbot, name, request);
      case EXPIRED -> Answers.refuse(ErrorCodes.TOKEN_EXPIRED, "fetch another");
      case UNKNOWN -> Answers.refuse(ErrorCodes.INVALID_TOKEN, "fetch another");
    };
  }

  private Whole authorised(RegisteredChatbot chatbot, String name, Request request)
      throws SQLException {
    return switch (name) {
      case "messages" -> calls.messages().send(chatbot, request);
      case "revoke" -> calls.messages().revoke(chatbot, request);
      case "medias/upload" -> calls.medias().upload(chatbot, request);
      case "medias/download" -> calls.medias().download(chatbot, request);
      case "medias/delete" -> calls.medias().delete(chatbot, request);
      case "update/chatBotInfo/optionals" -> calls.profiles().optionals(chatbot, request);
      case "update/chatBotInfo/menu" -> calls.profiles().menu(chatbot, request);
      case "find/chatBotInfo" -> calls.profiles().find(chatbot);
      default -> Answers.refuse(ErrorCodes.BAD_REQUEST, "no such call");
    };
  }

  private void record(
      @Nullable RegisteredChatbot chatbot, Request request, Whole reply, Duration took) {
    var name = chatbot == null ? "?" : chatbot.name();
    var sent =
        new Sent(
            request.method(),
            request.target(),
            Exchange.joined(request.headers()),
            text(request.header("content-type").orElse(""), request.body()));
    var got =
        new Got(
            reply.status(),
            reply.headers(),
            text(reply.headers().getOrDefault("content-type", ""), reply.body()));
    var hop = new Hop(Link.OPERATOR, name, identity.operator());
    identity.wire().add(Exchange.of(hop, sent, got).about(Subjects.of(sent.body())), took);
  }

  private static String text(String contentType, Bytes body) {
    return contentType.contains("json") || contentType.startsWith("text/") || body.size() == 0
        ? new String(body.toArray(), StandardCharsets.UTF_8)
        : "(" + body.size() + " bytes)";
  }
}
