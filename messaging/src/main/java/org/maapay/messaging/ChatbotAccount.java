package org.maapay.messaging;

import java.net.URI;

/**
 * A chatbot's account at one operator.
 *
 * @param chatbotId {@code sip:10650100@botplatform.rcs.operator.example}
 * @param operator the operator's short name, for people and logs
 * @param serverRoot where its interface is, without {@code /bot}
 */
public record ChatbotAccount(
    String chatbotId, String operator, URI serverRoot, Credentials credentials) {
  public ChatbotAccount {
    if (!chatbotId.startsWith("sip:")) {
      throw new IllegalArgumentException("a chatbot id begins with sip:, was " + chatbotId);
    }
  }

  /**
   * What the operator issued.
   *
   * @param appKey proves us to the operator
   * @param callbackToken proves the operator to us; agreed at registration
   */
  public record Credentials(String appId, String appKey, String callbackToken) {
    @Override
    public String toString() {
      return "Credentials[" + appId + "]";
    }
  }
}
