package org.maapay.simulator.operator.mobile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.card.ContentTypes;
import org.maapay.simulator.operator.MessageKey;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Outgoing.Carriage;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.w3c.dom.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads and judges the body of a send. */
final class OutboundReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NAMESPACE = "urn:oma:xml:rest:netapi:messaging:1";
  private static final String FILE = "application/vnd.gsma.rcs-ft-http+xml";
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]+)\"?");

  private final Profile profile;
  private final RegisteredChatbot chatbot;

  OutboundReader(Profile profile, RegisteredChatbot chatbot) {
    this.profile = profile;
    this.chatbot = chatbot;
  }

  /** What is wrong with a body, as OMA names it. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    final String code;
    final String variables;

    Wrong(String code, String text, String variables) {
      super(text);
      this.code = code;
      this.variables = variables;
    }
  }

  Outgoing read(String body) throws Wrong {
    var root = root(body);
    var to = recipient(root);
    var sender = XmlText.first(root, "senderAddress");
    check(sender.equals(chatbot.chatbotId()) || (lenient() && sender.isEmpty()), "senderAddress");
    var conversation = XmlText.first(root, "conversationID");
    check(!conversation.isEmpty(), "conversationID");
    var id = id(root);
    check(!id.isEmpty(), "clientCorrelator");
    return new Outgoing(
        new MessageKey(chatbot.chatbotId(), id),
        to,
        new Dialogue(conversation, XmlText.first(root, "contributionID"), null),
        parts(root),
        carriage(root));
  }

  /** The operator's own id for a message; the old platforms go by the sender's. */
  private String id(Element root) {
    var own = XmlText.first(root, "clientCorrelator");
    if (lenient()) {
      return own.isEmpty() ? XmlText.first(root, "contributionID") : own;
    }
    return own.isEmpty() ? "" : MobileNorthbound.operatorsId(chatbot.chatbotId(), own);
  }

  /** What lenient platforms take has no root element. */
  private Element root(String body) throws Wrong {
    var root = XmlText.read(body);
    if (root.isEmpty() && lenient()) {
      var inner = body.strip().replaceFirst("^<\\?xml[^>]*>", "");
      root = XmlText.read(XmlText.document("outboundMessageRequest", inner));
    }
    if (root.isEmpty()) {
      throw new Wrong("SVC0002", "the body is no well-formed XML", "body");
    }
    boolean named =
        root.get().getLocalName().equals("outboundMessageRequest")
            && (lenient() || NAMESPACE.equals(root.get().getNamespaceURI()));
    check(named, "outboundMessageRequest");
    return root.get();
  }

  private PhoneNumber recipient(Element root) throws Wrong {
    var all = XmlText.all(root, "destinationAddress");
    if (all.size() > 1) {
      throw new Wrong("POL0003", "too many addresses", "destinationAddress");
    }
    var address = all.isEmpty() ? XmlText.first(root, "address") : all.getFirst().strip();
    check(lenient() || address.startsWith("tel:+86"), "destinationAddress");
    try {
      return PhoneNumber.parse(address);
    } catch (IllegalArgumentException _) {
      throw new Wrong("SVC0004", "no valid addresses", "destinationAddress");
    }
  }

  private Carriage carriage(Element root) throws Wrong {
    var names = List.of("shortMessageSupported", "fallbackSupported", "multimediaMessageSupported");
    boolean sms = false;
    for (var name : names) {
      sms |= flag(root, name);
    }
    var words =
        List.of("smsBodyText", "rcsBodyText", "mmsBodyText").stream()
            .map(name -> XmlText.first(root, name))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    check(!sms || lenient() || !words.isEmpty(), "smsBodyText");
    boolean stored = XmlText.all(root, "storeSupported").isEmpty() || flag(root, "storeSupported");
    return new Carriage(sms, words, stored, reports(root));
  }

  private static boolean flag(Element root, String name) throws Wrong {
    var value = XmlText.first(root, name);
    check(value.isEmpty() || value.equals("true") || value.equals("false"), name);
    return value.equals("true");
  }

  private static Set<String> reports(Element root) throws Wrong {
    var wanted = new HashSet<String>();
    for (var word : XmlText.all(root, "reportRequest")) {
      switch (word.strip()) {
        case "Delivered" -> wanted.add("delivered");
        case "Failed" -> wanted.add("failed");
        case "Displayed" -> wanted.add("displayed");
        case "Interworking" -> wanted.add("deliveredToNetwork");
        default -> check(false, "reportRequest");
      }
    }
    if (!wanted.isEmpty()) {
      wanted.add("sent");
    }
    return wanted;
  }

  private ArrayNode parts(Element root) throws Wrong {
    var type = XmlText.first(root, "contentType");
    var body = XmlText.first(root, "bodyText");
    check(!body.isEmpty(), "bodyText");
    var parts = NODES.arrayNode();
    if (type.startsWith("multipart/mixed")) {
      for (var piece : pieces(type, body)) {
        add(piece[0], piece[1], parts);
      }
      check(!parts.isEmpty(), "bodyText");
    } else {
      add(type, body, parts);
    }
    return parts;
  }

  /** By the boundary alone: the lengths that real clients write are often wrong. */
  private static List<String[]> pieces(String type, String body) {
    var boundary = BOUNDARY.matcher(type);
    var marker = "--" + (boundary.find() ? boundary.group(1) : "next");
    var pieces = new ArrayList<String[]>();
    for (var section : body.replace("\r\n", "\n").split(Pattern.quote(marker), -1)) {
      int blank = section.indexOf("\n\n");
      if (blank > 0) {
        var header =
            section
                .substring(0, blank)
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .findFirst()
                .orElse("content-type: text/plain");
        pieces.add(
            new String[] {
              header.substring("content-type:".length()).strip(), section.substring(blank).strip()
            });
      }
    }
    return pieces;
  }

  private void add(String type, String body, ArrayNode parts) throws Wrong {
    var part = parts.addObject().put("contentType", type);
    switch (type) {
      case ContentTypes.TEXT -> {
        check(body.codePointCount(0, body.length()) <= 2000, "bodyText");
        part.put("content", body);
      }
      case ContentTypes.MESSAGE, ContentTypes.SUGGESTIONS -> part.set("content", content(body));
      case FILE -> {
        part.put("contentType", ContentTypes.FILE);
        part.set("content", files(body));
      }
      case "static-template" ->
          part.put("contentType", ContentTypes.TEXT)
              .put("content", "[模板 " + json(body).path("templateID").asString() + "]");
      default -> check(false, "contentType");
    }
  }

  private JsonNode content(String body) throws Wrong {
    var json = json(body);
    var rules = lenient() ? CardRules.SCHEMA : CardRules.OPERATOR;
    var violations =
        rules.check(json).stream()
            .filter(violation -> !lenient() || !violation.path().contains("openUrl"))
            .toList();
    if (!violations.isEmpty()) {
      var first = violations.getFirst();
      throw new Wrong("SVC0002", first.rule() + ", " + first.detail(), first.path());
    }
    return json;
  }

  private static JsonNode json(String body) throws Wrong {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      throw new Wrong("SVC0002", "no JSON", "bodyText");
    }
  }

  private static ArrayNode files(String body) throws Wrong {
    var root = XmlText.read(body);
    check(root.isPresent(), "bodyText");
    var array = NODES.arrayNode();
    var infos = root.orElseThrow().getElementsByTagNameNS("*", "file-info");
    for (int i = 0; i < infos.getLength(); i++) {
      var info = (Element) infos.item(i);
      var data = (Element) info.getElementsByTagNameNS("*", "data").item(0);
      check(data != null && !data.getAttribute("url").isEmpty(), "data");
      array
          .addObject()
          .put("type", info.getAttribute("type"))
          .put("contentType", XmlText.first(info, "content-type"))
          .put("url", data == null ? "" : data.getAttribute("url"));
    }
    return array;
  }

  private boolean lenient() {
    return profile == Profile.LENIENT;
  }

  private static void check(boolean right, String variable) throws Wrong {
    if (!right) {
      throw new Wrong("SVC0002", "Invalid input value for message part " + variable, variable);
    }
  }
}
