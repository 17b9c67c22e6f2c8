package org.maapay.messaging.rbm;

import java.util.Map;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;

/** Google's statuses, as they stand in the {@code error} of an answer. */
public final class RbmCodes {
  private record Entry(String meaning, Cause cause) {}

  private static final Map<String, Entry> KNOWN =
      Map.ofEntries(
          Map.entry("INVALID_ARGUMENT", new Entry("a field is not valid", Cause.REQUEST)),
          Map.entry("FAILED_PRECONDITION", new Entry("not in this state", Cause.CHATBOT)),
          Map.entry("UNAUTHENTICATED", new Entry("the token was not believed", Cause.CREDENTIALS)),
          Map.entry("PERMISSION_DENIED", new Entry("the agent may not", Cause.CHATBOT)),
          Map.entry("NOT_FOUND", new Entry("the user cannot be reached", Cause.NOT_REACHABLE)),
          Map.entry("ALREADY_EXISTS", new Entry("sent before", Cause.REQUEST)),
          Map.entry("RESOURCE_EXHAUSTED", new Entry("too many calls", Cause.RATE)),
          Map.entry("UNAVAILABLE", new Entry("busy", Cause.BUSY)),
          Map.entry("UNIMPLEMENTED", new Entry("no such call", Cause.UNSUPPORTED)),
          Map.entry(
              "invalid_grant", new Entry("the assertion was not believed", Cause.CREDENTIALS)),
          Map.entry("invalid_client", new Entry("no such service account", Cause.NOT_AUTHORISED)),
          Map.entry("invalid_scope", new Entry("not for this use", Cause.NOT_AUTHORISED)));

  private static final Map<Integer, String> STATUSES =
      Map.of(
          400, "INVALID_ARGUMENT",
          401, "UNAUTHENTICATED",
          403, "PERMISSION_DENIED",
          404, "NOT_FOUND",
          409, "ALREADY_EXISTS",
          429, "RESOURCE_EXHAUSTED",
          503, "UNAVAILABLE");

  private RbmCodes() {}

  public static Refusal refusal(String status, String detail) {
    var entry = KNOWN.getOrDefault(status, new Entry("not known", Cause.OTHER));
    return new Refusal(status, entry.meaning, detail, entry.cause);
  }

  /** The status that an HTTP status stands for where the answer names none. */
  static String status(int http) {
    return STATUSES.getOrDefault(http, "");
  }
}
