package org.maapay.simulator.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.Operator;
import org.maapay.simulator.operator.Terminals;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A user with a handset: reads what arrives and taps on it. */
final class Handset implements Terminals {
  static final PhoneNumber NUMBER = new PhoneNumber("13800138000");

  private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
  private final Set<String> ids = new HashSet<>();
  private final String chatbotId;
  private final CompletableFuture<Operator> operator = new CompletableFuture<>();

  Handset(String chatbotId) {
    this.chatbotId = chatbotId;
  }

  void servedBy(Operator its) {
    operator.complete(its);
  }

  @Override
  public boolean has(String name, PhoneNumber number) {
    return number.equals(NUMBER);
  }

  @Override
  public synchronized void show(Arrival arrival) {
    if (ids.add(arrival.origin().messageId())) {
      arrived.add(arrival);
    }
  }

  /** What is on the screen: the message's JSON parts. */
  JsonNode next() throws InterruptedException {
    var arrival = arrived.poll(10, TimeUnit.SECONDS);
    assertThat(arrival).as("a message on the handset").isNotNull();
    return Objects.requireNonNull(arrival).shown().parts();
  }

  String nextText() throws InterruptedException {
    return next().path(0).path("content").toString();
  }

  boolean isQuiet() {
    return arrived.isEmpty();
  }

  void type(String text) throws Exception {
    var message =
        JsonNodeFactory.instance
            .arrayNode()
            .add(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("contentType", ContentTypes.TEXT)
                    .put("contentText", text));
    carry(message);
  }

  /** Taps the first button with these words. */
  void tap(JsonNode message, String words) throws Exception {
    var suggestion = find(message, words);
    var kind = suggestion.has("reply") ? "reply" : "action";
    tap(kind, words, suggestion.path(kind).path("postback").path("data").asString());
  }

  void tap(String kind, String words, String postback) throws Exception {
    var factory = JsonNodeFactory.instance;
    var response = factory.objectNode();
    response
        .putObject("response")
        .putObject(kind)
        .put("displayText", words)
        .putObject("postback")
        .put("data", postback);
    var message = factory.arrayNode();
    message.addObject().put("contentType", ContentTypes.RESPONSE).set("contentText", response);
    carry(message);
  }

  /** The button with these words, wherever it stands. */
  static JsonNode find(JsonNode message, String words) {
    for (var suggestions : message.findValues("suggestions")) {
      for (var suggestion : suggestions) {
        var kind = suggestion.has("reply") ? "reply" : "action";
        if (suggestion.path(kind).path("displayText").asString().equals(words)) {
          return suggestion;
        }
      }
    }
    throw new AssertionError("no button " + words + " in " + message);
  }

  static List<String> buttons(JsonNode message) {
    var words = new ArrayList<String>();
    message.findValues("displayText").forEach(word -> words.add(word.asString()));
    return words;
  }

  private void carry(ArrayNode message) throws Exception {
    var done = new CompletableFuture<Boolean>();
    operator
        .get(5, TimeUnit.SECONDS)
        .carry(
            UUID.randomUUID().toString(),
            new Operator.UserMessage(
                NUMBER, chatbotId, message, UUID.randomUUID().toString(), null),
            done::complete);
    assertThat(done.get(10, TimeUnit.SECONDS)).as("the chatbot took it").isTrue();
  }
}
