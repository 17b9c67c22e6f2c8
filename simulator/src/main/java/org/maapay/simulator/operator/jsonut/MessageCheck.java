package org.maapay.simulator.operator.jsonut;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.DownlinkRules;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.messaging.card.Violation;
import org.maapay.messaging.card.Violation.Rule;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.operator.MessageKey;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Outgoing.Carriage;
import org.maapay.simulator.operator.Profile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds the body of a send against the document, in the given profile. */
final class MessageCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> TYPES =
      Set.of(ContentTypes.TEXT, ContentTypes.FILE, ContentTypes.MESSAGE, ContentTypes.SUGGESTIONS);
  private static final Set<String> STATES =
      Set.of("sent", "failed", "delivered", "displayed", "deliveredToNetwork");
  private static final Set<String> TRAFFIC =
      Set.of("advertisement", "payment", "premium", "subscription", "token");

  private final Profile profile;
  private final MediaCheck medias;

  MessageCheck(Profile profile, MediaCheck medias) {
    this.profile = profile;
    this.medias = medias;
  }

  /** Either the message or why not. */
  sealed interface Result {}

  record Right(Outgoing message) implements Result {}

  record Wrong(Refused refused) implements Result {}

  /** Thrown and caught in here: a check deep down ends all others. */
  private static final class Broken extends Exception {
    private final transient Refused refused;

    Broken(int code, String detail) {
      super(detail);
      this.refused = new Refused(code, detail);
    }
  }

  Result check(String chatbotId, JsonNode json) throws SQLException {
    try {
      return new Right(read(chatbotId, json));
    } catch (Broken broken) {
      return new Wrong(broken.refused);
    }
  }

  private Outgoing read(String chatbotId, JsonNode json) throws Broken, SQLException {
    for (var name : List.of("messageId", "senderAddress", "conversationId", "contributionId")) {
      require(json.path(name).isString() && !json.path(name).asString().isBlank(), name);
    }
    if (!json.path("senderAddress").asString().equals(chatbotId)) {
      throw new Broken(ErrorCodes.SENDER_MISMATCH, "senderAddress is not the chatbot");
    }
    var to = recipient(json.path("destinationAddress"));
    capability(json.path("serviceCapability"));
    var traffic = json.path("trafficType");
    require(traffic.isMissingNode() || TRAFFIC.contains(traffic.asString()), "trafficType");
    var carriage = carriage(json);
    return new Outgoing(
        new MessageKey(chatbotId, json.path("messageId").asString()),
        to,
        new Dialogue(
            json.path("conversationId").asString(), json.path("contributionId").asString(), null),
        parts(chatbotId, json.path("messageList")),
        carriage);
  }

  private PhoneNumber recipient(JsonNode destination) throws Broken {
    require(destination.isArray() || !strict(), "destinationAddress must be an array");
    var addresses = destination.isArray() ? destination : array(destination);
    require(addresses.size() == 1, "destinationAddress must hold one address");
    var address = addresses.path(0).asString();
    require(!strict() || address.startsWith("tel:"), "destinationAddress must be a tel: URI");
    try {
      return PhoneNumber.parse(address);
    } catch (IllegalArgumentException _) {
      throw new Broken(ErrorCodes.BAD_PARAMETER, "destinationAddress is no mobile number");
    }
  }

  private void capability(JsonNode capability) throws Broken {
    if (strict()) {
      require(capability.isArray() && !capability.isEmpty(), "serviceCapability");
      require(
          "ChatbotSA".equals(capability.path(0).path("capabilityId").asString())
              && capability.path(0).path("version").asString().contains("botversion"),
          "serviceCapability[0]");
    }
  }

  private Carriage carriage(JsonNode json) throws Broken {
    if (strict()) {
      require(json.path("smsSupported").isBoolean(), "smsSupported");
      require(json.path("storeSupported").isBoolean(), "storeSupported");
    }
    boolean sms = json.path("smsSupported").asBoolean(false);
    var smsText = json.path("smsContent").asString();
    require(!sms || !strict() || !smsText.isBlank(), "smsContent");
    var reports = new HashSet<String>();
    for (var report : json.path("reportRequest")) {
      require(STATES.contains(report.asString()), "reportRequest");
      reports.add(report.asString());
    }
    return new Carriage(sms, smsText, json.path("storeSupported").asBoolean(true), reports);
  }

  private ArrayNode parts(String chatbotId, JsonNode list) throws Broken, SQLException {
    require(list.isArray() && !list.isEmpty(), "messageList");
    var parts = JsonNodeFactory.instance.arrayNode();
    for (var entry : list) {
      var type = entry.path("contentType").asString();
      if (!TYPES.contains(type)) {
        throw new Broken(ErrorCodes.MESSAGE_TYPE, "contentType " + type);
      }
      var content = content(entry, type);
      switch (type) {
        case ContentTypes.TEXT -> text(content);
        case ContentTypes.FILE -> files(chatbotId, content);
        default -> rich(chatbotId, content);
      }
      parts.addObject().put("contentType", type).set("content", content);
    }
    return parts;
  }

  private JsonNode content(JsonNode entry, String type) throws Broken {
    var content = entry.path("contentText");
    require(!content.isMissingNode() && !content.isNull(), "contentText");
    boolean base64 = "base64".equals(entry.path("contentEncoding").asString());
    require(!base64 || content.isString(), "contentText must be a string when base64");
    if (base64) {
      content = JsonNodeFactory.instance.stringNode(decoded(content.asString()));
    }
    if (type.equals(ContentTypes.TEXT) || !content.isString()) {
      return content;
    }
    require(base64 || !strict(), "contentText must be a JSON object");
    try {
      return JSON.readTree(content.stringValue());
    } catch (JacksonException _) {
      throw new Broken(ErrorCodes.UNREADABLE, "contentText is not JSON");
    }
  }

  private static String decoded(String base64) throws Broken {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new Broken(ErrorCodes.UNREADABLE, "contentText is not base64");
    }
  }

  private static void text(JsonNode content) throws Broken {
    require(content.isString(), "contentText of a text must be a string");
    var text = content.stringValue();
    int length = text.codePointCount(0, text.length());
    if (length == 0 || length > DownlinkRules.TEXT_CHARACTERS) {
      throw new Broken(ErrorCodes.TEXT_LENGTH, "a text has 1 to 2000 characters, this " + length);
    }
  }

  private void rich(String chatbotId, JsonNode content) throws Broken, SQLException {
    var violations =
        (strict() ? CardRules.OPERATOR : CardRules.SCHEMA)
            .check(content).stream().filter(violation -> strict() || matters(violation)).toList();
    if (!violations.isEmpty()) {
      var first = violations.getFirst();
      throw new Broken(
          Violations.code(first), first.path() + ": " + first.rule() + ", " + first.detail());
    }
    if (strict()) {
      for (var url : content.findValuesAsString("mediaUrl")) {
        usable(chatbotId, url);
      }
      for (var url : content.findValuesAsString("thumbnailUrl")) {
        usable(chatbotId, url);
      }
    }
  }

  /** Kits leave {@code application} out. */
  private static boolean matters(Violation violation) {
    return violation.rule() != Rule.MISSING || !violation.path().endsWith(".application");
  }

  private void files(String chatbotId, JsonNode content) throws Broken, SQLException {
    var files = content.isArray() || strict() ? content : array(content);
    require(files.isArray() && !files.isEmpty(), "contentText of a file must be an array");
    if (files.size() > 2) {
      throw new Broken(ErrorCodes.FILE_COUNT, "at most a thumbnail and a file");
    }
    for (var file : files) {
      if (file.path("url").asString().isEmpty()) {
        throw new Broken(ErrorCodes.NO_URL, "a file without url");
      }
      if (strict()) {
        usable(chatbotId, file.path("url").asString());
      }
    }
  }

  private void usable(String chatbotId, String url) throws Broken, SQLException {
    var refused = medias.refusal(chatbotId, url);
    if (refused.isPresent()) {
      throw new Broken(refused.get().code(), refused.get().detail());
    }
  }

  private static ArrayNode array(JsonNode single) {
    return JsonNodeFactory.instance.arrayNode().add(single);
  }

  private boolean strict() {
    return profile == Profile.STRICT;
  }

  private static void require(boolean right, String what) throws Broken {
    if (!right) {
      throw new Broken(ErrorCodes.BAD_PARAMETER, what);
    }
  }
}
