package org.maapay.simulator.operator.rbm;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.store.MediaFiles;
import org.maapay.simulator.operator.store.Medias;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Google's content in the GSMA's form, which handsets show; it notes the first broken limit. */
final class Translation {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Medias medias;
  private final MediaFiles files;
  private @Nullable String wrong;

  Translation(Medias medias, MediaFiles files) {
    this.medias = medias;
    this.files = files;
  }

  /** The first limit that was broken. */
  Optional<String> wrong() {
    return Optional.ofNullable(wrong);
  }

  ArrayNode read(JsonNode content) throws SQLException {
    var parts = NODES.arrayNode();
    if (content.path("text").isString()) {
      var text = limited(content, "text", 3072);
      parts.addObject().put("contentType", ContentTypes.TEXT).put("content", text);
    }
    if (content.has("richCard")) {
      parts
          .addObject()
          .put("contentType", ContentTypes.MESSAGE)
          .set("content", card(content.path("richCard")));
    }
    if (content.has("contentInfo") || content.has("uploadedRbmFile")) {
      var list = parts.addObject().put("contentType", ContentTypes.FILE).putArray("content");
      list.addObject().put("type", "file").put("url", url(content));
    }
    check(parts.size() == 1, "exactly one content");
    if (content.has("suggestions")) {
      check(content.path("suggestions").size() <= 11, "at most 11 suggestions");
      var root = NODES.objectNode();
      root.set("suggestions", suggestions(content.path("suggestions")));
      parts.addObject().put("contentType", ContentTypes.SUGGESTIONS).set("content", root);
    }
    return parts;
  }

  private ObjectNode card(JsonNode rich) throws SQLException {
    var root = NODES.objectNode();
    var message = root.putObject("message");
    if (rich.has("standaloneCard")) {
      var alone = rich.path("standaloneCard");
      var card = message.putObject("generalPurposeCard");
      var layout =
          card.putObject("layout")
              .put("cardOrientation", alone.path("cardOrientation").asString("VERTICAL"));
      if (alone.has("thumbnailImageAlignment")) {
        layout.put("imageAlignment", alone.path("thumbnailImageAlignment").asString());
      }
      card.set("content", content(alone.path("cardContent")));
      return root;
    }
    var row = rich.path("carouselCard");
    var carousel = message.putObject("generalPurposeCardCarousel");
    carousel
        .putObject("layout")
        .put("cardWidth", row.path("cardWidth").asString("MEDIUM") + "_WIDTH");
    int cards = row.path("cardContents").size();
    check(cards >= 2 && cards <= 10, "2 to 10 cards");
    var list = carousel.putArray("content");
    for (var content : row.path("cardContents")) {
      list.add(content(content));
    }
    return root;
  }

  private ObjectNode content(JsonNode card) throws SQLException {
    var json = NODES.objectNode();
    if (card.has("media")) {
      var media = card.path("media");
      json.putObject("media")
          .put("mediaUrl", url(media))
          .put("mediaContentType", "image/png")
          .put("mediaFileSize", 0)
          .put("height", media.path("height").asString("MEDIUM") + "_HEIGHT");
    }
    if (card.has("title")) {
      json.put("title", limited(card, "title", 200));
    }
    if (card.has("description")) {
      json.put("description", limited(card, "description", 2000));
    }
    check(!json.isEmpty(), "title, description or media");
    if (card.has("suggestions")) {
      check(card.path("suggestions").size() <= 4, "at most 4 suggestions in a card");
      json.set("suggestions", suggestions(card.path("suggestions")));
    }
    return json;
  }

  private String url(JsonNode json) throws SQLException {
    var uploaded = json.path("uploadedRbmFile").path("fileName").asString();
    if (uploaded.isEmpty()) {
      var url = json.path("contentInfo").path("fileUrl").asString();
      check(!url.isEmpty(), "fileUrl");
      return url;
    }
    var stored = medias.find(uploaded.replaceFirst("^files/", ""));
    check(stored.isPresent(), "no such file");
    return stored.isPresent() ? files.url(stored.get()) : "";
  }

  private ArrayNode suggestions(JsonNode list) {
    var array = NODES.arrayNode();
    for (var suggestion : list) {
      boolean reply = suggestion.has("reply");
      var from = suggestion.path(reply ? "reply" : "action");
      var json = array.addObject().putObject(reply ? "reply" : "action");
      json.put("displayText", limited(from, "text", 25));
      json.putObject("postback").put("data", limited(from, "postbackData", 2048));
      if (!reply) {
        action(from, json);
      }
    }
    return array;
  }

  private void action(JsonNode from, ObjectNode json) {
    if (from.has("openUrlAction")) {
      var open = from.path("openUrlAction");
      var url = open.path("url").asString();
      check(url.matches("https?://.+"), "a web address");
      var body =
          json.putObject("urlAction")
              .putObject("openUrl")
              .put("url", url)
              .put("application", lower(open.path("application").asString("BROWSER")));
      if (open.has("webviewViewMode")) {
        body.put("viewMode", lower(open.path("webviewViewMode").asString()));
      }
    } else if (from.has("dialAction")) {
      json.putObject("dialerAction")
          .putObject("dialPhoneNumber")
          .put("phoneNumber", from.path("dialAction").path("phoneNumber").asString());
    } else if (from.has("shareLocationAction")) {
      json.putObject("mapAction").putObject("requestLocationPush");
    } else if (from.has("viewLocationAction")) {
      location(from.path("viewLocationAction"), json);
    } else if (from.has("createCalendarEventAction")) {
      json.putObject("calendarAction")
          .set("createCalendarEvent", from.path("createCalendarEventAction"));
    } else if (from.has("composeAction")) {
      json.set("composeAction", from.path("composeAction"));
    } else {
      check(false, "an action");
    }
  }

  private static void location(JsonNode place, ObjectNode json) {
    var location = json.putObject("mapAction").putObject("showLocation").putObject("location");
    if (place.has("latLong")) {
      location
          .put("latitude", place.path("latLong").path("latitude").asDouble(0))
          .put("longitude", place.path("latLong").path("longitude").asDouble(0));
    } else {
      location.put("query", place.path("query").asString());
    }
  }

  private String limited(JsonNode json, String name, int limit) {
    var text = json.path(name).asString();
    int length = text.codePointCount(0, text.length());
    check(length >= 1 && length <= limit, name + " has 1 to " + limit + " characters");
    return text;
  }

  private void check(boolean right, String what) {
    if (!right && wrong == null) {
      wrong = what;
    }
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
