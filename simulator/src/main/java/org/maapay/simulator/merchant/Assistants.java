package org.maapay.simulator.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import org.maapay.messaging.ChatbotAccount;

/**
 * The payment chatbot as each operator's users know it.
 *
 * @param byOperator its chatbot id
 * @param own the shop's accounts, which say at which operator a customer is
 */
record Assistants(Map<String, String> byOperator, Map<String, ChatbotAccount> own) {
  Assistants {
    byOperator = Map.copyOf(byOperator);
    own = Map.copyOf(own);
  }

  /**
   * The link that opens the conversation on the customer's handset (GSMA RCC.07, 3.6.3.4); empty at
   * Google, whose buttons open web pages alone.
   */
  Optional<URI> link(Customer customer) {
    return Optional.ofNullable(own.get(customer.chatbotId()))
        .map(ChatbotAccount::operator)
        .filter(operator -> !operator.equals("rbm"))
        .flatMap(operator -> Optional.ofNullable(byOperator.get(operator)))
        .map(id -> URI.create("sms:" + URLEncoder.encode(id.replaceFirst("^sip:", ""), UTF_8)));
  }
}
