package org.maapay.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.simulator.SimulatorConfig.BankPart;
import org.maapay.simulator.SimulatorConfig.ChatbotPart;
import org.maapay.simulator.SimulatorConfig.MerchantPart;
import org.maapay.simulator.bank.BankConfig;
import org.maapay.simulator.merchant.MerchantConfig;

/** Bank and merchants as the file describes them. */
final class Parties {
  /** Who owns the payment chatbot. */
  private static final String PLATFORM = "maapay";

  private Parties() {}

  static BankConfig bank(BankPart part, InetSocketAddress address) {
    return new BankConfig(
        address,
        new BankConfig.Client(part.clientKeyId(), part.clientPublicKeyPem()),
        new BankConfig.House(part.keyId(), part.privateKeyPem()),
        part.accounts().stream()
            .map(account ->
                new BankConfig.Account(
                    account.agreementNo(),
                    account.bank(),
                    account.last4(),
                    account.type(),
                    account.balanceFen()))
            .toList());
  }

  static MerchantConfig merchant(
      SimulatorConfig config, MerchantPart part, InetSocketAddress address) {
    var platform = config.platform();
    return new MerchantConfig(
        address,
        new MerchantConfig.Identity(
            part.merchantId(), part.name(), part.keyId(), part.privateKeyPem()),
        new MerchantConfig.Platform(
            platform.baseUrl(),
            needed(platform.keyId()),
            needed(platform.publicKeyPem()),
            needed(platform.rootKeyPem())),
        config.chatbots().stream()
            .filter(chatbot -> chatbot.owner().equals(part.merchantId()))
            .map(chatbot -> account(config, chatbot))
            .toList(),
        config.chatbots().stream()
            .filter(chatbot -> chatbot.owner().equals(PLATFORM))
            .collect(Collectors.toMap(ChatbotPart::operator, ChatbotPart::chatbotId)));
  }

  private static ChatbotAccount account(SimulatorConfig config, ChatbotPart chatbot) {
    var port = config.ports().of(chatbot.operator());
    return new ChatbotAccount(
        chatbot.chatbotId(),
        chatbot.operator(),
        URI.create("http://" + config.bindAddress() + ":" + port),
        new ChatbotAccount.Credentials(chatbot.appId(), chatbot.appKey(), chatbot.token()));
  }

  private static String needed(@Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("a merchant needs the platform's keys");
    }
    return value;
  }
}
