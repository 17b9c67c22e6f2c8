package org.maapay.merchant;

/** A call that was not accepted, thrown by {@link Answer#orThrow} only. */
public final class MaaPayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Answer<?> answer;

  MaaPayException(String message, Answer<?> answer) {
    super(message);
    this.answer = answer;
  }

  /** Returns how the call ended. */
  public Answer<?> answer() {
    return answer;
  }
}
