package org.maapay.merchant;

import java.util.Optional;

/**
 * How a call ended. Only what the platform signed is {@code Accepted} or {@code Refused}; anything
 * else is no answer, and says nothing about whether the call took effect.
 */
public sealed interface Answer<T> {
  /**
   * The platform did it, or had done it before.
   *
   * @param replayed whether this is the stored answer to an equal earlier call
   */
  record Accepted<T>(T value, boolean replayed) implements Answer<T> {}

  /** The platform refused, and nothing was done. */
  record Refused<T>(Problem problem) implements Answer<T> {}

  /**
   * No answer that can be believed. Repeat the call with the same numbers, or query; never with a
   * new order number.
   *
   * @param problem what the platform said, if it failed in a signed answer
   */
  record Unanswered<T>(String why, int attempts, Optional<Problem> problem) implements Answer<T> {}

  /** Returns the value for those who prefer exceptions. */
  default T orThrow() {
    if (this instanceof Accepted<T> accepted) {
      return accepted.value();
    } else if (this instanceof Refused<T> refused) {
      throw new MaaPayException("refused: " + refused.problem().code(), this);
    } else if (this instanceof Unanswered<T> unanswered) {
      throw new MaaPayException("no answer: " + unanswered.why(), this);
    }
    throw new AssertionError("not reached: the cases above are all");
  }
}
