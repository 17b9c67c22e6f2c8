package org.maapay.messaging.mobile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.Envelope;
import org.maapay.messaging.uplink.UplinkEvent.FilesReceived;
import org.maapay.messaging.uplink.UplinkEvent.Review;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;
import org.maapay.messaging.uplink.UplinkEvent.Subject;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.Digests;
import org.maapay.messaging.wire.Reading;
import org.maapay.messaging.wire.UserContent;
import org.maapay.messaging.wire.UserContent.Piece;
import org.w3c.dom.Element;

/** Reads the bodies of callbacks to one chatbot. */
final class InboundXml {
  private final String chatbotId;
  private final Instant now;

  InboundXml(String chatbotId, Instant now) {
    this.chatbotId = chatbotId;
    this.now = now;
  }

  /** True unless the body names another chatbot. */
  boolean addressedHere(Element root) {
    var address = Xml.text(root, "destinationAddress");
    return address == null || Reading.sameChatbot(address, chatbotId);
  }

  /** A message from a user; empty if it names no user or has no id. */
  Optional<List<UplinkEvent>> message(Element root, Optional<String> addressHeader) {
    var user =
        Reading.firstPhone(
            Stream.of(
                    Optional.ofNullable(Xml.text(root, "senderAddress")),
                    Optional.ofNullable(Xml.text(root, "origUser")),
                    addressHeader)
                .flatMap(Optional::stream));
    var messageId = Xml.text(root, "messageId");
    if (user.isEmpty() || messageId == null) {
      return Optional.empty();
    }
    var dialogue =
        new Dialogue(
            Xml.textOr(root, "conversationID", ""),
            Xml.textOr(root, "contributionID", ""),
            Xml.text(root, "inReplyToContributionID"));
    var at = Optional.ofNullable(Xml.text(root, "dateTime")).flatMap(Reading::time).orElse(now);
    var envelope = new Envelope(messageId, chatbotId, user.get(), dialogue, at);
    return Optional.of(content(envelope, root));
  }

  private static List<UplinkEvent> content(Envelope envelope, Element root) {
    var type = Xml.textOr(root, "contentType", "text/plain");
    var encoding = Xml.textOr(root, "contentEncoding", "");
    var body = Xml.textOr(root, "bodyText", "");
    if (type.startsWith(FileXml.TYPE)) {
      return List.of(new FilesReceived(envelope, FileXml.read(body)));
    }
    if (MixedBody.is(type)) {
      var pieces =
          MixedBody.read(type, body).stream()
              .map(piece -> Piece.of(piece.contentType(), encoding, piece.content()))
              .toList();
      return UserContent.events(envelope, pieces);
    }
    return UserContent.events(envelope, List.of(Piece.of(type, encoding, body)));
  }

  /** How far messages came; what is no known state is left out. */
  Stream<DeliveryReported> deliveries(Element root) {
    return Xml.all(root, "deliveryInfo").flatMap(info -> report(info, delivered(info)).stream());
  }

  /** Whether messages came back; one notification tells of one message. */
  Stream<DeliveryReported> revocations(Element root) {
    var state =
        switch (Xml.textOr(root, "status", "")) {
          case "Revoked" -> Optional.<DeliveryState>of(Station.REVOKED);
          case "RevokeFailed" -> Optional.<DeliveryState>of(Station.REVOKE_FAILED);
          default -> Optional.<DeliveryState>empty();
        };
    return report(root, state).stream();
  }

  private Optional<DeliveryReported> report(Element element, Optional<DeliveryState> state) {
    var messageId = Xml.text(element, "messageId");
    var user = Reading.firstPhone(Stream.of(Xml.textOr(element, "address", "")));
    if (messageId == null || user.isEmpty()) {
      return Optional.empty();
    }
    return state.map(known -> new DeliveryReported(chatbotId, messageId, user.get(), known, now));
  }

  private static Optional<DeliveryState> delivered(Element info) {
    return switch (Xml.textOr(info, "deliveryStatus", "")) {
      case "MessageSent" -> Optional.of(Station.SENT);
      case "DeliveredToTerminal" -> Optional.of(Station.DELIVERED);
      case "MessageDisplayed", "Displayed" -> Optional.of(Station.DISPLAYED);
      case "DeliveredToNetwork" -> Optional.of(Station.SMS_FALLBACK);
      case "DeliveryImpossible", "DeliveryFailed" ->
          Optional.of(MobileCodes.failed(Xml.textOr(info, "description", "")));
      default -> Optional.empty();
    };
  }

  /** The operator looked at a file; what passed has its address from now on. */
  Reviewed review(String ticket, UplinkRequest request) {
    boolean passed = request.header("Authstatus").orElse("").strip().equals("0");
    var body = new String(request.body().toArray(), StandardCharsets.UTF_8);
    var review =
        new Review(
            ticket + "-" + Digests.sha256(body).substring(0, 12),
            Subject.MEDIA,
            ticket,
            passed ? ReviewState.PASSED : ReviewState.REFUSED,
            passed ? FileXml.read(body) : List.of(),
            null,
            null);
    return new Reviewed(chatbotId, review, now);
  }
}
