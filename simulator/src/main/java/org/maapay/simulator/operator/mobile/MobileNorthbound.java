package org.maapay.simulator.operator.mobile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.FaultSwitches.Fault;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.MessageKey;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Outgoing;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;

/** China Mobile's port: who calls, is the proof of now, and which call it is. */
final class MobileNorthbound implements Northbound {
  private static final Pattern SEND =
      Pattern.compile(
          "/messaging/(?:(?:interaction|group)/[^/]+|v[0-9]+)/outbound/([^/]+)/requests");
  private static final Pattern REVOKE =
      Pattern.compile("/messaging/[^/]+/outbound/([^/]+)/requests/([^/]+?)(/status)?");
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration KEPT = Duration.ofHours(24);

  private final Profile profile;
  private final Inside inside;
  private final ContentCalls content;
  private final AtomicBoolean proofsEnded = new AtomicBoolean();

  MobileNorthbound(Profile profile, Inside inside, ContentCalls content) {
    this.profile = profile;
    this.inside = inside;
    this.content = content;
  }

  /** The id that a message gets: the same whenever it is sent again. */
  static String operatorsId(String chatbotId, String correlator) {
    return UUID.nameUUIDFromBytes((chatbotId + " " + correlator).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  @Override
  public Reply handle(Request request) throws SQLException {
    if (request.path().startsWith("/media/")) {
      return content.serve(request);
    }
    var chatbot = caller(request);
    if (chatbot.isEmpty()) {
      return error(404, "SVC0002", "no such chatbot or call", "chatbotURI");
    }
    if (!proven(chatbot.get(), request)) {
      return error(401, "POL0001", "the proof was not believed", "Authorization");
    }
    if (inside.faults().strikes(Fault.RATE_LIMIT)) {
      return profile == Profile.STRICT
          ? error(429, "31008", "too many calls", "")
          : Reply.text(200, "application/json", "{\"code\":\"31008\",\"msg\":\"rate\"}");
    }
    return call(chatbot.get(), request);
  }

  private Reply call(RegisteredChatbot chatbot, Request request) throws SQLException {
    if (request.path().equals("/Content")) {
      return switch (request.method()) {
        case "POST" -> content.upload(chatbot, request);
        case "DELETE" -> content.delete(chatbot, request);
        default -> error(405, "SVC0002", "POST or DELETE", "method");
      };
    }
    var revoke = request.match(REVOKE);
    if (revoke.isPresent()) {
      return revoke(chatbot, request, Request.decodePath(revoke.get().group(2)));
    }
    return request.method().equals("POST")
        ? send(chatbot, request)
        : error(405, "SVC0002", "must be a POST", "method");
  }

  private Reply send(RegisteredChatbot chatbot, Request request) throws SQLException {
    if (profile == Profile.STRICT && request.header("address").isEmpty()) {
      return error(400, "SVC0002", "no Address header", "Address");
    }
    try {
      var message = new OutboundReader(profile, chatbot).read(request.text());
      // a message that is sent again is the same message
      if (inside.downlinks().accept(message)) {
        inside.network().carry(message);
      }
      return accepted(message, request);
    } catch (OutboundReader.Wrong wrong) {
      return error(400, wrong.code, String.valueOf(wrong.getMessage()), wrong.variables);
    }
  }

  private Reply accepted(Outgoing message, Request request) {
    if (profile == Profile.LENIENT) {
      return Reply.text(200, "application/json", "{\"code\":\"00000\",\"msg\":\"success\"}");
    }
    var correlator =
        XmlText.read(request.text())
            .map(root -> XmlText.first(root, "clientCorrelator"))
            .orElse("");
    return Reply.text(
        200,
        "application/xml",
        XmlText.document(
            "outboundMessageRequest",
            XmlText.element("messageId", message.key().messageId())
                + XmlText.element("clientCorrelator", correlator)));
  }

  private Reply revoke(RegisteredChatbot chatbot, Request request, String id) throws SQLException {
    var asked =
        XmlText.read(request.text())
            .filter(root -> XmlText.first(root, "status").equals("RevokeRequested"));
    boolean method =
        request.method().equals("PUT")
            || (profile == Profile.LENIENT && request.method().equals("POST"));
    if (asked.isEmpty() || !method) {
      return error(400, "SVC0002", "a PUT of RevokeRequested", "status");
    }
    var message = inside.downlinks().find(new MessageKey(chatbot.chatbotId(), id));
    if (message.isEmpty()) {
      return error(404, "SVC0002", "no such message", "messageId");
    }
    inside.network().revoke(message.get());
    return Reply.empty(200);
  }

  @Override
  public Optional<RegisteredChatbot> caller(Request request) {
    if (request.path().equals("/Content")) {
      return Optional.ofNullable(inside.chatbots().get(request.header("user-agent").orElse("")));
    }
    return request
        .match(SEND)
        .or(() -> request.match(REVOKE))
        .map(call -> inside.chatbots().get(Request.decodePath(call.group(1))));
  }

  private boolean proven(RegisteredChatbot chatbot, Request request) {
    var date = request.header("date").orElse("");
    var credentials = chatbot.credentials();
    var digest = sha256(sha256(credentials.appKey()) + date);
    var pair = credentials.appId() + ":" + digest;
    var right =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    var shown = request.header("authorization").orElse("");
    boolean same =
        MessageDigest.isEqual(
            right.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    return same && fresh(date) && !proofsEnded.getAndSet(false);
  }

  private boolean fresh(String date) {
    if (date.isEmpty()) {
      return profile == Profile.LENIENT;
    }
    try {
      var at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      var off = Duration.between(at, inside.around().clock().instant()).abs();
      return off.compareTo(profile == Profile.STRICT ? FRESH : KEPT) <= 0;
    } catch (DateTimeException _) {
      return false;
    }
  }

  /** The next proof is not believed, as if its date were of yesterday. */
  @Override
  public void expireTokens() {
    proofsEnded.set(true);
  }

  @Override
  public void close() {
    content.close();
  }

  private static Reply error(int status, String code, String text, String variables) {
    var body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<common:requestError xmlns:common=\"urn:oma:xml:rest:netapi:common:1\"><policyException>"
            + XmlText.element("exceptionId", code)
            + XmlText.element("text", text)
            + XmlText.element("variables", variables)
            + "</policyException></common:requestError>";
    return Reply.text(status, "application/xml", body);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
