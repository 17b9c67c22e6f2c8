package org.maapay.messaging.card;

/**
 * One rule that a message breaks.
 *
 * @param path where, as a JSON path such as {@code $.suggestions[3].reply.displayText}
 * @param rule which, for machines
 * @param detail what was expected and found, for people; never the content itself
 */
public record Violation(String path, Rule rule, String detail) {
  /** The kinds of rules. */
  public enum Rule {
    MISSING,
    WRONG_TYPE,
    TOO_SHORT,
    TOO_LONG,
    TOO_FEW,
    TOO_MANY,
    NOT_ALLOWED,
    NOT_A_URI,
    NOT_A_TIME,
    NOT_EXACTLY_ONE,
    TOO_DEEP
  }
}
