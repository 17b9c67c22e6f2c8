package org.maapay.simulator.operator.jsonut;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.store.AccessTokens;
import tools.jackson.databind.node.ObjectNode;

/** The operator's port: who calls, may he, and which call it is. */
final class JsonNorthbound implements Northbound {
  private static final Pattern CALL = Pattern.compile("/bot/[^/]+/([^/]+)/(.+)");

  private final Profile profile;
  private final Inside inside;
  private final Calls calls;

  /** What the port leads to. */
  record Calls(
      AccessTokens tokens,
      MessageCalls messages,
      MediaCalls medias,
      ProfileCalls profiles,
      Profiles stored,
      Reviews reviews) {}

  JsonNorthbound(Profile profile, Inside inside, Calls calls) {
    this.profile = profile;
    this.inside = inside;
    this.calls = calls;
  }

  @Override
  public Reply handle(Request request) throws SQLException {
    if (request.path().startsWith("/media/")) {
      return calls.medias().serve(request);
    }
    var call = request.match(CALL);
    if (call.isEmpty()) {
      return Reply.problem(
          404,
          "no-such-call",
          "This is the 5G messaging interface of " + inside.setup().name() + ".");
    }
    var rawId = call.get().group(1);
    var chatbot = inside.chatbots().get(Request.decodePath(rawId));
    if (chatbot == null) {
      return Answers.refuse(ErrorCodes.BAD_PARAMETER, "no such chatbot");
    }
    return misplaced(rawId)
        ? Answers.refuse(ErrorCodes.BAD_REQUEST, "the chatbotId must be percent-encoded")
        : call(chatbot, call.get().group(2), request);
  }

  @Override
  public Optional<RegisteredChatbot> caller(Request request) {
    return request
        .match(CALL)
        .map(call -> inside.chatbots().get(Request.decodePath(call.group(1))));
  }

  @Override
  public String description(String chatbotId) {
    return calls.stored().optionals(chatbotId).path("serviceDescription").asString();
  }

  @Override
  public ObjectNode menu(String chatbotId) {
    return calls.stored().menu(chatbotId);
  }

  @Override
  public void expireTokens() {
    calls.tokens().expireAll();
  }

  @Override
  public void close() {
    calls.reviews().close();
  }

  private boolean misplaced(String rawId) {
    return profile == Profile.STRICT && (rawId.contains(":") || rawId.contains("@"));
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
    if (header.isBlank() || (!prefixed && profile == Profile.STRICT)) {
      return Answers.refuse(ErrorCodes.NO_TOKEN, "authorization must be \"accessToken <token>\"");
    }
    if (inside.faults().strikes(Fault.RATE_LIMIT)) {
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
}
