package org.maapay.simulator.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.Delivery.Traffic;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.Part;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Suggestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks to users through the chatbot of the operator that serves them. */
final class Messenger {
  private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);
  private static final int ATTEMPTS = 3;

  private final Map<String, Chatbot> chatbots;

  Messenger(List<Chatbot> chatbots) {
    this.chatbots =
        chatbots.stream()
            .collect(Collectors.toMap(bot -> bot.account().chatbotId(), Function.identity()));
  }

  /** Says something once; {@code id} makes saying it again harmless. */
  boolean say(Customer to, String id, String text, Suggestion... chips) {
    var part = new Part.Text(text);
    return send(
        to, id, chips.length == 0 ? List.of(part) : List.of(part, new Part.Chips(List.of(chips))));
  }

  boolean show(Customer to, String id, BotMessage card) {
    return send(to, id, List.of(new Part.Rich(card)));
  }

  /** Shows a card that must also reach a handset without 5G messages, as words without a link. */
  boolean show(Customer to, String id, BotMessage card, String sms) {
    var delivery = Delivery.STANDARD.as(Traffic.PAYMENT).orBySms(sms);
    return send(to, id, List.of(new Part.Rich(card)), delivery);
  }

  private boolean send(Customer to, String id, List<Part> parts) {
    return send(to, id, parts, Delivery.STANDARD.as(Traffic.PAYMENT));
  }

  private boolean send(Customer to, String id, List<Part> parts, Delivery delivery) {
    var chatbot = chatbots.get(to.chatbotId());
    if (chatbot == null) {
      LOG.warn("no account for {}", to.chatbotId());
      return false;
    }
    var message = new Downlink(id, to.mobile(), dialogue(to, id), parts, delivery);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      switch (chatbot.send(message)) {
        case SendResult.Accepted _ -> {
          return true;
        }
        case SendResult.Unknown(var reason) ->
            LOG.warn("message {}: {}, attempt {}", id, reason, attempt);
        case SendResult.Invalid(var violations) ->
            throw new IllegalStateException("message " + id + " breaks the rules: " + violations);
        case SendResult.Refused(var refusal) -> {
          LOG.warn("message {} was refused: {} {}", id, refusal.code(), refusal.meaning());
          return false;
        }
      }
    }
    return false;
  }

  private static Dialogue dialogue(Customer to, String id) {
    var conversation =
        UUID.nameUUIDFromBytes((to.chatbotId() + to.mobile().value()).getBytes(UTF_8));
    return new Dialogue(conversation.toString(), id, null);
  }
}
