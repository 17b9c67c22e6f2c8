package org.maapay.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maapay.background.BackgroundLoop;
import org.maapay.chatbot.Buttons;
import org.maapay.chatbot.ChatbotSender;
import org.maapay.chatbot.Conversation;
import org.maapay.chatbot.NoWaiting;
import org.maapay.chatbot.ReplyLimits;
import org.maapay.chatbot.operators.SharedJournal;
import org.maapay.chatbot.operators.SharedMemory;
import org.maapay.chatbot.operators.SharedSightings;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.edge.operator.OperatorInterface;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.operators.Operators;
import org.maapay.messaging.routing.Chatbots;
import org.maapay.messaging.routing.Dispatcher;
import org.maapay.messaging.routing.NumberLookup;
import org.maapay.messaging.routing.Routes;
import org.maapay.messaging.routing.SmsChannel;
import org.maapay.messaging.sms.SmppChannel;
import org.maapay.server.OperatorSettings.ChatbotSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The payment chatbot put together: its accounts at the operators, what it says and hears. */
final class Messaging implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Messaging.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final int MENU_TRIES = 100;

  private final List<Chatbot> accounts;
  private final SharedMemory memory;
  private final ChatbotSender sender;
  private final BackgroundLoop loop;
  private final OperatorInterface callbacks;
  private final Thread menus;
  private final @Nullable SmppChannel sms;

  /**
   * @param settings absent where there is no operator: then messages wait until they expire
   * @param lookups finds who knows which operator serves a number, of the accounts there are
   */
  Messaging(
      Platform platform,
      @Nullable OperatorSettings settings,
      Function<List<Chatbot>, NumberLookup> lookups,
      Clocks clocks,
      InteractionLog log) {
    var database = platform.database();
    memory = new SharedMemory(database, platform.vault().records("operator-token"), clocks.wall());
    var operators = new Operators(memory.stores(), clocks.wall());
    List<ChatbotSettings> configured = settings == null ? List.of() : settings.chatbots();
    accounts =
        configured.stream()
            .map(one -> OperatorLinks.connect(operators, one, clocks.wall()))
            .toList();
    var builder = Chatbots.builder();
    accounts.forEach(account -> builder.add(ChatbotSender.NAME, account));
    var chatbots = builder.build();
    var sightings = new SharedSightings(database, platform.persons());
    var routes = new Routes(chatbots, lookups.apply(accounts), sightings, clocks.wall());
    var conversation =
        new Parts(platform)
            .conversation(routes, settings == null ? ReplyLimits.STANDARD : settings.replyLimits());
    sms = channel(platform, settings, conversation, clocks.wall());
    var dispatcher =
        new Dispatcher(
            chatbots,
            routes,
            new Dispatcher.Parts(
                new NoWaiting(), sms == null ? SmsChannel.NONE : sms, clocks.wall()));
    sender =
        new ChatbotSender(
            database,
            new Parts(platform).composer(),
            dispatcher,
            platform.bell(),
            clocks.business());
    loop = new BackgroundLoop("payment-chatbot", sender::run, platform.bell(), IDLE);
    callbacks =
        new OperatorInterface(
            operators.uplinks(this::account, OperatorLinks.admissions(configured, clocks.wall())),
            conversation,
            log,
            clocks.business());
    menus = Thread.ofPlatform().name("chatbot-menus").daemon().unstarted(this::publishMenus);
  }

  private static @Nullable SmppChannel channel(
      Platform platform,
      @Nullable OperatorSettings settings,
      Conversation conversation,
      InstantSource clock) {
    var sms = settings == null ? null : settings.sms();
    return sms == null
        ? null
        : new SmppChannel(
            SmsLinks.centre(sms, clock),
            new SharedJournal(platform.database(), platform.persons(), clock),
            listener(conversation),
            clock);
  }

  private static SmppChannel.Listener listener(Conversation conversation) {
    return new SmppChannel.Listener() {
      @Override
      public void reported(String messageId, PhoneNumber user, DeliveryState state) {
        conversation.smsReported(messageId, state);
      }

      @Override
      public void answered(String messageId, PhoneNumber user, String words) {
        conversation.smsAnswered(user, words, messageId);
      }
    };
  }

  OperatorInterface callbacks() {
    return callbacks;
  }

  void start() {
    if (sms != null) {
      sms.start();
    }
    loop.start();
    menus.start();
  }

  /** Forgets what no operator comes back to. */
  int purge() {
    return memory.purge();
  }

  @Override
  public void close() {
    menus.interrupt();
    loop.close();
    sender.close();
    if (sms != null) {
      sms.close();
    }
  }

  private Optional<ChatbotAccount> account(String chatbotId) {
    return accounts.stream()
        .map(Chatbot::account)
        .filter(account -> account.chatbotId().equals(chatbotId))
        .findFirst();
  }

  /** The menu, wherever the operator has a call for it; an operator that is down is tried again. */
  private void publishMenus() {
    var left = accounts;
    try {
      for (int tries = 0; !left.isEmpty() && tries < MENU_TRIES; tries++) {
        left = left.stream().filter(account -> !isSettled(account)).toList();
        if (!left.isEmpty()) {
          Thread.sleep(PATIENCE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isSettled(Chatbot chatbot) {
    return switch (chatbot.changeMenu(Buttons.MENU)) {
      case SendResult.Accepted _ -> true;
      case SendResult.Unknown _ -> false;
      case SendResult.Invalid(var violations) ->
          throw new IllegalStateException("the menu breaks the rules: " + violations);
      case SendResult.Refused(var refusal) -> {
        if (refusal.cause() != Refusal.Cause.UNSUPPORTED) {
          LOG.warn("{} refused the menu: {}", chatbot.account().operator(), refusal);
        }
        yield refusal.kind() != Refusal.Kind.RETRY;
      }
    };
  }
}
