package org.maapay.server.demo;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maapay.server.OperatorSettings;
import org.maapay.server.OperatorSettings.ChatbotSettings;
import org.maapay.server.OperatorSettings.SmsSettings;
import org.maapay.server.ServerSettings;
import org.maapay.server.ServerSettings.DatabaseSettings;
import org.maapay.server.ServerSettings.InstitutionSettings;
import org.maapay.server.ServerSettings.MerchantListener;
import org.maapay.server.ServerSettings.OtherMaaPay;
import org.maapay.server.ServerSettings.PageListener;
import org.maapay.server.ServerSettings.Role;
import org.maapay.server.ServerSettings.VaultSettings;
import org.maapay.server.demo.DemoState.DemoChatbot;

/** The demo's settings: this machine alone, plain HTTP. */
final class DemoSettings {
  static final String SMS_SYSTEM_ID = "maapay";

  private static final int CALLS_PER_SECOND = 5_000;

  private DemoSettings() {}

  /**
   * @param second the institution besides; absent: there is none
   */
  static ServerSettings of(
      DemoPorts ports,
      String databaseUrl,
      List<DemoChatbot> chatbots,
      String smsPassword,
      @Nullable OtherMaaPay second) {
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
                .toList(),
            sms(ports, smsPassword),
            null),
        second == null
            ? null
            : new InstitutionSettings(
                ports.institutions(), DemoPorts.byAddress(ports.institutions()), List.of(second)),
        null,
        null);
  }

  /** The second MaaPay: an institution alone, with pages of its own. */
  static ServerSettings second(DemoPorts ports, String databaseUrl) {
    var handset = DemoPorts.byAddress(ports.handset());
    var merchants = ports.secondInterface();
    return new ServerSettings(
        "127.0.0.1",
        null,
        false,
        new DatabaseSettings(databaseUrl, "postgres", "", 12, false),
        new VaultSettings("second.key"),
        new MerchantListener(
            merchants, "http", List.of("127.0.0.1:" + merchants), CALLS_PER_SECOND, true),
        new PageListener(
            ports.secondCashier(), DemoPorts.byName(ports.secondCashier()), List.of(handset)),
        new PageListener(
            ports.secondKeypad(), DemoPorts.byName(ports.secondKeypad()), List.of(handset)),
        null,
        null,
        null,
        Set.of(Role.INSTITUTION),
        SecondMaaPay.NAME);
  }

  /** The simulated centre, on this machine. */
  private static SmsSettings sms(DemoPorts ports, String password) {
    return new SmsSettings(
        "127.0.0.1",
        ports.sms(),
        SMS_SYSTEM_ID,
        password,
        null,
        false,
        true,
        "10690000",
        null,
        null,
        true,
        null,
        null,
        100,
        null,
        null,
        null,
        null);
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
