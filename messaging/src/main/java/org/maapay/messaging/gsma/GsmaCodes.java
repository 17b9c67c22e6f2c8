package org.maapay.messaging.gsma;

import java.util.Map;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;

/** HTTP statuses as this interface means them. */
public final class GsmaCodes {
  private record Entry(String meaning, Cause cause) {}

  private static final Map<Integer, Entry> KNOWN =
      Map.ofEntries(
          Map.entry(400, new Entry("bad request", Cause.REQUEST)),
          Map.entry(401, new Entry("the token was not believed", Cause.CREDENTIALS)),
          Map.entry(403, new Entry("not allowed", Cause.NOT_AUTHORISED)),
          Map.entry(404, new Entry("no such contact", Cause.NOT_REACHABLE)),
          Map.entry(406, new Entry("content not accepted", Cause.CONTENT)),
          Map.entry(409, new Entry("too late for that", Cause.TOO_LATE)),
          Map.entry(410, new Entry("gone", Cause.TOO_LATE)),
          Map.entry(413, new Entry("too large", Cause.FILE)),
          Map.entry(415, new Entry("file type", Cause.FILE)),
          Map.entry(422, new Entry("content not to specification", Cause.CONTENT)),
          Map.entry(429, new Entry("too many calls", Cause.RATE)),
          Map.entry(503, new Entry("busy", Cause.BUSY)));

  private GsmaCodes() {}

  public static boolean knows(int status) {
    return KNOWN.containsKey(status);
  }

  public static Refusal refusal(int status, String detail) {
    var entry = KNOWN.getOrDefault(status, new Entry("not known", Cause.OTHER));
    return new Refusal(Integer.toString(status), entry.meaning, detail, entry.cause);
  }

  static Failed failed(String code) {
    var why =
        switch (code) {
          case "404" -> Why.NO_TERMINAL;
          case "406", "422" -> Why.CONTENT;
          case "408", "480" -> Why.OFFLINE;
          case "403" -> Why.FORBIDDEN_CONTENT;
          case "488", "405" -> Why.NOT_CAPABLE;
          case "603", "486" -> Why.REJECTED;
          default -> Why.UNKNOWN;
        };
    return new Failed(why, code);
  }
}
