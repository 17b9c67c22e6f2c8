package org.maapay.messaging;

import java.net.URI;

/**
 * A chatbot's account at one operator.
 *
 * @param chatbotId {@code sip:10650100@botplatform.rcs.operator.example}; at Google {@code
 *     agent@rbm.goog}
 * @param operator the operator's short name, for people and logs
 * @param serverRoot where its interface is, without {@code /bot}
 */
public record ChatbotAccount(
    String chatbotId, String operator, URI serverRoot, Credentials credentials) {
  public ChatbotAccount {
    if (!chatbotId.matches("(?:sip:)?[!-~]{1,120}@[0-9A-Za-z.-]{1,120}")) {
      throw new IllegalArgumentException("not a chatbot id: " + chatbotId);
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
