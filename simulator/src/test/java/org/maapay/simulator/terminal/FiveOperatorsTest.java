package org.maapay.simulator.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.signature.Pem;
import org.maapay.simulator.Clause;
import org.maapay.simulator.Simulator;
import org.maapay.simulator.SimulatorConfig;
import org.maapay.simulator.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole simulated world: a user of each operator talks with the shop on the handset. */
@Clause("4-operator-a")
class FiveOperatorsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> OPERATORS =
      List.of("unicom", "telecom", "mobile", "gsma", "rbm");
  private static final String TOKEN = "callback-token-0123456789";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<String, Integer> PORTS = new LinkedHashMap<>();
  private static Simulator simulator;

  @BeforeAll
  static void start() throws Exception {
    for (var part : List.of("handset", "merchant", "secondMerchant", "bank")) {
      PORTS.put(part, freePort());
    }
    for (var operator : OPERATORS) {
      PORTS.put(operator, freePort());
    }
    var file = Files.createTempFile("simulator", ".json");
    Files.write(file, JSON.writeValueAsBytes(config()));
    simulator = Simulator.start(SimulatorConfig.read(file), InstantSource.system());
    Files.delete(file);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @Timeout(30)
  @CsvSource({
    "unicom,13800138000",
    "telecom,13900139000",
    "mobile,13600136000",
    "gsma,13500135000",
    "rbm,13400134000"
  })
  void a_user_browses_the_shop_by_words_and_taps(String operator, String msisdn) throws Exception {
    var bot = bot(operator);
    post("/api/messages?msisdn=" + msisdn, Map.of("chatbot", bot, "text", "你好"));
    var welcome = await(msisdn, bot, "这里是海风咖啡");
    assertThat(welcome.toString()).contains("逛一逛");
    var tap = Map.of("displayText", "逛一逛", "postback", Map.of("data", "goods"));
    post(
        "/api/messages?msisdn=" + msisdn, Map.of("chatbot", bot, "response", Map.of("reply", tap)));
    var goods = await(msisdn, bot, "generalPurposeCardCarousel");
    var cards = goods.at("/parts/0/content/message/generalPurposeCardCarousel/content");
    assertThat(cards.size()).isGreaterThanOrEqualTo(2);
    assertThat(cards.path(0).path("media").path("mediaUrl").asString())
        .contains(":" + PORTS.get(operator) + "/media/");
  }

  private static JsonNode await(String msisdn, String bot, String words) throws Exception {
    var path =
        "/api/messages?msisdn="
            + msisdn
            + "&chatbot="
            + URLEncoder.encode(bot, StandardCharsets.UTF_8);
    while (true) {
      for (var message : JSON.readTree(get(path))) {
        if (message.path("direction").asString().equals("in")
            && message.toString().contains(words)) {
          return message;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static Map<String, Object> config() {
    var platform = ed25519();
    var config = new LinkedHashMap<String, Object>();
    var access = TestDatabase.create();
    config.put(
        "database",
        Map.of("url", access.url(), "user", access.user(), "password", access.password()));
    config.put("bindAddress", "127.0.0.1");
    config.put("ports", PORTS);
    config.put(
        "platform",
        Map.of(
            "baseUrl", "http://127.0.0.1:9",
            "cashierOrigin", "http://127.0.0.1:9",
            "keypadOrigin", "http://127.0.0.1:9",
            "keyId", "pk-1",
            "publicKeyPem", Pem.of(platform.getPublic()),
            "rootKeyPem", Pem.of(platform.getPublic())));
    var operators = new ArrayList<Object>();
    var chatbots = new ArrayList<Object>();
    var handsets = new ArrayList<Object>();
    var numbers =
        List.of("13800138000", "13900139000", "13600136000", "13500135000", "13400134000");
    for (int i = 0; i < OPERATORS.size(); i++) {
      var operator = OPERATORS.get(i);
      operators.add(Map.of("name", operator, "profile", i == 1 ? "lenient" : "strict"));
      chatbots.add(chatbot(operator));
      handsets.add(Map.of("mobileNo", numbers.get(i), "operator", operator));
    }
    config.put("operators", operators);
    config.put("chatbots", chatbots);
    config.put("handsets", handsets);
    config.put(
        "merchants",
        List.of(
            Map.of(
                "merchantId", "M1",
                "keyId", "mk-1",
                "privateKeyPem", Pem.of(ed25519().getPrivate()),
                "name", "海风咖啡",
                "port", PORTS.get("merchant"),
                "schema", "merchant_a")));
    return config;
  }

  private static Map<String, Object> chatbot(String operator) {
    boolean google = operator.equals("rbm");
    var id = bot(operator);
    var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
    var path =
        switch (operator) {
          case "mobile" -> "/" + TOKEN;
          case "gsma", "rbm" -> "/" + encoded;
          default -> "";
        };
    return Map.of(
        "chatbotId",
        id,
        "operator",
        operator,
        "owner",
        "M1",
        "name",
        "海风咖啡",
        "appId",
        "app-1",
        "appKey",
        google ? Pem.of(pair("RSA").getPrivate()) : "key-1",
        "token",
        TOKEN,
        "notifyUrl",
        "http://127.0.0.1:" + PORTS.get("merchant") + "/operator/" + operator + path);
  }

  private static String bot(String operator) {
    return operator.equals("rbm") ? "shop@rbm.goog" : "sip:1065@" + operator + ".example";
  }

  private static KeyPair ed25519() {
    return pair("Ed25519");
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK makes such keys", impossible);
    }
  }

  private static String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url(path)).build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  private static void post(String path, Object body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static URI url(String path) {
    return URI.create("http://127.0.0.1:" + simulator.port("handset") + path);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
