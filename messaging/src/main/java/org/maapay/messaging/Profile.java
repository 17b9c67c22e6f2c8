package org.maapay.messaging;

/**
 * A chatbot as the operator holds it.
 *
 * @param json everything, in the operator's names
 */
public record Profile(String serviceName, boolean verified, State state, String json) {
  /** Whether it may be used. */
  public enum State {
    NORMAL,
    DEBUG,
    SUSPENDED
  }
}
