package org.maapay.simulator.operator.gsma;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.MessageKey;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Outgoing.Carriage;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The port of a platform of FNW.11. */
final class GsmaNorthbound implements Northbound {
  private static final Pattern CALL = Pattern.compile("/rcs/bot/v1/([^/]+)/(.+)");
  private static final Pattern STATUS = Pattern.compile("messages/([^/]+)/status");
  private static final Pattern FILE = Pattern.compile("files/([^/]+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Profile profile;
  private final Inside inside;
  private final FileCalls files;
  private final AtomicBoolean tokensEnded = new AtomicBoolean();

  GsmaNorthbound(Profile profile, Inside inside, FileCalls files) {
    this.profile = profile;
    this.inside = inside;
    this.files = files;
  }

  @Override
  public Reply handle(Request request) throws SQLException {
    if (request.path().startsWith("/media/")) {
      return files.serve(request);
    }
    var chatbot = caller(request);
    if (chatbot.isEmpty()) {
      return refuse(404, "no such bot or call");
    }
    var right = ("Bearer " + chatbot.get().credentials().appKey()).getBytes(StandardCharsets.UTF_8);
    var shown = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(right, shown) || tokensEnded.getAndSet(false)) {
      return refuse(401, "the token is not valid");
    }
    if (inside.faults().strikes(Fault.RATE_LIMIT)) {
      return refuse(429, "too many calls");
    }
    var name = request.match(CALL).map(call -> call.group(2)).orElse("");
    return call(chatbot.get(), name, request);
  }

  private Reply call(RegisteredChatbot chatbot, String name, Request request) throws SQLException {
    var status = STATUS.matcher(name);
    if (status.matches()) {
      return status(chatbot, Request.decodePath(status.group(1)), request);
    }
    var file = FILE.matcher(name);
    if (file.matches()) {
      return switch (request.method()) {
        case "GET" -> files.find(chatbot, file.group(1));
        case "DELETE" -> files.delete(chatbot, file.group(1));
        default -> refuse(405, "GET or DELETE");
      };
    }
    return switch (request.method() + " " + name) {
      case "POST messages" -> send(chatbot, request);
      case "POST files" -> files.upload(chatbot, request);
      case "GET contactCapabilities" -> capabilities(request);
      default -> refuse(404, "no such call");
    };
  }

  private Reply send(RegisteredChatbot chatbot, Request request) throws SQLException {
    var json = json(request);
    if (json.isEmpty()) {
      return refuse(400, "the body is no JSON object");
    }
    var user = contact(json.get().path("messageContact").path("userContact").asString());
    if (user.isEmpty()) {
      return refuse(400, "userContact");
    }
    if (profile == Profile.STRICT && !reachable(user.get())) {
      return refuse(404, "the contact cannot be reached");
    }
    var rcs = json.get().path("RCSMessage");
    if (rcs.has("isTyping")) {
      return Reply.empty(202);
    }
    var parts = NODES.arrayNode();
    var wrong = read(rcs, parts);
    if (wrong.isPresent()) {
      return refuse(422, wrong.get());
    }
    var id = UUID.randomUUID().toString();
    var message =
        new Outgoing(
            new MessageKey(chatbot.chatbotId(), id),
            user.get(),
            new Dialogue(conversation(chatbot, user.get()), id, null),
            parts,
            new Carriage(false, "", true, Set.of()));
    inside.downlinks().accept(message);
    inside.network().carry(message);
    var answer = NODES.objectNode();
    answer
        .putObject("RCSMessage")
        .put("msgId", id)
        .put("status", "pending")
        .put("timestamp", inside.around().clock().instant().toString());
    return Reply.json(202, answer);
  }

