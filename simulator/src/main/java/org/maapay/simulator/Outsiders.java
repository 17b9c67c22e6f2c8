package org.maapay.simulator;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.simulator.Simulator.World;
import org.maapay.simulator.SimulatorConfig.BankPart;
import org.maapay.simulator.SimulatorConfig.MerchantPart;
import org.maapay.simulator.bank.BankConfig;
import org.maapay.simulator.merchant.MerchantConfig;

/** Says to bank and merchants, in their own words, what the file says of them. */
final class Outsiders {
  private Outsiders() {}

  static BankConfig bank(World world, BankPart part) throws IOException {
    var accounts =
        part.accounts().stream()
            .map(
                account ->
                    new BankConfig.Account(
                        account.agreementNo(),
                        account.bank(),
                        account.last4(),
                        account.type(),
                        account.balanceFen()))
            .toList();
    return new BankConfig(
        world.at(world.config().ports().bank()),
        new BankConfig.Client(part.clientKeyId(), part.clientPublicKeyPem()),
        new BankConfig.House(part.keyId(), part.privateKeyPem()),
        accounts);
  }

  /** The merchant with an account at each operator that knows a chatbot of his. */
  static MerchantConfig merchant(World world, MerchantPart part, Map<String, Integer> ports)
      throws IOException {
    var config = world.config();
    var platform = config.platform();
    var accounts =
        config.chatbots().stream()
            .filter(chatbot -> chatbot.owner().equals(part.merchantId()))
            .filter(chatbot -> ports.containsKey(chatbot.operator()))
            .map(
                chatbot ->
                    new ChatbotAccount(
                        chatbot.chatbotId(),
                        chatbot.operator(),
                        URI.create(
                            "http://" + config.bindAddress() + ":" + ports.get(chatbot.operator())),
                        new Credentials(chatbot.appId(), chatbot.appKey(), chatbot.token())))
            .toList();
    return new MerchantConfig(
        world.at(part.port()),
        new MerchantConfig.Identity(
            part.merchantId(), part.name(), part.keyId(), part.privateKeyPem()),
        new MerchantConfig.Platform(
            platform.baseUrl(),
            needed(platform.keyId(), "platform.keyId"),
            needed(platform.publicKeyPem(), "platform.publicKeyPem"),
            needed(platform.rootKeyPem(), "platform.rootKeyPem")),
        accounts);
  }

  private static String needed(@Nullable String value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("the file does not say " + name);
    }
    return value;
  }
}
