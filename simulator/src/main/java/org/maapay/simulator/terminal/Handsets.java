package org.maapay.simulator.terminal;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.Operator;
import org.maapay.simulator.operator.Terminals;
import org.maapay.simulator.smsc.Smsc;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.terminal.EventStreams.Event;
import org.maapay.simulator.terminal.Message.Content;
import org.maapay.simulator.terminal.Message.Place;
import org.maapay.simulator.terminal.Message.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** All handsets: what they show, what their users send. */
public final class Handsets implements Terminals {
  private final Map<PhoneNumber, Handset> handsets = new LinkedHashMap<>();
  private final Inbox inbox;
  private final EventStreams streams;
  private final InstantSource clock;

  public Handsets(List<Handset> handsets, Database database, InstantSource clock)
      throws SQLException {
    handsets.forEach(handset -> this.handsets.put(handset.number(), handset));
    this.inbox = new Inbox(database);
    this.streams = new EventStreams();
    this.clock = clock;
  }

  Collection<Handset> all() {
    return handsets.values();
  }

  Optional<Handset> find(PhoneNumber number) {
    return Optional.ofNullable(handsets.get(number));
  }

  Inbox inbox() {
    return inbox;
  }

  EventStreams streams() {
    return streams;
  }

  @Override
  public boolean has(String operator, PhoneNumber number) {
    return find(number).filter(handset -> handset.operator().equals(operator)).isPresent();
  }

  @Override
  public void show(Arrival arrival) {
    var origin = arrival.origin();
    var place =
        new Place(
            UUID.randomUUID().toString(),
            arrival.to().value(),
            origin.chatbotId(),
            origin.messageId(),
            arrival.dialogue());
    var content = new Content(true, arrival.shown().sms(), arrival.shown().parts());
    try {
      inbox
          .add(new Message(0, place, State.DELIVERED, content, arrival.at()))
          .ifPresent(message -> streams.publish(arrival.to(), Event.of(message)));
    } catch (SQLException failure) {
      throw new IllegalStateException("a message could not be stored on its handset", failure);
    }
  }

  /** Sends what a user said to a chatbot; returns the message's id. */
  String say(Handset handset, Operator operator, Said said) throws SQLException {
    var msisdn = handset.number().value();
    var last = inbox.lastIncoming(msisdn, said.chatbot());
    var dialogue =
        new Dialogue(
            last.map(message -> message.place().dialogue().conversationId())
                .orElseGet(() -> UUID.randomUUID().toString()),
            last.map(message -> message.place().dialogue().contributionId()).orElse(""),
            null);
    var id = UUID.randomUUID().toString();
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.addObject().put("contentType", said.contentType()).set("content", said.content());
    var place = new Place(id, msisdn, said.chatbot(), id, dialogue);
    var sent = new Message(0, place, State.SENT, new Content(false, false, parts), clock.instant());
    inbox
        .add(sent)
        .ifPresent(message -> {
          streams.publish(handset.number(), Event.of(message));
          carry(handset, operator, message);
        });
    return id;
  }

  /** Sends an SMS to a number that sent one; returns its id on the handset. */
  String write(Handset handset, Smsc centre, String to, String text) throws SQLException {
    var id = UUID.randomUUID().toString();
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.addObject().put("contentType", ContentTypes.TEXT).put("content", text);
    var place =
        new Place(id, handset.number().value(), to, id, new Dialogue("sms-" + to, "", null));
    var sent = new Message(0, place, State.SENT, new Content(false, true, parts), clock.instant());
    inbox
        .add(sent)
        .ifPresent(message -> {
          streams.publish(handset.number(), Event.of(message));
          centre.write(handset.number(), to, text);
        });
    return id;
  }

  /** What a user says, to whom: a text, or an answer as the GSMA has it. */
  record Said(String chatbot, String contentType, JsonNode content) {
    static Said text(String chatbot, String text) {
      return new Said(chatbot, ContentTypes.TEXT, JsonNodeFactory.instance.stringNode(text));
    }
  }

  /** Carries on what was under way when the simulator ended. */
  void resume(Map<String, Operator> operators) throws SQLException {
    for (var message : inbox.unsent()) {
      var handset = handsets.get(new PhoneNumber(message.place().msisdn()));
      var operator = handset == null ? null : operators.get(handset.operator());
      if (handset != null && operator != null && operator.knows(message.place().chatbot())) {
        carry(handset, operator, message);
      }
    }
  }

  private void carry(Handset handset, Operator operator, Message message) {
    var place = message.place();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (var part : message.content().parts()) {
      list.addObject()
          .put("contentType", part.path("contentType").asString())
          .put("contentEncoding", "utf8")
          .set("contentText", part.path("content"));
    }
    var answered = place.dialogue().contributionId();
    operator.carry(
        place.messageId(),
        new Operator.UserMessage(
            handset.number(),
            place.chatbot(),
            list,
            place.dialogue().conversationId(),
            answered.isEmpty() ? null : answered),
        success -> ended(handset, place.id(), success ? State.DELIVERED : State.FAILED));
  }

  private void ended(Handset handset, String id, State state) {
    try {
      if (inbox.move(id, State.SENT, state)) {
        streams.publish(handset.number(), stateChanged(id, state));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("the state of a message could not be stored", failure);
    }
  }

  /** The user looks at a conversation. */
  void read(Handset handset, Operator operator, String chatbot) throws SQLException {
    for (var message : inbox.markRead(handset.number().value(), chatbot)) {
      streams.publish(handset.number(), stateChanged(message.place().id(), State.DISPLAYED));
      operator.displayed(chatbot, message.place().messageId());
    }
  }

  private static Event stateChanged(String id, State state) {
    return Event.of(
        "state", JsonNodeFactory.instance.objectNode().put("id", id).put("state", state.wire()));
  }
}
