package org.maapay.simulator.operator.rbm;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.MessageKey;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Outgoing.Carriage;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.store.AccessTokens.Worth;
import org.maapay.simulator.operator.store.MediaFiles;
import org.maapay.simulator.operator.store.Medias;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Google's port: tokens, agent messages, capabilities, files. */
final class RbmNorthbound implements Northbound {
  private static final Pattern PHONE = Pattern.compile("/v1/phones/([^/]+)/(.+)");
  private static final Pattern MESSAGE = Pattern.compile("agentMessages/([0-9a-f-]{36})");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Inside inside;
  private final Parts parts;

  /** What the port leads to. */
  record Parts(TokenService tokens, Medias medias, MediaFiles files, Webhooks webhooks) {}

  RbmNorthbound(Inside inside, Parts parts) {
    this.inside = inside;
    this.parts = parts;
  }

  @Override
  public Reply handle(Request request) throws SQLException {
    if (request.path().startsWith("/media/")) {
      return parts.files().serve(request);
    }
    if (request.is("POST", "/token")) {
      var now = inside.around().clock().instant();
      return parts.tokens().issue(inside.chatbots().values(), request, now);
    }
    var agent = caller(request);
    if (agent.isEmpty()) {
      return refuse(404, "NOT_FOUND", "no such agent or call");
    }
    var shown = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
    if (parts.tokens().worth(agent.get(), shown) != Worth.VALID) {
      return refuse(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
    }
    if (inside.faults().strikes(Fault.RATE_LIMIT)) {
      return refuse(429, "RESOURCE_EXHAUSTED", "too many calls");
    }
    if (!parts.webhooks().proven(agent.get())) {
      return refuse(400, "FAILED_PRECONDITION", "the webhook did not pass its check");
    }
    if (request.is("POST", "/upload/v1/files")) {
      return upload(agent.get(), request);
    }
    return phone(agent.get(), request);
  }

  private Reply phone(RegisteredChatbot agent, Request request) throws SQLException {
    var call = request.match(PHONE);
    var user = call.flatMap(match -> number(Request.decodePath(match.group(1))));
    if (user.isEmpty()) {
      return refuse(400, "INVALID_ARGUMENT", "a phone number in E.164");
    }
    var name = call.orElseThrow().group(2);
    var message = MESSAGE.matcher(name);
    if (message.matches() && request.method().equals("DELETE")) {
      return revoke(agent, message.group(1));
    }
    if (!reachable(user.get())) {
      return refuse(404, "NOT_FOUND", "the number cannot be reached");
    }
    return switch (request.method() + " " + name) {
      case "POST agentMessages" -> send(agent, user.get(), request);
      case "GET capabilities" -> capabilities();
      case "POST agentEvents" -> Reply.json(200, NODES.objectNode());
      default -> refuse(404, "NOT_FOUND", "no such call");
    };
  }

  private Reply send(RegisteredChatbot agent, PhoneNumber user, Request request)
      throws SQLException {
    var id = request.parameter("messageId").orElse("");
    if (!id.matches("[0-9a-f-]{36}")) {
      return refuse(400, "INVALID_ARGUMENT", "messageId must be a UUID");
    }
    var json = json(request);
    if (json.isEmpty()) {
      return refuse(400, "INVALID_ARGUMENT", "the body is no JSON object");
    }
    var translation = new Translation(parts.medias(), parts.files());
    var content = translation.read(json.get().path("contentMessage"));
    var wrong = translation.wrong();
    if (wrong.isPresent()) {
      return refuse(400, "INVALID_ARGUMENT", wrong.get());
    }
    var message =
        new Outgoing(
            new MessageKey(agent.chatbotId(), id),
            user,
            new Dialogue(conversation(agent, user), id, null),
            content,
            new Carriage(false, "", !json.get().has("ttl"), Set.of()));
    // a message that is sent again is the same message
    if (inside.downlinks().accept(message)) {
      inside.network().carry(message);
    }
    var answer = ((ObjectNode) json.get()).deepCopy();
    answer.put("name", "phones/" + user.e164() + "/agentMessages/" + id);
    answer.put("sendTime", inside.around().clock().instant().toString());
    return Reply.json(200, answer);
  }

  private static String conversation(RegisteredChatbot agent, PhoneNumber user) {
    var pair = (agent.chatbotId() + user.value()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(pair).toString();
  }

  private Reply revoke(RegisteredChatbot agent, String id) throws SQLException {
    var message = inside.downlinks().find(new MessageKey(agent.chatbotId(), id));
    if (message.isEmpty()) {
      return refuse(404, "NOT_FOUND", "no such message");
    }
    return inside.network().revokeNow(message.get())
        ? Reply.json(200, NODES.objectNode())
        : refuse(400, "INVALID_ARGUMENT", "the message was delivered");
  }

  private static Reply capabilities() {
    var answer = NODES.objectNode();
    answer
        .putArray("features")
        .add("RICHCARD_STANDALONE")
        .add("RICHCARD_CAROUSEL")
        .add("ACTION_OPEN_URL")
        .add("ACTION_DIAL");
    return Reply.json(200, answer);
  }

  private Reply upload(RegisteredChatbot agent, Request request) throws SQLException {
    var type = request.header("content-type").orElse("");
    if (request.body().size() == 0 || !type.matches("(?:image|audio|video)/.+")) {
      return refuse(400, "INVALID_ARGUMENT", "a picture, a sound or a film");
    }
    var content = Content.of("file", type, request.body().toArray());
    var stored = parts.medias().store(agent.chatbotId(), content, false);
    return Reply.json(200, NODES.objectNode().put("name", "files/" + stored.id()));
  }

  private boolean reachable(PhoneNumber user) {
    return inside.around().terminals().has(inside.setup().name(), user)
        && !inside.faults().on(Fault.SMS_FALLBACK);
  }

  private static Optional<PhoneNumber> number(String text) {
    return text.matches("\\+86[0-9]{11}") ? Optional.of(PhoneNumber.parse(text)) : Optional.empty();
  }

  @Override
  public Optional<RegisteredChatbot> caller(Request request) {
    var named = request.parameter("agentId").orElse("");
    return inside.chatbots().values().stream()
        .filter(agent ->
            agent.chatbotId().equals(named) || agent.chatbotId().equals(named + "@rbm.goog"))
        .findFirst();
  }

  @Override
  public void expireTokens() {
    parts.tokens().expireAll();
  }

  @Override
  public void close() {
    // nothing runs here
  }

  private static Reply refuse(int status, String word, String text) {
    var json = NODES.objectNode();
    json.putObject("error").put("code", status).put("message", text).put("status", word);
    return Reply.json(status, json);
  }

  private static Optional<JsonNode> json(Request request) {
    try {
      return Optional.of(JSON.readTree(request.body().toArray())).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
