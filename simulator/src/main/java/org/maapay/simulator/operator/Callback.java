package org.maapay.simulator.operator;

import org.jspecify.annotations.Nullable;

/**
 * Something to tell a chatbot.
 *
 * @param lane what it keeps its order with
 * @param subject the order it is about, if it is
 * @param told called once: with true when the chatbot has it, with false when it is given up
 */
public record Callback(
    RegisteredChatbot chatbot, String lane, @Nullable String subject, Wording wording, Told told) {
  /** Makes the request, anew for every attempt: signatures hold a time. */
  @FunctionalInterface
  public interface Wording {
    Outbound request(Moment moment);
  }

  /**
   * The circumstances of an attempt.
   *
   * @param lateMillis how long ago it is to seem
   * @param forged it is to be signed with a wrong secret
   */
  public record Moment(long lateMillis, boolean forged) {}
}
