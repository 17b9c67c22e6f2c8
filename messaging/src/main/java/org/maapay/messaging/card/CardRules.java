package org.maapay.messaging.card;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.maapay.messaging.card.Violation.Rule;
import tools.jackson.databind.JsonNode;

/**
 * The limits of GSMA chatbot content, checked on the JSON as it goes over the wire. Every violation
 * is found, not the first alone. Members that no rule names are let through, as the schema does.
 */
public final class CardRules {
  /** 8 Chinese characters: within 25 whether they count characters or bytes. */
  public static final int OWN_DISPLAY_BYTES = 24;

  /** The schema's limits: what anybody may send. */
  public static final CardRules SCHEMA = new CardRules(Strictness.SCHEMA);

  /** Also what the operators ask for in prose: shallow menus, no tall media in small cards. */
  public static final CardRules OPERATOR = new CardRules(Strictness.OPERATOR);

  /** Also what we ask of our own: button texts that fit both readings of the operators' limit. */
  public static final CardRules OWN = new CardRules(Strictness.OWN);

  private static final List<String> ROOTS =
      List.of("message", "suggestions", "response", "sharedData");
  private static final String CARD = "generalPurposeCard";
  private static final String CAROUSEL = "generalPurposeCardCarousel";

  enum Strictness {
    SCHEMA,
    OPERATOR,
    OWN;

    boolean atLeast(Strictness other) {
      return compareTo(other) >= 0;
    }
  }

  private final Strictness strictness;

  private CardRules(Strictness strictness) {
    this.strictness = strictness;
  }

  public List<Violation> check(BotMessage message) {
    return check(CardJson.write(message));
  }

  public List<Violation> check(List<Suggestion> chips) {
    return check(CardJson.write(chips));
  }

  public List<Violation> check(Menu menu) {
    return checkMenu(CardJson.write(menu));
  }

  /** Checks a root object: exactly one of message, suggestions, response and sharedData. */
  public List<Violation> check(JsonNode root) {
    var found = new Findings();
    if (found.object(root, "$")) {
      var present = ROOTS.stream().filter(root::has).toList();
      if (present.size() != 1) {
        found.add("$", Rule.NOT_EXACTLY_ONE, "one of " + ROOTS + ", has " + present);
      }
      var suggestions = new SuggestionRules(found, strictness);
      if (root.has("message")) {
        message(root.path("message"), found);
      }
      if (root.has("suggestions")) {
        suggestions.list(root.path("suggestions"), "$.suggestions", 11);
      }
      if (root.has("response")) {
        response(root.path("response"), found);
      }
      if (root.has("sharedData")) {
        sharedData(root.path("sharedData"), found);
      }
    }
    return found.all();
  }

  /** Checks {@code {"menu":{"entries":[…]}}}. */
  public List<Violation> checkMenu(JsonNode root) {
    var found = new Findings();
    if (found.object(root, "$")
        && found.has(root, "menu", "$")
        && found.object(root.path("menu"), "$.menu")
        && found.has(root.path("menu"), "entries", "$.menu")) {
      new MenuRules(found, strictness).entries(root.path("menu").path("entries"), "$.menu", 1);
    }
    return found.all();
  }

  private void message(JsonNode message, Findings found) {
    if (!found.object(message, "$.message")) {
      return;
    }
    var present = Stream.of(CARD, CAROUSEL).filter(message::has).toList();
    if (present.size() != 1) {
      found.add("$.message", Rule.NOT_EXACTLY_ONE, "a card or a carousel, has " + present);
    }
    for (var name : present) {
      var path = "$.message." + name;
      var body = message.path(name);
      if (found.object(body, path)) {
        boolean laidOut = found.has(body, "layout", path);
        boolean filled = found.has(body, "content", path);
        if (laidOut && found.object(body.path("layout"), path + ".layout")) {
          layout(body.path("layout"), path + ".layout", name.equals(CARD), found);
        }
        if (filled && name.equals(CARD)) {
          content(body.path("content"), path + ".content", found);
        } else if (filled) {
          carousel(body, path, found);
        }
      }
    }
  }

