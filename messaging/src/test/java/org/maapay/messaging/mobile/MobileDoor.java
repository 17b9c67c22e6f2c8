package org.maapay.messaging.mobile;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.InMemoryIds;
import org.maapay.messaging.uplink.InMemorySeen;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.uplink.Uplinks;

/** Where China Mobile calls one chatbot, at one moment. */
final class MobileDoor {
  static final String BOT = "sip:12520040@botplatform.rcs.chinamobile.com";
  static final String SECRET = "0123456789abcdef";

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final ChatbotAccount ACCOUNT =
      new ChatbotAccount(
          BOT,
          "mobile",
          URI.create("http://127.0.0.1:1"),
          new ChatbotAccount.Credentials("a", "k", SECRET));

  final InMemoryIds ids = new InMemoryIds();

  private final InMemorySeen seen = new InMemorySeen(() -> NOW);
  private final Uplinks uplink =
      Uplinks.of(
          new MobileUplink(
              id -> Optional.of(ACCOUNT).filter(account -> account.chatbotId().equals(id)),
              ids,
              new UplinkChecks(seen, () -> NOW)),
          seen,
          () -> NOW);

  UplinkAnswer receive(UplinkRequest request) {
    return uplink.receive(request);
  }

  /** A call of {@code family}, such as {@code InboundMessageNotification}. */
  static UplinkRequest call(String family, Map<String, List<String>> headers, byte[] body) {
    var path = "/operator/mobile/" + SECRET + "/" + family + "/" + BOT.replace("@", "%40");
    return UplinkRequest.of("POST", path, headers, body);
  }
}
