package org.maapay.simulator.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.signature.Pem;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.operator.Operator;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.jsonut.JsonFamily;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop, a strict operator and a handset, all on the wire; the platform is a stand-in. */
final class TestShop implements AutoCloseable {
  private static final String BOT = "sip:10650100@botplatform.rcs.chinaunicom.example";
  private static final Credentials CREDENTIALS = new Credentials("app-1", "key-1", "token-1");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final TestClock clock = new TestClock();
  final Handset handset = new Handset(BOT);
  private final Database.Access access = TestDatabase.create();
  private final Database world;
  private final Database own;
  final WireLog log;
  final FakePlatform platform;
  final Operator operator;
  private DemoMerchant merchant;
  private final int port;

  TestShop() throws Exception {
    world = Database.open(access, "simulator");
    own = Database.open(access, "merchant_a");
    log = new WireLog(world, clock);
    platform = new FakePlatform(clock);
    port = freePort();
    var registered =
        new RegisteredChatbot(BOT, "海风咖啡", CREDENTIALS, URI.create(page("/operator/unicom")));
    operator =
        Operator.start(
            new Operator.Setup(
                "unicom",
                new JsonFamily(Profile.STRICT),
                List.of(registered),
                Duration.ofMillis(1),
                List.of(Duration.ofMillis(50), Duration.ofMillis(200))),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Operator.Surroundings(world, log, handset, clock));
    handset.servedBy(operator);
    merchant = open();
  }

  @Override
  public void close() {
    operator.close();
    merchant.close();
    platform.close();
    log.close();
    own.close();
    world.close();
  }

  /** The shop as it runs now. */
  DemoMerchant merchant() {
    return merchant;
  }

  void restart() throws IOException, SQLException {
    merchant.close();
    merchant = open();
  }

  /** What is on sale, as the handset shows it. */
  JsonNode goods() throws Exception {
    handset.type("逛一逛");
    return handset.next();
  }

  /** The pay card of the first product. */
  JsonNode payCard() throws Exception {
    handset.tap(goods(), "下单支付");
    return handset.next();
  }

  /** An order that is paid, which the user knows. */
  void paidOrder() throws Exception {
    payCard();
    platform.pay(number(), false);
    handset.next();
  }

  /** The number of the only order. */
  String number() {
    return platform.onlyOrder().path("merchantOrderNo").asString();
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  static void await(BooleanSupplier done) throws InterruptedException {
    for (int i = 0; i < 1000 && !done.getAsBoolean(); i++) {
      Thread.onSpinWait();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(done.getAsBoolean()).isTrue();
  }

  private DemoMerchant open() throws IOException, SQLException {
    var account =
        new ChatbotAccount(
            BOT, "unicom", URI.create("http://127.0.0.1:" + operator.port()), CREDENTIALS);
    var config =
        new MerchantConfig(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            new MerchantConfig.Identity(
                "M1", "海风咖啡", "mk-1", Pem.of(platform.merchant.getPrivate())),
            new MerchantConfig.Platform(
                platform.baseUrl(),
                "pk-1",
                Pem.of(platform.platform.getPublic()),
                Pem.of(platform.root.getPublic())),
            List.of(account),
            Map.of("unicom", "sip:10650300@botplatform.rcs.chinaunicom.cn"));
    return DemoMerchant.open(config, own, log, clock);
  }

  String page(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
