package org.maapay.messaging.sms;

import java.util.Locale;
import java.util.Map;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;

/** Command statuses of SMPP 3.4 (5.1.3) that an answer to submit_sm may have. */
final class SmppCodes {
  private static final Map<Integer, Meaning> KNOWN =
      Map.ofEntries(
          known(0x08, Cause.BUSY, "system error"),
          known(0x0a, Cause.REQUEST, "invalid source address"),
          known(0x0b, Cause.NOT_REACHABLE, "invalid destination address"),
          known(0x14, Cause.BUSY, "message queue full"),
          known(0x33, Cause.REQUEST, "invalid number of destinations"),
          known(0x43, Cause.REQUEST, "invalid esm_class"),
          known(0x44, Cause.NOT_AUTHORISED, "submit_sm is not provided"),
          known(0x45, Cause.OTHER, "submit_sm failed"),
          known(0x58, Cause.RATE, "throttled"),
          known(0x62, Cause.REQUEST, "invalid validity period"),
          known(0x64, Cause.BUSY, "temporary error"),
          known(0x65, Cause.OTHER, "permanent error"),
          known(0x66, Cause.FORBIDDEN_CONTENT, "message rejected"));

  private record Meaning(Cause cause, String words) {}

  private SmppCodes() {}

  static Refusal refusal(int status) {
    var meaning = KNOWN.getOrDefault(status, new Meaning(Cause.OTHER, ""));
    return new Refusal(hex(status), meaning.words(), "", meaning.cause());
  }

  static String hex(int status) {
    return String.format(Locale.ROOT, "0x%08x", status);
  }

  private static Map.Entry<Integer, Meaning> known(int status, Cause cause, String words) {
    return Map.entry(status, new Meaning(cause, words));
  }
}
