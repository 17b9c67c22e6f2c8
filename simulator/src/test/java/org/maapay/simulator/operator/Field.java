package org.maapay.simulator.operator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.operator.gsma.GsmaFamily;
import org.maapay.simulator.operator.jsonut.JsonFamily;
import org.maapay.simulator.operator.mobile.MobileFamily;
import org.maapay.simulator.operator.rbm.RbmFamily;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Any operator with one chatbot, the host behind it, and two handsets. */
final class Field implements AutoCloseable {
  static final String TOKEN = "callback-token-0123456789";
  static final String SERVICE_KEY = rsa();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final String name;
  final String bot;
  final ShownMessages handsets = new ShownMessages();
  final ChatbotHost host;
  final Operator operator;
  final Chatbot chatbot;
  private final Database database;
  private final WireLog wire;

  Field(String name, Profile profile) throws IOException, SQLException {
    this.name = name;
    bot =
        name.equals("rbm")
            ? "agent-1@rbm.goog"
            : "sip:10650100@botplatform.rcs." + name + ".example";
    database = Database.open(TestDatabase.create(), "simulator");
    wire = new WireLog(database, InstantSource.system());
    host = new ChatbotHost();
    host.serve(account(1));
    var registered = new RegisteredChatbot(bot, "海风咖啡", credentials(), notifyUrl());
    operator =
        Operator.start(
            new Operator.Setup(
                name,
                family(name, profile),
                List.of(registered),
                Duration.ofMillis(10),
                Stream.of(20, 40, 80, 160, 320).map(Duration::ofMillis).toList()),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Operator.Surroundings(database, wire, handsets, InstantSource.system()));
    chatbot = host.operators().connect(account(operator.port()));
  }

  private static Family family(String name, Profile profile) {
    return switch (name) {
      case "mobile" -> new MobileFamily(profile);
      case "gsma" -> new GsmaFamily(profile);
      case "rbm" -> new RbmFamily(profile);
      default -> new JsonFamily(profile);
    };
  }

  private URI notifyUrl() {
    var base = host.url(name);
    return switch (name) {
      case "mobile" -> URI.create(base + "/" + TOKEN);
      case "gsma", "rbm" -> URI.create(base + "/" + URLEncoder.encode(bot, StandardCharsets.UTF_8));
      default -> base;
    };
  }

  Credentials credentials() {
    return name.equals("rbm")
        ? new Credentials("agent-1@demo.iam.gserviceaccount.example", SERVICE_KEY, TOKEN)
        : new Credentials("app-1", "key-1", TOKEN);
  }

  ChatbotAccount account(int port) {
    return new ChatbotAccount(bot, name, URI.create("http://127.0.0.1:" + port), credentials());
  }

  /** A user sends parts, {@code [{contentType, contentText}]}, in single quotes. */
  String says(String parts) {
    var id = UUID.randomUUID().toString();
    var list = (ArrayNode) JSON.readTree(parts.replace('\'', '"'));
    operator.carry(id, new Operator.UserMessage(Samples.USER, bot, list, "c1", null), _ -> {});
    return id;
  }

  String saysText(String text) {
    return says("[{'contentType':'text/plain','contentText':'" + text + "'}]");
  }

  void faults(String json) throws SQLException {
    operator.change(JSON.readTree(json.replace('\'', '"')));
  }

  private static String rsa() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var key = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK makes RSA keys", impossible);
    }
  }

  @Override
  public void close() {
    operator.close();
    host.close();
    wire.close();
    database.close();
  }
}
