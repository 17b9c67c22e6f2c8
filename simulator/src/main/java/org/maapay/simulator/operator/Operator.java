package org.maapay.simulator.operator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.http.HttpListener;
import org.maapay.simulator.http.HttpListener.Handler;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One operator, running: its port for chatbots, and what its handsets can do. */
public final class Operator implements AutoCloseable {
  private static final int LARGEST_BODY = 22 * 1024 * 1024;

  private final Setup setup;
  private final Inside inside;
  private final Served served;

  /**
   * Which operator this is.
   *
   * @param reviewsTake how long files and profiles are looked at
   * @param pauses before each repetition of a callback that was not answered with 200
   */
  public record Setup(
      String name,
      Family family,
      List<RegisteredChatbot> chatbots,
      Duration reviewsTake,
      List<Duration> pauses) {
    public Setup(String name, Family family, List<RegisteredChatbot> chatbots) {
      this(
          name,
          family,
          chatbots,
          Duration.ofSeconds(1),
          List.of(
              Duration.ofSeconds(1),
              Duration.ofSeconds(3),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofMinutes(2)));
    }
  }

  /** What it stands in. */
  public record Surroundings(
      Database database, WireLog wire, Terminals terminals, InstantSource clock) {}

  /**
   * How a chatbot presents itself in the list of conversations.
   *
   * @param menu {@code {"entries":[…]}}, empty if it has none
   */
  public record Listing(
      String chatbotId, String name, String description, boolean verified, ObjectNode menu) {}

  /** A message from a user's handset; the ids continue the dialogue that is on it. */
  public record UserMessage(
      PhoneNumber from,
      String chatbotId,
      ArrayNode messageList,
      String conversationId,
      @Nullable String inReplyTo) {}

  private Operator(Setup setup, Inside inside, Served served) {
    this.setup = setup;
    this.inside = inside;
    this.served = served;
  }

  /** What answers, in and behind the port. */
  private record Served(Notices notices, Northbound northbound, HttpListener listener) {}

  /** Starts an operator and carries on with what waited when it last ended. */
  public static Operator start(Setup setup, InetSocketAddress address, Surroundings around)
      throws IOException, SQLException {
    var chatbots = new LinkedHashMap<String, RegisteredChatbot>();
    setup.chatbots().forEach(chatbot -> chatbots.put(chatbot.chatbotId(), chatbot));
    // the door needs to know its own port, so the port opens first and waits for the door
    var door = new CompletableFuture<Handler>();
    var listener =
        HttpListener.start(address, LARGEST_BODY, request -> door.join().handle(request));
    var root = "http://" + address.getAddress().getHostAddress() + ":" + listener.port();
    var faults = new FaultSwitches();
    var settings = new Callbacks.Settings(around.wire(), setup.pauses());
    var callbacks = new Callbacks(setup.name(), settings, faults);
    var notices = setup.family().notices(callbacks, around.clock());
    var downlinks = new Downlinks(setup.name(), around.database(), around.clock());
    var watch = new Network.Watch(around.wire(), around.clock());
    var parts = new Network.Parts(downlinks, around.terminals(), notices, faults, watch);
    var network = new Network(setup.name(), parts, chatbots);
    var inside = new Inside(setup, chatbots, around, faults, callbacks, downlinks, network);
    var northbound = setup.family().northbound(inside, root);
    door.complete(new Door(inside, northbound)::handle);
    network.carryWaiting();
    return new Operator(setup, inside, new Served(notices, northbound, listener));
  }

  public String name() {
    return setup.name();
  }

  public int port() {
    return served.listener().port();
  }

  /** The chatbots that its users can talk to. */
  public List<Listing> listings() {
    return inside.chatbots().values().stream()
        .map(chatbot ->
            new Listing(
                chatbot.chatbotId(),
                chatbot.name(),
                served.northbound().description(chatbot.chatbotId()),
                true,
                served.northbound().menu(chatbot.chatbotId())))
        .toList();
  }

  public boolean knows(String chatbotId) {
    return inside.chatbots().containsKey(chatbotId);
  }

  /**
   * Carries a user's message to its chatbot, in the background.
   *
   * @param told called once, when the chatbot has it or the operator gives up
   */
  public void carry(String messageId, UserMessage message, Told told) {
    var chatbot = inside.chatbots().get(message.chatbotId());
    if (chatbot == null) {
      throw new IllegalArgumentException("no such chatbot: " + message.chatbotId());
    }
    var dialogue = new Dialogue(message.conversationId(), UUID.randomUUID().toString(), null);
    var uplink =
        new Notices.Uplink(
            messageId, message.from(), dialogue, message.inReplyTo(), message.messageList());
    served.notices().message(chatbot, uplink, told);
  }

  /** A user has seen a message. */
  public void displayed(String chatbotId, String messageId) throws SQLException {
    inside.network().displayed(new MessageKey(chatbotId, messageId));
  }

  /** A user complains of a chatbot. */
  public void complain(String chatbotId, List<String> messageIds, String type, String text) {
    var chatbot = inside.chatbots().get(chatbotId);
    if (chatbot != null) {
      served.notices().complaint(chatbot, messageIds, type, text);
    }
  }

  /** A user wants no more messages from a chatbot, or wants them again. */
  public void subscribe(String chatbotId, PhoneNumber user, boolean wanted) {
    var chatbot = inside.chatbots().get(chatbotId);
    if (chatbot != null) {
      served.notices().subscription(chatbot, user, wanted);
    }
  }

  /** The operator's people look at a chatbot; {@code state} in the operator's own word. */
  public void launch(String chatbotId, String state) {
    var chatbot = inside.chatbots().get(chatbotId);
    if (chatbot != null) {
      served.notices().launch(chatbot, state);
    }
  }

  public boolean online() {
    return !inside.faults().on(Fault.OFFLINE);
  }

  /** The switches that are on. */
  public ObjectNode faults() {
    return inside.faults().json();
  }

  /** Sets all switches; handsets that are switched on again get what waited for them. */
  public void change(JsonNode faults) throws SQLException {
    boolean wasOnline = online();
    inside.faults().change(faults);
    if (inside.faults().strikes(Fault.EXPIRE_TOKEN)) {
      served.northbound().expireTokens();
    }
    if (!wasOnline && online()) {
      inside.network().carryWaiting();
    }
  }

  @Override
  public void close() {
    served.listener().close();
    inside.network().close();
    inside.callbacks().close();
    served.northbound().close();
  }
}
