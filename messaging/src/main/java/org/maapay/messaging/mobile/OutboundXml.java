package org.maapay.messaging.mobile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Delivery.Report;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.Part;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.CardJson;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.messaging.wire.Geo;
import tools.jackson.databind.node.JsonNodeFactory;

/** The bodies of send and revoke. */
final class OutboundXml {
  static final String NAMESPACE = "urn:oma:xml:rest:netapi:messaging:1";
  static final String TEMPLATE_TYPE = "static-template";
  private static final String BOT_VERSION = "+g.gsma.rcs.botversion=\"#=1\"";

  private OutboundXml() {}

  static byte[] send(Downlink message, String chatbotId, MobileDialect.Fallback fallback) {
    return request(message, chatbotId, fallback, body(message.parts()));
  }

  /** A message by a template that the operator has approved; it says what the parts would. */
  static byte[] template(
      Downlink message, String chatbotId, MobileDialect.Fallback fallback, String templateId) {
    var json = JsonNodeFactory.instance.objectNode().put("templateID", templateId);
    return request(
        message, chatbotId, fallback, new MixedBody.Piece(TEMPLATE_TYPE, json.toString()));
  }

  static byte[] revoke(PhoneNumber from) {
    return Xml.document(
        "msg",
        "messageStatusReport",
        NAMESPACE,
        writer -> writer.text("address", from.uri()).text("status", "RevokeRequested"));
  }

  private static byte[] request(
      Downlink message,
      String chatbotId,
      MobileDialect.Fallback fallback,
      MixedBody.Piece content) {
    return Xml.document(
        "msg",
        "outboundMessageRequest",
        NAMESPACE,
        writer -> {
          writer
              .text("address", message.to().uri())
              .text("destinationAddress", message.to().uri())
              .text("senderAddress", chatbotId)
              .element("outboundIMMessage", im -> im(im, message, fallback, content))
              .text("clientCorrelator", message.messageId());
        });
  }

  private static void im(
      Xml.Writer writer, Downlink message, MobileDialect.Fallback fallback, MixedBody.Piece content)
      throws XMLStreamException {
    var dialogue = message.dialogue();
    var delivery = message.delivery();
    writer
        .text("contentType", content.contentType())
        .text("contentEncoding", "utf8")
        .text("messageId", message.messageId())
        .text("conversationID", dialogue.conversationId())
        .text("contributionID", dialogue.contributionId())
        .optional("inReplyToContributionID", dialogue.inReplyTo());
    for (var report : reports(delivery.reports())) {
      writer.text("reportRequest", report);
    }
    writer.element(
        "serviceCapability",
        capability -> capability.text("capabilityId", "ChatbotSA").text("version", BOT_VERSION));
    var traffic = delivery.traffic();
    writer
        .text("imFormat", "IM")
        .optional("trafficType", traffic == null ? null : traffic.wire())
        .text("storeSupported", Boolean.toString(delivery.stored()));
    fallback(writer, fallback, delivery.smsText());
    writer.cdata("bodyText", content.content());
  }

  private static void fallback(
      Xml.Writer writer, MobileDialect.Fallback fallback, @Nullable String words)
      throws XMLStreamException {
    boolean wanted = words != null;
    switch (fallback) {
      case SHORT_MESSAGE -> writer.text("shortMessageSupported", Boolean.toString(wanted));
      case FALLBACK -> {
        writer.text("fallbackSupported", Boolean.toString(wanted));
        if (wanted) {
          writer
              .text("fallbackContentType", ContentTypes.TEXT)
              .text("fallbackContentEncoding", "utf8");
        }
      }
      case MULTIMEDIA -> writer.text("multimediaMessageSupported", Boolean.toString(wanted));
    }
    if (words != null) {
      writer.cdata(
          switch (fallback) {
            case SHORT_MESSAGE -> "smsBodyText";
            case FALLBACK -> "rcsBodyText";
            case MULTIMEDIA -> "mmsBodyText";
          },
          words);
    }
  }

  /** There is no word for a mere acceptance. */
  private static List<String> reports(Iterable<Report> wanted) {
    var words = new ArrayList<String>();
    var sorted = EnumSet.noneOf(Report.class);
    wanted.forEach(sorted::add);
    for (var report : sorted) {
      switch (report) {
        case DELIVERED -> words.add("Delivered");
        case FAILED -> words.add("Failed");
        case DISPLAYED -> words.add("Displayed");
        case DELIVERED_TO_NETWORK -> words.add("Interworking");
        case SENT -> {}
      }
    }
    return words;
  }

  private static MixedBody.Piece body(List<Part> parts) {
    var pieces = parts.stream().map(OutboundXml::piece).toList();
    return pieces.size() == 1
        ? pieces.getFirst()
        : new MixedBody.Piece(MixedBody.TYPE, MixedBody.write(pieces));
  }

  private static MixedBody.Piece piece(Part part) {
    return switch (part) {
      case Part.Text(var text) -> new MixedBody.Piece(ContentTypes.TEXT, text);
      case Part.Rich(var card) ->
          new MixedBody.Piece(ContentTypes.MESSAGE, CardJson.write(card).toString());
      case Part.Chips(var chips) ->
          new MixedBody.Piece(ContentTypes.SUGGESTIONS, CardJson.write(chips).toString());
      case Part.Files(var files) -> new MixedBody.Piece(FileXml.TYPE, FileXml.write(files));
      case Part.Place place -> new MixedBody.Piece(ContentTypes.TEXT, Geo.write(place));
    };
  }
}
