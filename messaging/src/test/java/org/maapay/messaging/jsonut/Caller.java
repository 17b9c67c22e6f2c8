package org.maapay.messaging.jsonut;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.uplink.InMemorySeen;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.uplink.Uplinks;

/** An operator that calls back, and the parser it calls. */
final class Caller {
  static final String BOT = "sip:106500@botplatform.rcs.domain.example";
  static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  static final ChatbotAccount ACCOUNT =
      new ChatbotAccount(
          BOT,
          "unicom",
          URI.create("http://127.0.0.1:1"),
          new ChatbotAccount.Credentials("app1", "key", "tok"));
  static final String MESSAGES = "/op/messageNotification/" + BOT + "/messages";
  static final String STATUS = "/op/deliveryNotification/" + BOT + "/status";
  static final String TEXT = message("{'contentType':'text/plain','contentText':'你好'}");

  private final InMemorySeen seen = new InMemorySeen(() -> NOW);
  final Uplinks uplink =
      Uplinks.of(
          new JsonUplink(
              id -> Optional.of(ACCOUNT).filter(account -> account.chatbotId().equals(id)),
              new UplinkChecks(seen, () -> NOW)),
          seen,
          () -> NOW);

  UplinkEvent event(UplinkRequest request) {
    return events(request).getFirst();
  }

  List<UplinkEvent> events(UplinkRequest request) {
    UplinkAnswer answer = uplink.receive(request);
    assertThat(answer).isInstanceOf(Accepted.class);
    return ((Accepted) answer).events();
  }

  static String message(String parts) {
    return "{'messageId':'m1','messageList':[%s],'dateTime':'2026-01-01T12:00:00+08:00',"
            .formatted(parts)
        + "'senderAddress':'tel:+8613800138000','destinationAddress':['%s'],".formatted(BOT)
        + "'conversationId':'c1','contributionId':'k1'}";
  }

  static UplinkRequest post(String path, String body) {
    return request(path, body, signed("tok", NOW));
  }

  static UplinkRequest request(String path, String body, Map<String, List<String>> headers) {
    return UplinkRequest.of(
        "POST", path, headers, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, List<String>> signed(String token, Instant at) {
    var nonce = UUID.randomUUID().toString();
    var timestamp = Long.toString(at.getEpochSecond());
    var headers = new HashMap<String, List<String>>();
    headers.put("Signature", List.of(CallbackSignature.sign(token, timestamp, nonce)));
    headers.put("TIMESTAMP", List.of(timestamp));
    headers.put("nonce", List.of(nonce));
    return headers;
  }
}
