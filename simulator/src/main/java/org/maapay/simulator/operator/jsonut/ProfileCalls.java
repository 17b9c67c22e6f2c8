package org.maapay.simulator.operator.jsonut;

import java.util.Map;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a chatbot may change of how users see it. */
final class ProfileCalls {
  /** The optional members and their longest values; 0 for what is no text. */
  private static final Map<String, Integer> OPTIONALS =
      Map.ofEntries(
          Map.entry("serviceDescription", 500),
          Map.entry("category", 0),
          Map.entry("callBackNumber", 21),
          Map.entry("provider", 100),
          Map.entry("longitude", 0),
          Map.entry("latitude", 0),
          Map.entry("themeColour", 20),
          Map.entry("serviceWebsite", 150),
          Map.entry("emailAddress", 50),
          Map.entry("backgroundImage", 150),
          Map.entry("address", 200),
          Map.entry("cssStyle", 150),
          Map.entry("autograph", 50));

  private final Profile profile;
  private final Profiles profiles;
  private final Reviews reviews;

  ProfileCalls(Profile profile, Profiles profiles, Reviews reviews) {
    this.profile = profile;
    this.profiles = profiles;
    this.reviews = reviews;
  }

  Whole optionals(RegisteredChatbot chatbot, Request request) {
    var json = MessageCalls.json(request);
    if (json.isEmpty()) {
      return MessageCalls.unreadable(request);
    }
    for (var member : json.get().properties()) {
      var longest = OPTIONALS.get(member.getKey());
      var value = member.getValue().asString();
      if (longest == null || (longest > 0 && value.codePointCount(0, value.length()) > longest)) {
        return Answers.refuse(ErrorCodes.BAD_PARAMETER, member.getKey());
      }
    }
    var changes = (ObjectNode) json.get();
    reviews.begin(
        chatbot, "chatbotInformation", () -> profiles.merge(chatbot.chatbotId(), changes));
    return Answers.reply(Answers.ok().put("errorMessage", "success"));
  }

  Whole menu(RegisteredChatbot chatbot, Request request) {
    var json = MessageCalls.json(request);
    if (json.isEmpty()) {
      return MessageCalls.unreadable(request);
    }
    var rules = profile == Profile.STRICT ? CardRules.OPERATOR : CardRules.SCHEMA;
    var violations = rules.checkMenu(json.get());
    if (!violations.isEmpty()) {
      var first = violations.getFirst();
      return Answers.refuse(
          ErrorCodes.UNREADABLE_MENU, first.path() + ": " + first.rule() + ", " + first.detail());
    }
    if (!(json.get().path("menu") instanceof ObjectNode menu)) {
      return Answers.refuse(ErrorCodes.UNREADABLE_MENU, "$.menu");
    }
    reviews.begin(
        chatbot, "chatbotInformation", () -> profiles.replaceMenu(chatbot.chatbotId(), menu));
    return Answers.reply(Answers.ok().put("errorMessage", "success"));
  }

  Whole find(RegisteredChatbot chatbot) {
    var id = chatbot.chatbotId().replaceFirst("^sip:", "");
    var number = id.replaceFirst("@.*", "");
    JsonNode menu = profiles.menu(chatbot.chatbotId());
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("accessNo", number)
            .put("domain", id.replaceFirst("^[^@]*@?", ""))
            .put("serviceName", chatbot.name())
            .put("serviceIcon", "")
            .put("TCPage", "")
            .put("SMSNumber", number)
            .put("verified", true)
            .put("authName", chatbot.name())
            .put("authExpires", "2099-12-31T23:59:00Z")
            .put("authOrg", "")
            .put("status", profiles.urlChecked(chatbot.chatbotId()) ? 0 : 1)
            .put("criticalChatbot", false)
            .put("url", String.valueOf(chatbot.notifyUrl()))
            .put("version", 2);
    OPTIONALS.keySet().stream().sorted().forEach(name -> json.put(name, ""));
    json.setAll(profiles.optionals(chatbot.chatbotId()));
    json.set("menu", menu);
    return Answers.reply(json.put("errorCode", ErrorCodes.OK));
  }
}
