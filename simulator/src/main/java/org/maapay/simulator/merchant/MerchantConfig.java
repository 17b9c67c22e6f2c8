package org.maapay.simulator.merchant;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.maapay.messaging.ChatbotAccount;

/**
 * Who the merchant is, and whom it talks to.
 *
 * @param address where it listens; its pages and callbacks are at {@code http://host:port}
 * @param chatbots one account at each operator
 * @param assistants the platform's payment chatbot at each operator
 */
public record MerchantConfig(
    InetSocketAddress address,
    Identity identity,
    Platform platform,
    List<ChatbotAccount> chatbots,
    Map<String, String> assistants) {
  public MerchantConfig {
    chatbots = List.copyOf(chatbots);
    assistants = Map.copyOf(assistants);
  }

  /** What the platform issued to the merchant; the key is Ed25519. */
  public record Identity(String merchantId, String name, String keyId, String privateKeyPem) {
    @Override
    public String toString() {
      return "Identity[" + merchantId + ", " + name + "]";
    }
  }

  /** Where the platform is, and its keys; Ed25519 both. */
  public record Platform(String baseUrl, String keyId, String publicKeyPem, String rootKeyPem) {}
}
