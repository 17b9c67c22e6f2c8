package org.maapay.server.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maapay.server.demo.DemoState.DemoChatbot;
import tools.jackson.databind.json.JsonMapper;

/** Tells the simulator everything it needs, in a file that only its owner reads. */
final class SimulatorFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SimulatorFile() {}

  /** The platform as the simulated parties know it. */
  record PlatformFacts(String keyId, String publicKeyPem, String rootKeyPem, String keypadKeyPem) {}

  /** The second MaaPay's keypad key; absent where there is none. */
  record Second(String keypadKeyPem) {}

  /**
   * Writes the file.
   *
   * @param handsets whose handset is with which operator
   */
  static void write(
      Path file,
      DemoState state,
      Map<String, String> handsets,
      DemoPorts ports,
      PlatformFacts platform,
      @Nullable Second second)
      throws IOException {
    var content = new LinkedHashMap<String, Object>();
    content.put(
        "database",
        Map.of(
            "url",
            "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/maapay",
            "user",
            "simulator",
            "password",
            state.simulatorPassword()));
    content.put("bindAddress", "127.0.0.1");
    content.put(
        "ports",
        Map.of(
            "handset", ports.handset(),
            "merchant", ports.merchant(),
            "secondMerchant", ports.secondMerchant(),
            "bank", ports.bank(),
            "unicom", ports.unicom(),
            "telecom", ports.telecom(),
            "mobile", ports.mobile(),
            "gsma", ports.gsma(),
            "rbm", ports.rbm(),
            "sms", ports.sms()));
    content.put(
        "sms", Map.of("systemId", DemoSettings.SMS_SYSTEM_ID, "password", state.smsPassword()));
    content.put("platform", platform(ports, platform));
    if (second != null) {
      content.put(
          "otherPlatforms",
          List.of(
              Map.of(
                  "baseUrl", DemoPorts.byAddress(ports.secondInterface()),
                  "cashierOrigin", DemoPorts.byName(ports.secondCashier()),
                  "keypadOrigin", DemoPorts.byName(ports.secondKeypad()),
                  "keypadKeyPem", second.keypadKeyPem())));
    }
    content.put(
        "operators",
        List.of(
            Map.of("name", "unicom", "profile", "strict"),
            Map.of("name", "telecom", "profile", "lenient"),
            Map.of("name", "mobile", "profile", "strict"),
            Map.of("name", "gsma", "profile", "strict"),
            Map.of("name", "rbm", "profile", "strict")));
    content.put("chatbots", chatbots(state, ports));
    content.put("merchants", merchants(state, ports));
    content.put("handsets", handsets(handsets));
    content.put("bank", bank(state));
    DemoState.writePrivately(file, JSON.writeValueAsBytes(content));
  }

  private static Map<String, String> platform(DemoPorts ports, PlatformFacts platform) {
    return Map.of(
        "baseUrl", DemoPorts.byAddress(ports.merchantInterface()),
        "cashierOrigin", DemoPorts.byName(ports.cashier()),
        "keypadOrigin", DemoPorts.byName(ports.keypad()),
        "keyId", platform.keyId(),
        "publicKeyPem", platform.publicKeyPem(),
        "rootKeyPem", platform.rootKeyPem(),
        "keypadKeyPem", platform.keypadKeyPem());
  }

  private static List<Object> chatbots(DemoState state, DemoPorts ports) {
    var chatbots = new ArrayList<Object>();
    for (var bot : state.chatbots()) {
      var chatbot = new LinkedHashMap<String, Object>();
      chatbot.put("chatbotId", bot.chatbotId());
      chatbot.put("operator", bot.operator());
      chatbot.put("owner", bot.owner());
      chatbot.put("name", bot.name());
      chatbot.put("appId", bot.appId());
      chatbot.put("appKey", bot.appKey());
      chatbot.put("token", bot.token());
      chatbot.put(
          "notifyUrl",
          DemoPorts.byAddress(callbackPort(bot, state, ports)) + "/operator/" + callbackPath(bot));
      chatbots.add(chatbot);
    }
    return chatbots;
  }

  private static int callbackPort(DemoChatbot bot, DemoState state, DemoPorts ports) {
    if (bot.isPlatforms()) {
      return ports.operators();
    }
    var first = state.merchants().getFirst().merchantId();
    return bot.owner().equals(first) ? ports.merchant() : ports.secondMerchant();
  }

  /** China Mobile signs nothing, so its address holds the secret; others end with the chatbot. */
  private static String callbackPath(DemoChatbot bot) {
    return switch (bot.operator()) {
      case "mobile" -> "mobile/" + bot.token();
      case "gsma", "rbm" ->
          bot.operator() + "/" + URLEncoder.encode(bot.chatbotId(), StandardCharsets.UTF_8);
      default -> bot.operator();
    };
  }

  private static List<Object> merchants(DemoState state, DemoPorts ports) {
    var merchants = new ArrayList<Object>();
    for (int i = 0; i < state.merchants().size(); i++) {
      var merchant = state.merchants().get(i);
      merchants.add(
          Map.of(
              "merchantId", merchant.merchantId(),
              "keyId", merchant.keyId(),
              "privateKeyPem", merchant.privateKeyPem(),
              "name", merchant.name(),
              "port", i == 0 ? ports.merchant() : ports.secondMerchant(),
              "schema", i == 0 ? "merchant_a" : "merchant_b"));
    }
    return merchants;
  }

  private static List<Object> handsets(Map<String, String> operators) {
    return List.copyOf(
        operators.entrySet().stream()
            .map(one -> Map.of("mobileNo", one.getKey(), "operator", one.getValue()))
            .toList());
  }

  private static Map<String, Object> bank(DemoState state) {
    var keys = state.bank();
    var accounts =
        state.users().stream()
            .flatMap(user -> user.cards().stream())
            .map(card ->
                Map.of(
                    "agreementNo", card.agreementNo(),
                    "bank", card.bank(),
                    "last4", card.last4(),
                    "type", card.type(),
                    "balanceFen", card.balanceFen()))
            .toList();
    return Map.of(
        "clientKeyId", keys.clientKeyId(),
        "clientPublicKeyPem", keys.clientPublicKeyPem(),
        "keyId", keys.keyId(),
        "privateKeyPem", keys.privateKeyPem(),
        "accounts", accounts);
  }
}
