package org.maapay.simulator.operator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, RegisteredChatbot> chatbots;
  private final Inside inside;
  private final HttpListener listener;

  /**
   * Which operator this is.
   *
   * @param reviewsTake how long files and profiles are looked at
   * @param pauses before each repetition of a callback that was not answered with 200
   */
  public record Setup(
      String name,
      Profile profile,
      List<RegisteredChatbot> chatbots,
      Duration reviewsTake,
      List<Duration> pauses) {
    public Setup(String name, Profile profile, List<RegisteredChatbot> chatbots) {
      this(
          name,
          profile,
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

  private record Inside(
      FaultSwitches faults,
      AccessTokens tokens,
      Profiles profiles,
      Callbacks callbacks,
      Notices notices,
      Downlinks downlinks,
      Network network,
      Reviews reviews) {}

  private Operator(
      Setup setup, Map<String, RegisteredChatbot> chatbots, Inside inside, HttpListener listener) {
    this.setup = setup;
    this.chatbots = chatbots;
    this.inside = inside;
    this.listener = listener;
  }

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
    var inside = inside(setup, around, chatbots);
    door.complete(door(setup, around, chatbots, new Built(inside, root))::handle);
    inside.network().carryWaiting();
    return new Operator(setup, chatbots, inside, listener);
  }

  private static Inside inside(
      Setup setup, Surroundings around, Map<String, RegisteredChatbot> chatbots)
      throws SQLException {
    var clock = around.clock();
    var faults = new FaultSwitches();
    var settings = new Callbacks.Settings(setup.profile(), around.wire(), clock, setup.pauses());
    var callbacks = new Callbacks(setup.name(), settings, faults);
    var notices = new Notices(callbacks, setup.profile(), clock);
    var downlinks = new Downlinks(setup.name(), around.database(), clock);
    var parts =
        new Network.Parts(
            downlinks,
            around.terminals(),
            notices,
            faults,
            new Network.Watch(around.wire(), clock));
    return new Inside(
        faults,
        new AccessTokens(setup.name(), around.database(), clock),
        new Profiles(setup.name(), around.database()),
        callbacks,
        notices,
        downlinks,
        new Network(setup.name(), parts, chatbots),
        new Reviews(notices, setup.reviewsTake()));
  }

  private record Built(Inside inside, String root) {}

  private static Door door(
      Setup setup, Surroundings around, Map<String, RegisteredChatbot> chatbots, Built built)
      throws SQLException {
    var inside = built.inside();
    var profile = setup.profile();
    var medias = new Medias(setup.name(), around.database(), around.clock());
    var mediaCheck = new MediaCheck(built.root(), medias, around.clock());
    var messages =
        new MessageCalls.Parts(
            inside.tokens(),
            new MessageCheck(profile, mediaCheck),
            inside.downlinks(),
            inside.network(),
            new UrlChecks(profile, inside.profiles(), inside.callbacks()));
    return new Door(
        new Door.Identity(setup.name(), profile, around.wire()),
        chatbots,
        new Door.Calls(
            inside.tokens(),
            inside.faults(),
            new MessageCalls(profile, messages, around.clock()),
            new MediaCalls(profile, medias, mediaCheck, inside.reviews()),
            new ProfileCalls(profile, inside.profiles(), inside.reviews())));
  }

  public String name() {
    return setup.name();
  }

  public int port() {
    return listener.port();
  }

  /** The chatbots that its users can talk to. */
  public List<Listing> listings() {
    return chatbots.values().stream()
        .map(chatbot ->
            new Listing(
                chatbot.chatbotId(),
                chatbot.name(),
                inside
                    .profiles()
                    .optionals(chatbot.chatbotId())
                    .path("serviceDescription")
                    .asString(),
                true,
                inside.profiles().menu(chatbot.chatbotId())))
        .toList();
  }

  public boolean knows(String chatbotId) {
    return chatbots.containsKey(chatbotId);
  }

  /**
   * Carries a user's message to its chatbot, in the background.
   *
   * @param told called once, when the chatbot has it or the operator gives up
   */
  public void carry(String messageId, UserMessage message, Told told) {
    var chatbot = chatbots.get(message.chatbotId());
    if (chatbot == null) {
      throw new IllegalArgumentException("no such chatbot: " + message.chatbotId());
    }
    var dialogue = new Dialogue(message.conversationId(), UUID.randomUUID().toString(), null);
    var uplink = new Notices.Uplink(messageId, message.from(), dialogue, message.messageList());
    inside.notices().message(chatbot, uplink, message.inReplyTo(), told);
  }

  /** A user has seen a message. */
  public void displayed(String chatbotId, String messageId) throws SQLException {
    inside.network().displayed(new MessageKey(chatbotId, messageId));
  }

  /** A user complains of a chatbot. */
  public void complain(String chatbotId, List<String> messageIds, String type, String text) {
    var chatbot = chatbots.get(chatbotId);
    if (chatbot != null) {
      inside.notices().complaint(chatbot, messageIds, type, text);
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
      inside.tokens().expireAll();
    }
    if (!wasOnline && online()) {
      inside.network().carryWaiting();
    }
  }

  @Override
  public void close() {
    listener.close();
    inside.network().close();
    inside.callbacks().close();
    inside.reviews().close();
  }
}
