package org.maapay.server.demo;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.maapay.server.demo.DemoState.BankKeys;
import org.maapay.server.demo.DemoState.DemoCard;
import org.maapay.server.demo.DemoState.DemoChatbot;
import org.maapay.server.demo.DemoState.DemoMerchant;
import org.maapay.server.demo.DemoState.DemoUser;
import org.maapay.signature.Pem;

/** Invents the parties of the demo. Keys and secrets are random, so that no two demos share one. */
final class DemoInvention {
  private static final SecureRandom RANDOM = new SecureRandom();
  static final List<String> OPERATORS = List.of("unicom", "telecom", "mobile", "gsma", "rbm");
  private static final String CAFE = "M2026000001";
  private static final String BOOKSHOP = "M2026000002";

  private DemoInvention() {}

  static DemoState state() {
    var client = ed25519();
    var bank = ed25519();
    return new DemoState(
        secret(24),
        List.of(merchant(CAFE, "海风咖啡"), merchant(BOOKSHOP, "青禾书店")),
        users(),
        chatbots(),
        new BankKeys(
            "maapay-at-clearing",
            Pem.of(client.getPrivate()),
            Pem.of(client.getPublic()),
            "clearing",
            Pem.of(bank.getPrivate()),
            Pem.of(bank.getPublic())));
  }

  /** The passwords are printed at the start and stand in demo.json: these people do not exist. */
  private static List<DemoUser> users() {
    return List.of(
        new DemoUser(
            "13800138000",
            "陈小明",
            "274159",
            1_024_00,
            "unicom",
            List.of(
                card("招商银行", "6225", "DEBIT", 5_000_00),
                card("工商银行", "8818", "CREDIT", 20_000_00))),
        new DemoUser(
            "13900139000",
            "林晓雨",
            "385260",
            500_00,
            "telecom",
            List.of(card("建设银行", "3307", "DEBIT", 3_000_00))),
        new DemoUser("13800138001", "王海", "496371", 1_00, "unicom", List.of()),
        new DemoUser(
            "13900139001",
            "赵一苇",
            "507482",
            0,
            "telecom",
            List.of(card("农业银行", "1206", "DEBIT", 10_00))),
        new DemoUser(
            "13600136000",
            "孙移",
            "618593",
            800_00,
            "mobile",
            List.of(card("交通银行", "4420", "DEBIT", 2_000_00))),
        new DemoUser("13500135000", "周海外", "729604", 300_00, "gsma", List.of()),
        new DemoUser("13400134000", "吴远", "830715", 300_00, "rbm", List.of()));
  }

  private static DemoCard card(String bank, String last4, String type, long balanceFen) {
    return new DemoCard("AGR" + secret(12), bank, last4, type, balanceFen);
  }

  private static List<DemoChatbot> chatbots() {
    var chatbots = new ArrayList<DemoChatbot>();
    for (var operator : OPERATORS) {
      chatbots.add(chatbot("10650100", operator, CAFE, "海风咖啡"));
      chatbots.add(chatbot("10650200", operator, BOOKSHOP, "青禾书店"));
    }
    chatbots.addAll(paymentChatbots());
    return List.copyOf(chatbots);
  }

  /** The platform's own, at every operator. */
  static List<DemoChatbot> paymentChatbots() {
    return OPERATORS.stream()
        .map(operator -> chatbot("10650300", operator, DemoChatbot.PLATFORM, "支付助手"))
        .toList();
  }

  private static DemoChatbot chatbot(String number, String operator, String owner, String name) {
    boolean google = operator.equals("rbm");
    return new DemoChatbot(
        google
            ? "agent-" + number + "@rbm.goog"
            : "sip:" + number + "@botplatform.rcs.china" + operator + ".example",
        operator,
        owner,
        name,
        google ? "agent-" + number + "@demo.iam.gserviceaccount.example" : "app-" + secret(6),
        google ? Pem.of(rsa()) : secret(20),
        secret(16));
  }

  /** The key of a service account. */
  private static PrivateKey rsa() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK makes RSA keys", e);
    }
  }

  static DemoMerchant merchant(String id, String name) {
    var keys = ed25519();
    return new DemoMerchant(id, "", Pem.of(keys.getPrivate()), Pem.of(keys.getPublic()), name);
  }

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK makes Ed25519 keys", e);
    }
  }

  private static String secret(int octets) {
    var random = new byte[octets];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
