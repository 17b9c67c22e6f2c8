package org.maapay.server.demo;

import java.util.List;
import org.maapay.server.OperatorSettings;
import org.maapay.server.OperatorSettings.ChatbotSettings;
import org.maapay.server.ServerSettings;
import org.maapay.server.ServerSettings.DatabaseSettings;
import org.maapay.server.ServerSettings.MerchantListener;
import org.maapay.server.ServerSettings.PageListener;
import org.maapay.server.ServerSettings.VaultSettings;
import org.maapay.server.demo.DemoState.DemoChatbot;

/** The demo's settings: this machine alone, plain HTTP. */
final class DemoSettings {
  private static final int CALLS_PER_SECOND = 5_000;

  private DemoSettings() {}

  static ServerSettings of(DemoPorts ports, String databaseUrl, List<DemoChatbot> chatbots) {
    var handset = DemoPorts.byAddress(ports.handset());
    return new ServerSettings(
        "127.0.0.1",
        null,
        false,
        new DatabaseSettings(databaseUrl, "postgres", "", 24, false),
        new VaultSettings("root.key"),
        new MerchantListener(
            ports.merchantInterface(),
            "http",
            List.of(
                "127.0.0.1:" + ports.merchantInterface(), "localhost:" + ports.merchantInterface()),
            CALLS_PER_SECOND,
            true),
        new PageListener(ports.cashier(), DemoPorts.byName(ports.cashier()), List.of(handset)),
        new PageListener(ports.keypad(), DemoPorts.byName(ports.keypad()), List.of(handset)),
        null,
        new OperatorSettings(
            ports.operators(),
            null,
            null,
            chatbots.stream()
                .filter(DemoChatbot::isPlatforms)
                .map(chatbot -> account(chatbot, ports))
                .toList()));
  }

  private static ChatbotSettings account(DemoChatbot chatbot, DemoPorts ports) {
    return new ChatbotSettings(
        chatbot.chatbotId(),
        chatbot.operator(),
        DemoPorts.byAddress(ports.of(chatbot.operator())),
        chatbot.appId(),
        chatbot.appKey(),
        chatbot.token(),
        null,
        null,
        null,
        null);
  }
}
