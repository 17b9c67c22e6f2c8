package org.maapay.messaging.mobile;

import java.util.Map;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;

/**
 * The codes of refusals and failures. No complete table of this operator is known: these are OMA's
 * own and those that were seen.
 */
public final class MobileCodes {
  private record Entry(String meaning, Cause cause) {}

  private static final Map<String, Entry> KNOWN =
      Map.ofEntries(
          Map.entry("SVC0001", new Entry("the service failed", Cause.BUSY)),
          Map.entry("SVC0002", new Entry("a value is not valid", Cause.REQUEST)),
          Map.entry("SVC0003", new Entry("a value is none of those allowed", Cause.REQUEST)),
          Map.entry("SVC0004", new Entry("no valid address", Cause.NOT_REACHABLE)),
          Map.entry("SVC1000", new Entry("no resources", Cause.BUSY)),
          Map.entry("SVC5001", new Entry("the message could not be delivered", Cause.OTHER)),
          Map.entry("POL0001", new Entry("against the operator's policy", Cause.NOT_AUTHORISED)),
          Map.entry("POL0003", new Entry("too many addresses", Cause.REQUEST)),
          Map.entry("31008", new Entry("too many calls", Cause.RATE)),
          Map.entry("401", new Entry("the proof was not believed", Cause.CREDENTIALS)),
          Map.entry("403", new Entry("not allowed", Cause.NOT_AUTHORISED)),
          Map.entry("404", new Entry("no such thing", Cause.TOO_LATE)),
          Map.entry("410", new Entry("the file has gone", Cause.FILE)),
          Map.entry("413", new Entry("too large", Cause.FILE)),
          Map.entry("429", new Entry("too many calls", Cause.RATE)),
          Map.entry("503", new Entry("busy", Cause.BUSY)));

  private MobileCodes() {}

  /** A refusal by an exception id, a code of the JSON answers, or an HTTP status. */
  public static Refusal refusal(String code, String detail) {
    var entry = KNOWN.getOrDefault(code, new Entry("not known", Cause.OTHER));
    return new Refusal(code, entry.meaning, detail, entry.cause);
  }

  /** The same for the answer to a send, where an unreachable user is the reason. */
  static Refusal impossible(String code, String detail) {
    var known = refusal(code, detail);
    return known.cause() == Cause.OTHER
        ? new Refusal(code, known.meaning(), detail, Cause.NOT_REACHABLE)
        : known;
  }

  /** Why a message was not delivered, by what stands in the report's description. */
  static Failed failed(String description) {
    var why =
        switch (description) {
          case "SVC0004" -> Why.NO_TERMINAL;
          case "SVC1000" -> Why.OFFLINE;
          case "SVC0002", "SVC0003" -> Why.CONTENT;
          case "POL0001" -> Why.FORBIDDEN_CONTENT;
          default -> Why.UNKNOWN;
        };
    return new Failed(why, description);
  }
}
