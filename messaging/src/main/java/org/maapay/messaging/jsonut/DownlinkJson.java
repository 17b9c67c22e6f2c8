package org.maapay.messaging.jsonut;

import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.Part;
import org.maapay.messaging.Part.Chips;
import org.maapay.messaging.Part.Files;
import org.maapay.messaging.Part.Place;
import org.maapay.messaging.Part.Rich;
import org.maapay.messaging.Part.Text;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.CardJson;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.messaging.wire.Geo;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of send and revoke. */
final class DownlinkJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String BOT_VERSION = "+g.gsma.rcs.botversion=\"#=1\"";

  private DownlinkJson() {}

  static ObjectNode send(Downlink message, String chatbotId) {
    var json = JSON.objectNode().put("messageId", message.messageId());
    var list = json.putArray("messageList");
    message.parts().forEach(part -> write(part, list.addObject()));
    json.putArray("destinationAddress").add(message.to().uri());
    json.put("senderAddress", chatbotId)
        .put("conversationId", message.dialogue().conversationId())
        .put("contributionId", message.dialogue().contributionId());
    json.putArray("serviceCapability")
        .addObject()
        .put("capabilityId", "ChatbotSA")
        .put("version", BOT_VERSION);
    var delivery = message.delivery();
    if (delivery.traffic() != null) {
      json.put("trafficType", delivery.traffic().wire());
    }
    json.put("smsSupported", delivery.smsText() != null);
    var sms = delivery.smsText();
    if (sms != null) {
      json.put("smsContent", sms);
    }
    json.put("storeSupported", delivery.stored()).put("imFormat", "IM");
    var answered = message.dialogue().inReplyTo();
    if (answered != null) {
      json.put("inReplyTo", answered);
    }
    if (!delivery.reports().isEmpty()) {
      var reports = json.putArray("reportRequest");
      delivery.reports().stream().sorted().forEach(report -> reports.add(report.wire()));
    }
    return json;
  }

  static ObjectNode revoke(String messageId, PhoneNumber from) {
    var json = JSON.objectNode().put("messageId", messageId);
    json.putArray("destinationAddress").add(from.uri());
    return json.put("status", "RevokeRequested");
  }

  private static void write(Part part, ObjectNode json) {
    switch (part) {
      case Text(var text) -> write(json, ContentTypes.TEXT).put("contentText", text);
      case Rich(var card) ->
          write(json, ContentTypes.MESSAGE).set("contentText", CardJson.write(card));
      case Chips(var chips) ->
          write(json, ContentTypes.SUGGESTIONS).set("contentText", CardJson.write(chips));
      case Files(var files) -> {
        var array = write(json, ContentTypes.FILE).putArray("contentText");
        files.forEach(file -> write(file, array));
      }
      case Place place -> write(json, ContentTypes.TEXT).put("contentText", Geo.write(place));
    }
  }

  private static ObjectNode write(ObjectNode json, String contentType) {
    return json.put("contentType", contentType).put("contentEncoding", "utf8");
  }

  private static void write(FileRef file, ArrayNode into) {
    var json =
        into.addObject().put("type", file.role() == FileRef.Role.FILE ? "file" : "thumbnail");
    if (file.bytes() >= 0) {
      json.put("fileSize", file.bytes());
    }
    var type = file.contentType();
    if (type != null) {
      json.put("contentType", type);
    }
    json.put("url", file.url().toString());
    var until = file.until();
    if (until != null) {
      json.put("until", until);
    }
  }
}
