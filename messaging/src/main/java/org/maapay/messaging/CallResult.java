package org.maapay.messaging;

/** How a call that answers something went. */
public sealed interface CallResult<T> {
  record Answered<T>(T value) implements CallResult<T> {}

  record Refused<T>(Refusal refusal) implements CallResult<T> {}

  /** No answer, or none that could be understood. */
  record Unknown<T>(String reason) implements CallResult<T> {}
}
