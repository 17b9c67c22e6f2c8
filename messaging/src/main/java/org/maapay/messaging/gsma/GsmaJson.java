package org.maapay.messaging.gsma;

import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.FileRef.Role;
import org.maapay.messaging.Part;
import org.maapay.messaging.card.CardJson;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of calls. */
final class GsmaJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private GsmaJson() {}

  static ObjectNode message(Downlink message) {
    var root = JSON.objectNode();
    var rcs = root.putObject("RCSMessage");
    for (var part : message.parts()) {
      write(part, rcs);
    }
    root.putObject("messageContact").put("userContact", message.to().e164());
    return root;
  }

  static ObjectNode cancellation() {
    var root = JSON.objectNode();
    root.putObject("RCSMessage").put("status", "cancelled");
    return root;
  }

  private static void write(Part part, ObjectNode rcs) {
    switch (part) {
      case Part.Text(var text) -> rcs.put("textMessage", text);
      case Part.Rich(var card) -> rcs.set("richcardMessage", CardJson.write(card));
      case Part.Chips(var chips) -> rcs.set("suggestedChipList", CardJson.write(chips));
      case Part.Files(var files) -> {
        var json = rcs.putObject("fileMessage");
        files.forEach(file -> write(file, json));
      }
      case Part.Place(var latitude, var longitude, var label) ->
          rcs.putObject("geolocationPushMessage")
              .put("pos", latitude + "," + longitude)
              .put("label", label);
    }
  }

  private static void write(FileRef file, ObjectNode json) {
    var prefix = file.role() == Role.FILE ? "file" : "thumbnail";
    json.put(prefix + "Url", file.url().toString());
    json.put(prefix + "MIMEType", file.contentType());
    if (file.bytes() >= 0) {
      json.put(file.role() == Role.FILE ? "fileSize" : "thumbnailFileSize", file.bytes());
    }
  }
}
