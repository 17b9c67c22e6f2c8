package org.maapay.messaging.routing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maapay.messaging.Chatbot;

/** Chatbots by name: each is one to its users, and has an account at several operators. */
public final class Chatbots {
  private final Map<String, Map<String, Chatbot>> byName;
  private final Map<String, Chatbot> byId;

  private Chatbots(Map<String, Map<String, Chatbot>> byName, Map<String, Chatbot> byId) {
    this.byName = byName;
    this.byId = byId;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The account of {@code name} at an operator. */
  public Optional<Chatbot> at(String name, String operator) {
    return Optional.ofNullable(byName.getOrDefault(name, Map.of()).get(operator));
  }

  /** The operators at which {@code name} has an account. */
  public Set<String> operators(String name) {
    return byName.getOrDefault(name, Map.of()).keySet();
  }

  /** The account that an uplink event names. */
  public Optional<Chatbot> byId(String chatbotId) {
    return Optional.ofNullable(byId.get(chatbotId));
  }

  /** Collects accounts. */
  public static final class Builder {
    private final Map<String, Map<String, Chatbot>> byName = new LinkedHashMap<>();
    private final Map<String, Chatbot> byId = new HashMap<>();

    private Builder() {}

    /** Adds the account of {@code name} at the operator that the account says. */
    public Builder add(String name, Chatbot chatbot) {
      var account = chatbot.account();
      var operators = byName.computeIfAbsent(name, _ -> new LinkedHashMap<>());
      if (operators.putIfAbsent(account.operator(), chatbot) != null
          || byId.putIfAbsent(account.chatbotId(), chatbot) != null) {
        throw new IllegalArgumentException(
            "twice: " + name + " at " + account.operator() + ", or " + account.chatbotId());
      }
      return this;
    }

    public Chatbots build() {
      return new Chatbots(byName, byId);
    }
  }
}
