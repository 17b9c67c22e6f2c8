package org.maapay.messaging.rbm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.Part;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Layout;
import org.maapay.messaging.card.Media;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.wire.Geo;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Google's form of what the GSMA says with other names. */
final class RbmJson {
  /** The scheme of files that were uploaded: Google names them, and gives no address. */
  static final String UPLOADED = "rbm";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String AT_ONCE = "10s";

  private RbmJson() {}

  static ObjectNode message(Downlink message) {
    var root = JSON.objectNode();
    var content = root.putObject("contentMessage");
    for (var part : message.parts()) {
      write(part, content);
    }
    var kind = traffic(message.delivery().traffic());
    if (kind != null) {
      root.put("messageTrafficType", kind);
    }
    if (!message.delivery().stored()) {
      root.put("ttl", AT_ONCE);
    }
    return root;
  }

  private static @Nullable String traffic(Delivery.@Nullable Traffic traffic) {
    if (traffic == null) {
      return null;
    }
    return switch (traffic) {
      case PAYMENT -> "TRANSACTION";
      case ADVERTISEMENT -> "PROMOTION";
      case TOKEN -> "AUTHENTICATION";
      case PREMIUM, SUBSCRIPTION -> null;
    };
  }

  private static void write(Part part, ObjectNode content) {
    switch (part) {
      case Part.Text(var text) -> content.put("text", text);
      case Part.Place place -> content.put("text", Geo.write(place));
      case Part.Rich(var card) -> content.set("richCard", card(card));
      case Part.Chips(var chips) -> content.set("suggestions", suggestions(chips));
      case Part.Files(var files) -> files(files, content);
    }
  }

  private static void files(List<FileRef> files, ObjectNode content) {
    var file = files.getLast();
    if (UPLOADED.equals(file.url().getScheme())) {
      content.putObject("uploadedRbmFile").put("fileName", name(file));
      return;
    }
    var info = content.putObject("contentInfo").put("fileUrl", file.url().toString());
    if (files.size() > 1) {
      info.put("thumbnailUrl", files.getFirst().url().toString());
    }
  }

  private static String name(FileRef file) {
    return file.url().getSchemeSpecificPart();
  }

  private static ObjectNode card(BotMessage message) {
    var root = JSON.objectNode();
    switch (message) {
      case BotMessage.Standalone(var layout, var card) -> {
        var json = root.putObject("standaloneCard");
        switch (layout.shape()) {
          case Layout.Shape.Vertical() -> json.put("cardOrientation", "VERTICAL");
          case Layout.Shape.Horizontal(var side) ->
              json.put("cardOrientation", "HORIZONTAL").put("thumbnailImageAlignment", side.name());
        }
        json.set("cardContent", content(card));
      }
      case BotMessage.Carousel(var width, _, var cards) -> {
        var json =
            root.putObject("carouselCard").put("cardWidth", width.name().replace("_WIDTH", ""));
        var contents = json.putArray("cardContents");
        cards.forEach(card -> contents.add(content(card)));
      }
    }
    return root;
  }

  private static ObjectNode content(Card card) {
    var json = JSON.objectNode();
    var title = card.title();
    if (title != null) {
      json.put("title", title);
    }
    var description = card.description();
    if (description != null) {
      json.put("description", description);
    }
    var media = card.media();
    if (media != null) {
      json.set("media", media(media));
    }
    if (!card.suggestions().isEmpty()) {
      json.set("suggestions", suggestions(card.suggestions()));
    }
    return json;
  }

  private static ObjectNode media(Media media) {
    var json = JSON.objectNode().put("height", media.height().name().replace("_HEIGHT", ""));
    var url = media.source().url();
    if (UPLOADED.equals(url.getScheme())) {
      json.putObject("uploadedRbmFile").put("fileName", url.getSchemeSpecificPart());
      return json;
    }
    var info = json.putObject("contentInfo").put("fileUrl", url.toString());
    var thumbnail = media.thumbnail();
    if (thumbnail != null) {
      info.put("thumbnailUrl", thumbnail.url().toString());
    }
    var words = media.description();
    if (words != null) {
      info.put("altText", words);
    }
    return json;
  }

  private static ArrayNode suggestions(List<Suggestion> suggestions) {
    var array = JSON.arrayNode();
    for (var suggestion : suggestions) {
      var one = array.addObject();
      var json =
          switch (suggestion) {
            case Suggestion.Reply _ -> one.putObject("reply");
            case Suggestion.Offer _ -> one.putObject("action");
          };
      json.put("text", suggestion.displayText());
      var postback = suggestion.postback();
      json.put("postbackData", postback == null ? suggestion.displayText() : postback);
      if (suggestion instanceof Suggestion.Offer(_, _, var action)) {
        RbmActions.write(action, json);
      }
    }
    return array;
  }
}
