package org.maapay.messaging.card;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.maapay.messaging.card.BotMessage.Carousel;
import org.maapay.messaging.card.BotMessage.Standalone;
import org.maapay.messaging.card.Layout.Shape.Horizontal;
import org.maapay.messaging.card.Layout.Shape.Vertical;
import org.maapay.messaging.card.Layout.Typography;
import org.maapay.messaging.card.Menu.Entry.Item;
import org.maapay.messaging.card.Menu.Entry.Submenu;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes chatbot content as the GSMA's JSON. It checks nothing: {@link CardRules} does. */
public final class CardJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CardJson() {}

  /** {@code {"message":{…}}}. */
  public static ObjectNode write(BotMessage message) {
    var root = JSON.objectNode();
    var body = root.putObject("message");
    switch (message) {
      case Standalone(var layout, var card) -> {
        var general = body.putObject("generalPurposeCard");
        general.set("layout", write(layout));
        general.set("content", write(card));
      }
      case Carousel(var width, var typography, var cards) -> {
        var carousel = body.putObject("generalPurposeCardCarousel");
        var layout = carousel.putObject("layout").put("cardWidth", width.name());
        write(typography, layout);
        var content = carousel.putArray("content");
        cards.forEach(card -> content.add(write(card)));
      }
    }
    return root;
  }

  /** A list of chips: {@code {"suggestions":[…]}}. */
  public static ObjectNode write(List<Suggestion> chips) {
    var root = JSON.objectNode();
    root.set("suggestions", suggestions(chips));
    return root;
  }

  /** {@code {"menu":{"entries":[…]}}}. */
  public static ObjectNode write(Menu menu) {
    var root = JSON.objectNode();
    root.putObject("menu").set("entries", entries(menu.entries()));
    return root;
  }

  private static ObjectNode write(Layout layout) {
    var json = JSON.objectNode();
    switch (layout.shape()) {
      case Vertical() -> json.put("cardOrientation", "VERTICAL");
      case Horizontal(var side) ->
          json.put("cardOrientation", "HORIZONTAL").put("imageAlignment", side.name());
    }
    write(layout.typography(), json);
    return json;
  }

  private static void write(Typography typography, ObjectNode layout) {
    writeFaces("titleFontStyle", typography.title(), layout);
    writeFaces("descriptionFontStyle", typography.description(), layout);
    var style = typography.style();
    if (style != null) {
      layout.put("style", style.toString());
    }
  }

  private static void writeFaces(String name, Set<Layout.Face> faces, ObjectNode layout) {
    if (!faces.isEmpty()) {
      var array = layout.putArray(name);
      faces.stream().sorted().forEach(face -> array.add(lower(face)));
    }
  }

  private static ObjectNode write(Card card) {
    var json = JSON.objectNode();
    var media = card.media();
    if (media != null) {
      json.set("media", write(media));
    }
    var title = card.title();
    if (title != null) {
      json.put("title", title);
    }
    var description = card.description();
    if (description != null) {
      json.put("description", description);
    }
    if (!card.suggestions().isEmpty()) {
      json.set("suggestions", suggestions(card.suggestions()));
    }
    return json;
  }

  private static ObjectNode write(Media media) {
    var json =
        JSON.objectNode()
            .put("mediaUrl", media.source().url().toString())
            .put("mediaContentType", media.source().contentType())
            .put("mediaFileSize", media.source().bytes());
    var thumbnail = media.thumbnail();
    if (thumbnail != null) {
      json.put("thumbnailUrl", thumbnail.url().toString())
          .put("thumbnailContentType", thumbnail.contentType())
          .put("thumbnailFileSize", thumbnail.bytes());
    }
    json.put("height", media.height().name());
    var words = media.description();
    if (words != null) {
      json.put("contentDescription", words);
    }
    return json;
  }

  private static ArrayNode suggestions(List<Suggestion> suggestions) {
    var array = JSON.arrayNode();
    suggestions.forEach(suggestion -> array.add(write(suggestion)));
    return array;
  }

  private static ObjectNode write(Suggestion suggestion) {
    var root = JSON.objectNode();
    var json =
        switch (suggestion) {
          case Suggestion.Reply _ -> root.putObject("reply");
          case Suggestion.Offer _ -> root.putObject("action");
        };
    json.put("displayText", suggestion.displayText());
    var data = suggestion.postback();
    if (data != null) {
      json.putObject("postback").put("data", data);
    }
    if (suggestion instanceof Suggestion.Offer(_, _, var action)) {
      ActionJson.write(action, json);
    }
    return root;
  }

  private static ArrayNode entries(List<Menu.Entry> entries) {
    var array = JSON.arrayNode();
    for (var entry : entries) {
      switch (entry) {
        case Item(var suggestion) -> array.add(write(suggestion));
        case Submenu(var displayText, var below) ->
            array
                .addObject()
                .putObject("menu")
                .put("displayText", displayText)
                .set("entries", entries(below));
      }
    }
    return array;
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
