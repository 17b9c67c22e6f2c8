package org.maapay.simulator.operator.mobile;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.Callback;
import org.maapay.simulator.operator.Callbacks;
import org.maapay.simulator.operator.Notices;
import org.maapay.simulator.operator.Outbound;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.Subjects;
import org.maapay.simulator.operator.Told;

/**
 * What China Mobile tells a chatbot. Nothing is signed: the secret stands in the address, so a
 * forged callback is one to an address with another secret.
 */
final class MobileNotices implements Notices {
  private final Callbacks callbacks;
  private final Profile profile;

  MobileNotices(Callbacks callbacks, Profile profile) {
    this.callbacks = callbacks;
    this.profile = profile;
  }

  @Override
  public void status(RegisteredChatbot chatbot, Outgoing message, String status, int errorCode) {
    var about =
        XmlText.element("address", message.to().uri())
            + XmlText.element("messageId", message.key().messageId());
    var lane = "status " + message.to().value();
    boolean revocation = status.startsWith("revoke");
    var body =
        revocation
            ? XmlText.document(
                "messageStatusNotification",
                about
                    + XmlText.element(
                        "status", status.equals("revokeOk") ? "Revoked" : "RevokeFailed"))
            : XmlText.document(
                "deliveryInfoNotification",
                "<deliveryInfo>"
                    + about
                    + XmlText.element("deliveryStatus", delivery(status))
                    + (errorCode == 0 ? "" : XmlText.element("description", code(errorCode)))
                    + "</deliveryInfo>");
    var family =
        revocation
            ? "MessageStatusNotification"
            : profile == Profile.STRICT ? "DeliveryInfoNotification" : "StatusReportNotification";
    send(
        new Notice(chatbot, family, lane, body, Map.of("Address", message.to().e164())),
        Subjects.of(message.parts()),
        NOBODY);
  }

  /** The older platforms have other words for some. */
  private String delivery(String status) {
    boolean strict = profile == Profile.STRICT;
    return switch (status) {
      case "sent" -> "MessageSent";
      case "delivered" -> "DeliveredToTerminal";
      case "displayed" -> strict ? "MessageDisplayed" : "Displayed";
      case "deliveredToNetwork" -> "DeliveredToNetwork";
      default -> strict ? "DeliveryImpossible" : "DeliveryFailed";
    };
  }

  private static String code(int errorCode) {
    return switch (errorCode) {
      case 1 -> "SVC0004";
      case 4 -> "SVC1000";
      default -> "SVC5001";
    };
  }

  @Override
  public void message(RegisteredChatbot chatbot, Uplink uplink, Told told) {
    var part = uplink.messageList().path(0);
    var content = part.path("contentText");
    var text = content.isString() ? content.stringValue() : content.toString();
    var type = part.path("contentType").asString(ContentTypes.TEXT);
    var dialogue = uplink.dialogue();
    var body =
        XmlText.document(
            "inboundMessageNotification",
            "<inboundMessage>"
                + XmlText.element("destinationAddress", chatbot.chatbotId())
                + XmlText.element("senderAddress", sender(uplink.from()))
                + XmlText.element("origUser", uplink.from().uri())
                + XmlText.element("messageId", uplink.messageId())
                + XmlText.element("contentType", type)
                + XmlText.element("contentEncoding", "utf8")
                + XmlText.element("conversationID", dialogue.conversationId())
                + XmlText.element("contributionID", dialogue.contributionId())
                + XmlText.cdata("bodyText", text)
                + "</inboundMessage>");
    var headers = Map.of("Address", uplink.from().e164());
    var lane = "up " + uplink.from().value();
    send(new Notice(chatbot, "InboundMessageNotification", lane, body, headers), null, told);
  }

  /** Real platforms fill the address up with blanks. */
  private static String sender(PhoneNumber user) {
    return "sip:" + user.e164() + "@ims.mobile.example      ";
  }

  /** A file was looked at: what passed gets its address. */
  void reviewed(RegisteredChatbot chatbot, String tid, boolean passed, String fileXml) {
    var headers = Map.of("tid", tid, "Authstatus", passed ? "0" : "1");
    send(
        new Notice(chatbot, "InboundMessageNotification", "notices", fileXml, headers),
        null,
        NOBODY);
  }

  private record Notice(
      RegisteredChatbot chatbot,
      String family,
      String lane,
      String body,
      Map<String, String> headers) {}

  private void send(Notice notice, @Nullable String subject, Told told) {
    callbacks.send(
        new Callback(
            notice.chatbot(),
            notice.lane(),
            subject,
            moment -> {
              var headers = new TreeMap<>(notice.headers());
              headers.put("content-type", "application/xml");
              return new Outbound("POST", url(notice, moment.forged()), headers, notice.body());
            },
            told));
  }

  private static URI url(Notice notice, boolean forged) {
    var base = Callbacks.base(notice.chatbot());
    var secret = notice.chatbot().credentials().callbackToken();
    var shown = forged ? base.replace(secret, "another-secret-of-16") : base;
    var id = URLEncoder.encode(notice.chatbot().chatbotId(), StandardCharsets.UTF_8);
    return URI.create(shown + "/" + notice.family() + "/" + id);
  }
}