  private void layout(JsonNode layout, String path, boolean alone, Findings found) {
    if (alone) {
      if (found.has(layout, "cardOrientation", path)) {
        found.oneOf(layout, "cardOrientation", path, Set.of("VERTICAL", "HORIZONTAL"));
      }
      if ("HORIZONTAL".equals(layout.path("cardOrientation").asString())
          && found.has(layout, "imageAlignment", path)) {
        found.oneOf(layout, "imageAlignment", path, Set.of("LEFT", "RIGHT"));
      }
    } else if (found.has(layout, "cardWidth", path)) {
      found.oneOf(layout, "cardWidth", path, Set.of("SMALL_WIDTH", "MEDIUM_WIDTH"));
    }
    for (var name : List.of("titleFontStyle", "descriptionFontStyle")) {
      if (layout.has(name) && found.array(layout.path(name), path + "." + name, 1, 3)) {
        faces(layout.path(name), path + "." + name, found);
      }
    }
    found.uri(layout, "style", path);
  }

  private static void faces(JsonNode faces, String path, Findings found) {
    for (int i = 0; i < faces.size(); i++) {
      if (!Set.of("italics", "bold", "underline").contains(faces.path(i).asString())) {
        found.add(path + "[" + i + "]", Rule.NOT_ALLOWED, "one of [bold, italics, underline]");
      }
    }
  }

  private void carousel(JsonNode carousel, String path, Findings found) {
    var cards = carousel.path("content");
    if (!found.array(cards, path + ".content", 2, 12)) {
      return;
    }
    boolean small = "SMALL_WIDTH".equals(carousel.path("layout").path("cardWidth").asString());
    for (int i = 0; i < cards.size(); i++) {
      var at = path + ".content[" + i + "]";
      content(cards.path(i), at, found);
      if (small
          && strictness.atLeast(Strictness.OPERATOR)
          && "TALL_HEIGHT".equals(cards.path(i).path("media").path("height").asString())) {
        found.add(at + ".media.height", Rule.NOT_ALLOWED, "small cards take no tall media");
      }
    }
  }

  private void content(JsonNode content, String path, Findings found) {
    if (!found.object(content, path)) {
      return;
    }
    if (!content.has("media") && !content.has("title") && !content.has("description")) {
      found.add(path, Rule.MISSING, "at least one of media, title, description");
    }
    if (content.has("media") && found.object(content.path("media"), path + ".media")) {
      media(content.path("media"), path + ".media", found);
    }
    found.text(content, "title", path, 1, 200);
    found.text(content, "description", path, 1, 2000);
    if (content.has("suggestions")) {
      new SuggestionRules(found, strictness)
          .list(content.path("suggestions"), path + ".suggestions", 4);
    }
  }

  private static void media(JsonNode media, String path, Findings found) {
    for (var name : List.of("mediaUrl", "mediaContentType", "mediaFileSize", "height")) {
      found.has(media, name, path);
    }
    if (media.has("thumbnailUrl")) {
      found.has(media, "thumbnailContentType", path);
      found.has(media, "thumbnailFileSize", path);
    }
    found.uri(media, "mediaUrl", path);
    found.uri(media, "thumbnailUrl", path);
    found.text(media, "mediaContentType", path, 0, Integer.MAX_VALUE);
    found.text(media, "thumbnailContentType", path, 0, Integer.MAX_VALUE);
    found.natural(media, "mediaFileSize", path);
    found.natural(media, "thumbnailFileSize", path);
    found.oneOf(media, "height", path, Set.of("SHORT_HEIGHT", "MEDIUM_HEIGHT", "TALL_HEIGHT"));
    found.text(media, "contentDescription", path, 1, 200);
  }

  private void response(JsonNode response, Findings found) {
    if (!found.object(response, "$.response")) {
      return;
    }
    var present = Stream.of("reply", "action").filter(response::has).toList();
    if (present.size() != 1) {
      found.add("$.response", Rule.NOT_EXACTLY_ONE, "a reply or an action, has " + present);
    }
    for (var name : present) {
      // what comes back bears the sender's words, which may be longer than ours
      new SuggestionRules(found, Strictness.SCHEMA).base(response.path(name), "$.response." + name);
    }
  }

  private static void sharedData(JsonNode data, Findings found) {
    if (!found.object(data, "$.sharedData") || !data.has("deviceSpecifics")) {
      return;
    }
    var path = "$.sharedData.deviceSpecifics";
    var device = data.path("deviceSpecifics");
    if (found.object(device, path)) {
      found.text(device, "deviceModel", path, 1, 10);
      found.text(device, "platformVersion", path, 1, 20);
      found.text(device, "clientVendor", path, 1, 4);
      found.text(device, "clientVersion", path, 1, 15);
      found.natural(device, "batteryRemainingMinutes", path);
    }
  }
}