  private static String conversation(RegisteredChatbot chatbot, PhoneNumber user) {
    var pair = (chatbot.chatbotId() + user.value()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(pair).toString();
  }

  /** Adds the parts of a message; returns what is wrong with it. */
  private Optional<String> read(JsonNode rcs, ArrayNode parts) {
    var text = rcs.path("textMessage");
    if (text.isString() && !text.stringValue().isBlank()) {
      parts.addObject().put("contentType", ContentTypes.TEXT).set("content", text);
    }
    for (var kind :
        new String[][] {
          {"richcardMessage", ContentTypes.MESSAGE}, {"suggestedChipList", ContentTypes.SUGGESTIONS}
        }) {
      if (rcs.has(kind[0])) {
        var broken = broken(rcs.path(kind[0]));
        if (broken.isPresent()) {
          return broken;
        }
        parts.addObject().put("contentType", kind[1]).set("content", rcs.path(kind[0]));
      }
    }
    for (var kind : new String[] {"fileMessage", "audioMessage"}) {
      if (rcs.has(kind)) {
        var file = rcs.path(kind);
        var list = parts.addObject().put("contentType", ContentTypes.FILE).putArray("content");
        list.addObject()
            .put("type", "file")
            .put("contentType", file.path("fileMIMEType").asString())
            .put("url", file.path("fileUrl").asString());
      }
    }
    if (rcs.has("geolocationPushMessage")) {
      var place = rcs.path("geolocationPushMessage");
      parts
          .addObject()
          .put("contentType", ContentTypes.TEXT)
          .put("content", "geo:" + place.path("pos").asString());
    }
    long contents =
        parts
            .valueStream()
            .filter(part -> !part.path("contentType").asString().equals(ContentTypes.SUGGESTIONS))
            .count();
    return contents == 1 ? Optional.empty() : Optional.of("one content, has " + contents);
  }

  private Optional<String> broken(JsonNode content) {
    boolean strict = profile == Profile.STRICT;
    return (strict ? CardRules.OPERATOR : CardRules.SCHEMA)
        .check(content).stream()
            .filter(violation -> strict || !violation.path().endsWith(".application"))
            .findFirst()
            .map(violation -> violation.path() + ": " + violation.detail());
  }

  private Reply status(RegisteredChatbot chatbot, String id, Request request) throws SQLException {
    var message = inside.downlinks().find(new MessageKey(chatbot.chatbotId(), id));
    if (message.isEmpty()) {
      return refuse(410, "no such message");
    }
    var answer = NODES.objectNode();
    if (request.method().equals("GET")) {
      answer.putObject("RCSMessage").put("msgId", id).put("status", "sent");
      return Reply.json(200, answer);
    }
    var wanted = json(request).map(json -> json.path("RCSMessage").path("status").asString());
    switch (request.method() + " " + wanted.orElse("")) {
      case "PUT cancelled" -> inside.network().revoke(message.get());
      case "PUT displayed" -> {
        // a chatbot's own read report: handsets don't show it
      }
      default -> {
        return refuse(400, "status");
      }
    }
    return Reply.empty(204);
  }

  private Reply capabilities(Request request) {
    var user = contact(request.parameter("userContact").orElse(""));
    if (user.isEmpty()) {
      return refuse(400, "userContact");
    }
    if (!reachable(user.get())) {
      return refuse(404, "the contact cannot be reached");
    }
    var answer = NODES.objectNode();
    answer.putArray("capabilities").add("chat").add("chatBotCommunication").add("fileTransfer");
    return Reply.json(200, answer);
  }

  private boolean reachable(PhoneNumber user) {
    return inside.around().terminals().has(inside.setup().name(), user)
        && !inside.faults().on(Fault.SMS_FALLBACK);
  }

  private Optional<PhoneNumber> contact(String text) {
    if (profile == Profile.STRICT && !text.matches("\\+86[0-9]{11}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(PhoneNumber.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<RegisteredChatbot> caller(Request request) {
    return request
        .match(CALL)
        .map(call -> inside.chatbots().get(Request.decodePath(call.group(1))));
  }

  /** The next call's token is not believed. */
  @Override
  public void expireTokens() {
    tokensEnded.set(true);
  }

  @Override
  public void close() {
    files.close();
  }

  static Reply refuse(int status, String text) {
    var json = NODES.objectNode();
    json.putObject("reason").put("code", status).put("text", text);
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
