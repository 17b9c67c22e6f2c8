package org.maapay.simulator.terminal;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.Operator;
import org.maapay.simulator.smsc.Smsc;
import org.maapay.simulator.terminal.EventStreams.Event;
import org.maapay.simulator.terminal.Handsets.Said;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls of one handset's page. */
final class HandsetCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MESSAGES_SHOWN = 300;
  private static final int LONGEST_TEXT = 2000;

  private final Handsets handsets;
  private final Map<String, Operator> operators;
  private final @Nullable Smsc sms;
  private final WireLog wire;
  private final List<String> cashierOrigins;

  HandsetCalls(
      Handsets handsets,
      Map<String, Operator> operators,
      @Nullable Smsc sms,
      WireLog wire,
      List<String> cashierOrigins) {
    this.handsets = handsets;
    this.operators = operators;
    this.sms = sms;
    this.wire = wire;
    this.cashierOrigins = List.copyOf(cashierOrigins);
  }

  /** The handset that a page shows: the one it names, else the first. */
  Optional<Handset> handset(Request request) {
    var msisdn = request.parameter("msisdn").filter(text -> !text.isBlank());
    if (msisdn.isEmpty()) {
      return handsets.all().stream().findFirst();
    }
    try {
      return handsets.find(PhoneNumber.parse(msisdn.get()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  Reply describe(Handset handset) {
    var operator = operator(handset);
    var json = identity(handset, NODES.objectNode());
    json.put("operatorName", operatorName(handset.operator()))
        .put("online", operator.online())
        .put("cashierOrigin", cashierOrigins.getFirst());
    var elsewhere = json.putArray("otherCashiers");
    cashierOrigins.stream().skip(1).forEach(elsewhere::add);
    var others = json.putArray("handsets");
    handsets.all().forEach(other -> identity(other, others.addObject()));
    json.set("faults", operator.faults());
    return Reply.json(200, json);
  }

  private static ObjectNode identity(Handset handset, ObjectNode json) {
    return json.put("msisdn", handset.number().value())
        .put("mobile", handset.number().masked())
        .put("operator", handset.operator());
  }

  private static String operatorName(String operator) {
    return switch (operator) {
      case "unicom" -> "中国联通";
      case "telecom" -> "中国电信";
      case "mobile" -> "中国移动";
      case "gsma" -> "GSMA MaaP";
      case "rbm" -> "Google RBM";
      default -> operator;
    };
  }

  Reply conversations(Handset handset) throws SQLException {
    var msisdn = handset.number().value();
    var lasts = handsets.inbox().lasts(msisdn);
    var unread = handsets.inbox().unread(msisdn);
    var list = NODES.arrayNode();
    var listed = new HashSet<String>();
    for (var listing : operator(handset).listings()) {
      listed.add(listing.chatbotId());
      var last = lasts.get(listing.chatbotId());
      var json =
          list.addObject()
              .put("chatbot", listing.chatbotId())
              .put("name", listing.name())
              .put("logo", Logo.path(listing.chatbotId()))
              .put("description", listing.description())
              .put("verified", listing.verified())
              .put("unread", unread.getOrDefault(listing.chatbotId(), 0))
              .put("lastText", last == null ? null : last.preview())
              .put("lastAt", last == null ? null : last.at().toString());
      var menu = NODES.objectNode();
      menu.set("entries", listing.menu().withArray("entries"));
      json.set("menu", menu);
    }
    lasts.values().stream()
        .filter(message -> message.content().sms() && !listed.contains(message.place().chatbot()))
        .forEach(message -> sender(message, unread, list.addObject()));
    return Reply.json(200, list);
  }

  /** Somebody who writes SMS: a number without a profile. */
  private static void sender(Message last, Map<String, Integer> unread, ObjectNode json) {
    var number = last.place().chatbot();
    json.put("chatbot", number)
        .put("name", number)
        .putNull("logo")
        .put("sms", true)
        .put("verified", false)
        .put("unread", unread.getOrDefault(number, 0))
        .put("lastText", last.preview())
        .put("lastAt", last.at().toString());
    json.putObject("menu").putArray("entries");
  }

  Reply messages(Handset handset, Request request) throws SQLException {
    var chatbot = request.parameter("chatbot").orElse("");
    var list = NODES.arrayNode();
    handsets
        .inbox()
        .conversation(handset.number().value(), chatbot, MESSAGES_SHOWN)
        .forEach(message -> list.add(message.json()));
    return Reply.json(200, list);
  }

  Reply say(Handset handset, Request request) throws SQLException {
    var body = body(request);
    var operator = operator(handset);
    var to = body.map(json -> json.path("chatbot").asString()).orElse("");
    if (sms != null && !operator.knows(to) && handsets.inbox().hasSms(handset.number(), to)) {
      return sayBySms(handset, sms, to, body.orElseThrow().path("text").asString());
    }
    if (body.isEmpty() || !operator.knows(to)) {
      return Reply.problem(400, "request-invalid", "Name a chatbot of this operator.");
    }
    var said = said(body.get());
    return said.isEmpty()
        ? Reply.problem(400, "request-invalid", "Give a text, a response or sharedData.")
        : Reply.json(
            200, NODES.objectNode().put("id", handsets.say(handset, operator, said.get())));
  }

  private Reply sayBySms(Handset handset, Smsc centre, String to, String text) throws SQLException {
    return text.isBlank() || text.length() > LONGEST_TEXT
        ? Reply.problem(400, "request-invalid", "Give a text.")
        : Reply.json(200, NODES.objectNode().put("id", handsets.write(handset, centre, to, text)));
  }

  private static Optional<Said> said(JsonNode body) {
    var chatbot = body.path("chatbot").asString();
    if (body.path("text").isString()) {
      var text = body.path("text").stringValue();
      boolean right = !text.isBlank() && text.length() <= LONGEST_TEXT;
      return right ? Optional.of(Said.text(chatbot, text)) : Optional.empty();
    }
    for (var kind :
        Map.of("response", ContentTypes.RESPONSE, "sharedData", ContentTypes.SHARED_DATA)
            .entrySet()) {
      if (body.has(kind.getKey())) {
        var content = NODES.objectNode();
        content.set(kind.getKey(), body.path(kind.getKey()));
        return CardRules.SCHEMA.check(content).isEmpty()
            ? Optional.of(new Said(chatbot, kind.getValue(), content))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  Reply read(Handset handset, Request request) throws SQLException {
    var body = body(request);
    if (body.isEmpty()) {
      return Reply.problem(400, "request-invalid", "Name a chatbot.");
    }
    handsets.read(handset, operator(handset), body.get().path("chatbot").asString());
    return Reply.json(200, NODES.objectNode());
  }

  /** A complaint of the user (骚扰举报). */
  Reply complain(Handset handset, Request request) {
    var body = body(request);
    if (body.isEmpty()) {
      return Reply.problem(400, "request-invalid", "Name a chatbot.");
    }
    var ids = body.get().path("messageIds").valueStream().map(JsonNode::asString).toList();
    operator(handset)
        .complain(
            body.get().path("chatbot").asString(),
            ids,
            body.get().path("type").asString("other"),
            body.get().path("text").asString());
    return Reply.json(200, NODES.objectNode());
  }

  Reply events(Handset handset, Request request) {
    var lastId = request.header("last-event-id").filter(id -> id.matches("[0-9]{1,18}"));
    return handsets.streams().stream(
        handset.number(),
        () -> lastId.isEmpty() ? List.of() : missed(handset, Long.parseLong(lastId.get())));
  }

  private List<Event> missed(Handset handset, long after) {
    try {
      return handsets.inbox().after(handset.number().value(), after, MESSAGES_SHOWN).stream()
          .map(Event::of)
          .toList();
    } catch (SQLException failure) {
      throw new IllegalStateException("missed messages could not be read", failure);
    }
  }

  Reply wire(Request request) throws SQLException {
    var list = NODES.arrayNode();
    wire.after(number(request, "after", 0), (int) Math.min(number(request, "limit", 200), 1000))
        .forEach(list::add);
    return Reply.json(200, list);
  }

  private static long number(Request request, String name, long otherwise) {
    return request
        .parameter(name)
        .filter(text -> text.matches("[0-9]{1,15}"))
        .map(Long::parseLong)
        .orElse(otherwise);
  }

  /** Switches of the named operator; without a name, of all. */
  Reply faults(Request request) throws SQLException {
    var body = body(request);
    var name = body.map(json -> json.path("operator").asString()).orElse("");
    if (body.isPresent() && sms != null && (name.isEmpty() || name.equals(Smsc.NAME))) {
      sms.change(body.get());
      if (!name.isEmpty()) {
        return Reply.json(200, NODES.objectNode());
      }
    }
    if (body.isEmpty() || (!name.isEmpty() && !operators.containsKey(name))) {
      return Reply.problem(400, "request-invalid", "No such operator.");
    }
    for (var operator : operators.values()) {
      if (name.isEmpty() || operator.name().equals(name)) {
        operator.change(body.get());
        handsets.all().stream()
            .filter(handset -> handset.operator().equals(operator.name()))
            .forEach(handset ->
                handsets
                    .streams()
                    .publish(
                        handset.number(),
                        Event.of("handset", NODES.objectNode().put("online", operator.online()))));
      }
    }
    return Reply.json(200, NODES.objectNode());
  }

  private Operator operator(Handset handset) {
    var operator = operators.get(handset.operator());
    if (operator == null) {
      throw new IllegalStateException("no operator " + handset.operator() + " runs");
    }
    return operator;
  }

  static Optional<JsonNode> body(Request request) {
    try {
      return Optional.of(JSON.readTree(request.body().toArray())).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
