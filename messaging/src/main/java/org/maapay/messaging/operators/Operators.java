package org.maapay.messaging.operators;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.InMemoryIds;
import org.maapay.messaging.MessageIds;
import org.maapay.messaging.OperatorProfile;
import org.maapay.messaging.gsma.GsmaChatbot;
import org.maapay.messaging.gsma.GsmaUplink;
import org.maapay.messaging.jsonut.Dialect;
import org.maapay.messaging.jsonut.JsonChatbot;
import org.maapay.messaging.jsonut.JsonUplink;
import org.maapay.messaging.mobile.MobileChatbot;
import org.maapay.messaging.mobile.MobileDialect;
import org.maapay.messaging.mobile.MobileUplink;
import org.maapay.messaging.rbm.RbmChatbot;
import org.maapay.messaging.rbm.RbmDialect;
import org.maapay.messaging.rbm.RbmUplink;
import org.maapay.messaging.tls.ClientIdentity;
import org.maapay.messaging.uplink.Admission;
import org.maapay.messaging.uplink.InMemorySeen;
import org.maapay.messaging.uplink.NonceStore;
import org.maapay.messaging.uplink.SeenEvents;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkParser;
import org.maapay.messaging.uplink.Uplinks;
import org.maapay.messaging.uplink.Uplinks.Entrance;
import org.maapay.messaging.wire.Calls;
import org.maapay.messaging.wire.InMemoryTokens;
import org.maapay.messaging.wire.Patience;
import org.maapay.messaging.wire.TokenStore;

/**
 * Connects chatbots to their operators, each in the way its operator takes. One of it serves any
 * number of chatbots; it holds what they share.
 */
public final class Operators {
  private final HttpClient http = Calls.client();
  private final Stores stores;
  private final InstantSource clock;

  /** What is remembered; in a cluster all nodes share it. */
  public record Stores(TokenStore tokens, MessageIds ids, NonceStore nonces, SeenEvents seen) {
    /** For one process; a restart forgets all. */
    public static Stores inMemory(InstantSource clock) {
      var seen = new InMemorySeen(clock);
      return new Stores(new InMemoryTokens(), new InMemoryIds(), seen, seen);
    }
  }

  public Operators(Stores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  /**
   * The client of an account.
   *
   * @throws IllegalArgumentException for an operator that {@link OperatorProfile} does not know
   */
  public Chatbot connect(ChatbotAccount account) {
    return connect(account, http);
  }

  /**
   * The client of an account at an operator whose interface asks for a certificate of ours, or has
   * one of a private authority.
   */
  public Chatbot connect(ChatbotAccount account, ClientIdentity identity) {
    return connect(account, identity.context());
  }

  /** The same with an identity that changes in its files ({@link ClientIdentity#context}). */
  public Chatbot connect(ChatbotAccount account, SSLContext sockets) {
    return connect(account, Calls.client(sockets));
  }

  private Chatbot connect(ChatbotAccount account, HttpClient http) {
    return switch (profile(account.operator()).family()) {
      case JSON_UT ->
          new JsonChatbot(
              account,
              new JsonChatbot.Connection(
                  http, stores.tokens(), clock, Dialect.of(account.operator())));
      case XML_CM ->
          new MobileChatbot(
              account,
              new MobileChatbot.Connection(http, stores.ids(), clock, MobileDialect.LISTED));
      case GSMA ->
          new GsmaChatbot(
              account, new GsmaChatbot.Connection(http, stores.ids(), clock, Patience.STANDARD));
      case RBM ->
          new RbmChatbot(
              account,
              new RbmChatbot.Connection(
                  http, stores.tokens(), stores.ids(), clock, RbmDialect.of(account.serverRoot())));
    };
  }

  /**
   * The callbacks of all operators, each at a path that holds its name.
   *
   * @param accounts finds the account of a chatbot id
   * @param admissions who may call back, by operator; an operator without one admits anybody
   */
  public Uplinks uplinks(
      Function<String, Optional<ChatbotAccount>> accounts, Map<String, Admission> admissions) {
    var entrances = new HashMap<String, Entrance>();
    for (var profile : OperatorProfile.all()) {
      Function<String, Optional<ChatbotAccount>> own =
          id -> accounts.apply(id).filter(found -> found.operator().equals(profile.name()));
      entrances.put(
          profile.name(),
          new Entrance(
              parser(profile, own), admissions.getOrDefault(profile.name(), Admission.ANYBODY)));
    }
    return Uplinks.of(entrances, stores.seen(), clock);
  }

  private UplinkParser parser(
      OperatorProfile profile, Function<String, Optional<ChatbotAccount>> accounts) {
    var checks = new UplinkChecks(stores.nonces(), clock);
    return switch (profile.family()) {
      case JSON_UT -> new JsonUplink(accounts, checks);
      case XML_CM -> new MobileUplink(accounts, stores.ids(), checks);
      case GSMA -> new GsmaUplink(accounts, stores.ids(), checks);
      case RBM -> new RbmUplink(accounts, stores.ids(), checks);
    };
  }

  private static OperatorProfile profile(String operator) {
    return OperatorProfile.of(operator)
        .orElseThrow(() -> new IllegalArgumentException("no such operator: " + operator));
  }
}
