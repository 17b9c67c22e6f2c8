package org.maapay.edge.mandate;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.UserId;
import org.maapay.keys.RecordCipher;
import org.maapay.keys.SealBroken;

/** Sessions as sealed tokens: every node can read them and none stores them. */
final class SigningSessions {
  static final Duration LIFE = Duration.ofMinutes(15);
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int LONGEST = 512;

  private final RecordCipher cipher;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  SigningSessions(RecordCipher cipher, InstantSource clock) {
    this.cipher = cipher;
    this.clock = clock;
  }

  /** A new session; its token is what the page shows with every call. */
  String open(MandateNo mandate, Optional<UserId> user) {
    var octets = new byte[16];
    random.nextBytes(octets);
    var until = clock.instant().plus(LIFE);
    return token(new SigningSession(TEXT.encodeToString(octets), mandate, user, false, until));
  }

  /** The same session once the password was typed in it. */
  String prove(SigningSession session) {
    return token(
        new SigningSession(
            session.id(), session.mandate(), session.user(), true, session.expiresAt()));
  }

  private String token(SigningSession session) {
    var content =
        String.join(
            "|",
            session.mandate().value(),
            session.user().map(UserId::value).orElse(""),
            Boolean.toString(session.proved()),
            Long.toString(session.expiresAt().getEpochSecond()));
    var sealed = cipher.seal(session.id(), content.getBytes(StandardCharsets.US_ASCII));
    return session.id() + "." + TEXT.encodeToString(sealed);
  }

  /** The session of a token, unless it was made up or its time is over. */
  Optional<SigningSession> find(String token) {
    var dot = token.indexOf('.');
    if (dot < 1 || token.length() > LONGEST) {
      return Optional.empty();
    }
    var id = token.substring(0, dot);
    try {
      var sealed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      var content = new String(cipher.open(id, sealed), StandardCharsets.US_ASCII);
      return Optional.of(session(id, content.split("\\|", -1)))
          .filter(session -> clock.instant().isBefore(session.expiresAt()));
    } catch (SealBroken | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SigningSession session(String id, String[] parts) {
    return new SigningSession(
        id,
        new MandateNo(parts[0]),
        parts[1].isEmpty() ? Optional.empty() : Optional.of(new UserId(parts[1])),
        Boolean.parseBoolean(parts[2]),
        Instant.ofEpochSecond(Long.parseLong(parts[3])));
  }
}
