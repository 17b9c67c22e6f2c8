package org.maapay.edge.cashier;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.maapay.edge.cashier.PageSession.SdkDevice;
import org.maapay.edge.cashier.PageSession.Terms;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.keys.RecordCipher;
import org.maapay.keys.SealBroken;
import org.maapay.order.PaymentOrder;

/**
 * Page sessions as sealed tokens: every node can read them and none stores them. The page keeps its
 * token in memory alone.
 */
final class PageSessions {
  static final Duration LIFE = Duration.ofMinutes(15);
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int LONGEST = 1536;
  private static final int PARTS = 8;

  private final RecordCipher cipher;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  PageSessions(RecordCipher cipher, InstantSource clock) {
    this.cipher = cipher;
    this.clock = clock;
  }

  /** A new session; its token is what the page shows with every call. */
  Opened open(PaymentOrder order, Optional<UserId> payer, Optional<SdkDevice> device) {
    var octets = new byte[16];
    random.nextBytes(octets);
    var terms = Terms.of(order);
    var session =
        new PageSession(
            TEXT.encodeToString(octets),
            order.payOrderNo(),
            terms,
            payer,
            clock.instant().plus(LIFE),
            device);
    var content =
        String.join(
            "|",
            order.payOrderNo().value(),
            payer.map(UserId::value).orElse(""),
            Long.toString(session.expiresAt().getEpochSecond()),
            device.map(SdkDevice::id).orElse(""),
            device.map(SdkDevice::proofKey).orElse(""),
            Long.toString(terms.amount().fen()),
            Long.toString(terms.payableUntil().toEpochMilli()),
            terms.payee()); // Last, for it may hold anything.
    var sealed = cipher.seal(session.id(), content.getBytes(StandardCharsets.UTF_8));
    return new Opened(session, session.id() + "." + TEXT.encodeToString(sealed));
  }

  /** A session and its token. */
  record Opened(PageSession session, String token) {
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /** The session of a token, unless it was made up or its time is over. */
  Optional<PageSession> find(String token) {
    var dot = token.indexOf('.');
    if (dot < 1 || token.length() > LONGEST) {
      return Optional.empty();
    }
    var id = token.substring(0, dot);
    try {
      var sealed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      var content = new String(cipher.open(id, sealed), StandardCharsets.UTF_8);
      return Optional.of(content.split("\\|", PARTS))
          .filter(it -> it.length == PARTS) // A node of an earlier version may have made it.
          .map(it -> session(id, it))
          .filter(session -> clock.instant().isBefore(session.expiresAt()));
    } catch (SealBroken | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static PageSession session(String id, String[] parts) {
    return new PageSession(
        id,
        new PayOrderNo(parts[0]),
        new Terms(
            parts[7],
            new Money(Long.parseLong(parts[5])),
            Instant.ofEpochMilli(Long.parseLong(parts[6]))),
        parts[1].isEmpty() ? Optional.empty() : Optional.of(new UserId(parts[1])),
        Instant.ofEpochSecond(Long.parseLong(parts[2])),
        parts[3].isEmpty() ? Optional.empty() : Optional.of(new SdkDevice(parts[3], parts[4])));
  }
}
