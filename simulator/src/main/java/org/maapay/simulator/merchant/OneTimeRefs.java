package org.maapay.simulator.merchant;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.maapay.messaging.PhoneNumber;

/**
 * References that stand in buttons. Each works once and for one user: an operator may deliver a tap
 * twice, late or in another order, and a user may tap twice.
 */
final class OneTimeRefs {
  private final Tables tables;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  OneTimeRefs(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /** Issues a reference to {@code subject}. */
  String issue(PhoneNumber mobile, String subject) {
    var octets = new byte[12];
    random.nextBytes(octets);
    var ref = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    tables.change(
        "INSERT INTO one_time VALUES (?, ?, ?, NULL, ?)",
        ref,
        mobile.value(),
        subject,
        clock.instant());
    return ref;
  }

  /** What a reference of this user stands for; {@code usedBy} is empty until it was used. */
  record Ref(String subject, Optional<String> usedBy) {}

  Optional<Ref> find(PhoneNumber mobile, String ref) {
    return tables.one(
        row -> new Ref(row.getString("subject"), Optional.ofNullable(row.getString("used_by"))),
        "SELECT subject, used_by FROM one_time WHERE ref = ? AND mobile = ?",
        ref,
        mobile.value());
  }

  /** A number for an order or refund: the day and some chance. */
  String number(char kind, LocalDate day) {
    var letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    var number =
        new StringBuilder().append(kind).append(day.toString().replace("-", "")).append('-');
    for (int i = 0; i < 8; i++) {
      number.append(letters.charAt(random.nextInt(letters.length())));
    }
    return number.toString();
  }
}
