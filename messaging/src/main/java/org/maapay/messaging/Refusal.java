package org.maapay.messaging;

/**
 * An operator's no: one set of causes for all operators, and what the operator itself said.
 *
 * @param code the operator's own
 * @param meaning what the operator's document says of it
 * @param detail what the operator said this time; may be empty
 */
public record Refusal(String code, String meaning, String detail, Cause cause) {
  public Kind kind() {
    return cause.kind;
  }

  /** A call that this operator has no interface for; nothing was sent. */
  public static Refusal unsupported(String call) {
    return new Refusal("", "the operator has no such call", call, Cause.UNSUPPORTED);
  }

  /** Why, in words that hold for every operator. */
  public enum Cause {
    /** It cannot now. */
    BUSY(Kind.RETRY),
    /** Too many at once. */
    RATE(Kind.RETRY),
    /** No more today, this month or this year. */
    QUOTA(Kind.FINAL),
    /** The token or the proof is not, or no more, valid. */
    CREDENTIALS(Kind.TOKEN),
    /** Who we are is known; this we may not. */
    NOT_AUTHORISED(Kind.FINAL),
    /** The chatbot is not ours, not registered, not launched or suspended. */
    CHATBOT(Kind.FINAL),
    /** The user is not the operator's, or has no handset for 5G messages. */
    NOT_REACHABLE(Kind.FINAL),
    /** The user wants nothing from this chatbot. */
    UNWANTED(Kind.FINAL),
    /** A missing or wrong field. */
    REQUEST(Kind.FINAL),
    /** Content that breaks a limit. */
    CONTENT(Kind.FINAL),
    /** Content that may not be said. */
    FORBIDDEN_CONTENT(Kind.FINAL),
    /** A file that is missing, too large, expired or of a wrong type. */
    FILE(Kind.FINAL),
    /** No such message, or it is too late for it. */
    TOO_LATE(Kind.FINAL),
    /** The callback address failed its check. */
    CALLBACK(Kind.FINAL),
    /** The operator has no such call. */
    UNSUPPORTED(Kind.FINAL),
    /** None of these. */
    OTHER(Kind.FINAL);

    private final Kind kind;

    Cause(Kind kind) {
      this.kind = kind;
    }
  }

  /** What to do about it. */
  public enum Kind {
    /** Too much or too busy: the same again later. */
    RETRY,
    /** The access token is not, or no more, valid. */
    TOKEN,
    /** It won't be different next time. */
    FINAL
  }
}
