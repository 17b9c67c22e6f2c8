package org.maapay.device;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.maapay.kernel.UserId;
import org.maapay.keys.RecordCipher;
import org.maapay.keys.SealBroken;

/**
 * Leaves to register one device, as sealed tokens: every accepted password brings one and few are
 * used, so nobody stores them. That one is used up is stored when it is.
 */
final class Enrolments {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int OCTETS = 16;
  private static final int NAME = 22;

  private final RecordCipher cipher;
  private final SecureRandom random = new SecureRandom();

  Enrolments(RecordCipher cipher) {
    this.cipher = cipher;
  }

  /** A leave that was issued here, used or not. */
  record Leave(String name, Instant expiresAt) {}

  String issue(UserId user, String session, Instant expiresAt) {
    var octets = new byte[OCTETS];
    random.nextBytes(octets);
    var name = BASE64.encodeToString(octets);
    var time = ByteBuffer.allocate(Long.BYTES).putLong(expiresAt.toEpochMilli()).array();
    return name + BASE64.encodeToString(cipher.seal(record(name, user, session), time));
  }

  /** Empty if nobody issued {@code leave} to this user in this session. */
  Optional<Leave> find(UserId user, String session, String leave) {
    if (leave.length() <= NAME) {
      return Optional.empty();
    }
    var name = leave.substring(0, NAME);
    try {
      var sealed = Base64.getUrlDecoder().decode(leave.substring(NAME));
      var time = ByteBuffer.wrap(cipher.open(record(name, user, session), sealed));
      return Optional.of(new Leave(name, Instant.ofEpochMilli(time.getLong())));
    } catch (SealBroken | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whose it is stands in the name of what is sealed: for anybody else it does not open. */
  private static String record(String name, UserId user, String session) {
    return String.join("|", name, user.value(), session);
  }
}
