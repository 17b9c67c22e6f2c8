package org.maapay.conformance.target;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The user's conversation with one chatbot: what he writes and taps, and what comes after it. */
public final class Conversation {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern PAY_LINK = Pattern.compile("/pay/([0-9A-Za-z_-]+)");

  private final Handset handset;
  private final String chatbot;
  private final Set<String> seen = new HashSet<>();

  /** The conversation whose chatbot bears this name. */
  public Conversation(Handset handset, String name) {
    this.handset = handset;
    this.chatbot = handset.chatbotOf(name);
  }

  public void write(String text) {
    look();
    handset.write(chatbot, text).ok();
  }

  public void tap(JsonNode suggestion) {
    look();
    handset.tap(chatbot, suggestion).ok();
  }

  /** What is there now counts as seen. */
  public void look() {
    handset.messages(chatbot).forEach(message -> seen.add(message.path("id").asString()));
  }

  /** The next message that offers a suggestion or bears a text with these words. */
  public JsonNode awaitCard(String words) {
    return await(
        message -> message.path("parts").toString().contains(words), "a card with " + words);
  }

  public JsonNode awaitText(String words) {
    return awaitCard(words);
  }

  private JsonNode await(Predicate<JsonNode> fits, String what) {
    return handset.until(
        what,
        PATIENCE,
        h ->
            h.messages(chatbot).stream()
                .filter(message -> message.path("direction").asString("").equals("in"))
                .filter(message -> !seen.contains(message.path("id").asString()))
                .filter(fits)
                .findFirst()
                .orElse(null));
  }

  /** The first suggestion in a message that shows these words. */
  public static JsonNode suggestion(JsonNode message, String displayText) {
    return suggestions(message)
        .filter(s -> shown(s).equals(displayText))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + displayText + " in " + message));
  }

  /** The last suggestion in a message whose postback ends like this. */
  public static JsonNode lastWithPostback(JsonNode message, String ending) {
    return suggestions(message)
        .filter(s -> s.path("reply").path("postback").path("data").asString("").endsWith(ending))
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError("no button for " + ending + " in " + message));
  }

  private static Stream<JsonNode> suggestions(JsonNode node) {
    var here = node.has("reply") || node.has("action") ? Stream.of(node) : Stream.<JsonNode>empty();
    return Stream.concat(here, node.valueStream().flatMap(Conversation::suggestions));
  }

  private static String shown(JsonNode suggestion) {
    var either = suggestion.has("reply") ? suggestion.path("reply") : suggestion.path("action");
    return either.path("displayText").asString("");
  }

  /** The address that a suggestion opens. */
  public static String link(JsonNode message, String displayText) {
    var url =
        suggestion(message, displayText)
            .path("action")
            .path("urlAction")
            .path("openUrl")
            .path("url");
    if (!url.isString()) {
      throw new AssertionError("the button " + displayText + " opens nothing: " + message);
    }
    return url.asString();
  }

  /** The order that a pay link is about. */
  public static String payOrderNo(String payUrl) {
    var found = PAY_LINK.matcher(payUrl);
    if (!found.find()) {
      throw new AssertionError("not a pay link");
    }
    return found.group(1);
  }
}
