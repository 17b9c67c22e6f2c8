package org.maapay.messaging;

/**
 * An operator's no.
 *
 * @param code the operator's own
 * @param meaning what the operator's document says of it
 * @param detail what the operator said this time; may be empty
 */
public record Refusal(int code, String meaning, String detail, Kind kind) {
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
