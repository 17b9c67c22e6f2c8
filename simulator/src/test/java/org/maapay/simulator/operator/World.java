package org.maapay.simulator.operator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.messaging.jsonut.Dialect;
import org.maapay.messaging.jsonut.JsonChatbot;
import org.maapay.messaging.jsonut.JsonChatbot.Connection;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.operator.jsonut.JsonFamily;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.json.JsonMapper;

/** An operator with one chatbot, the host behind it, and two handsets. */
final class World implements AutoCloseable {
  static final String BOT = "sip:10650100@botplatform.rcs.chinaunicom.example";
  private static final Credentials CREDENTIALS = new Credentials("app-1", "key-1", "token-1");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Database database;
  final WireLog wire;
  final ShownMessages handsets = new ShownMessages();
  final ChatbotHost host;
  final Operator operator;
  final JsonChatbot chatbot;

  World(Profile profile) throws IOException, SQLException {
    this(profile, TestDatabase.create());
  }

  World(Profile profile, Database.Access access) throws IOException, SQLException {
    database = Database.open(access, "simulator");
    wire = new WireLog(database, InstantSource.system());
    host = new ChatbotHost();
    var registered = new RegisteredChatbot(BOT, "海风咖啡", CREDENTIALS, host.url());
    var setup =
        new Operator.Setup(
            "unicom",
            new JsonFamily(profile),
            List.of(registered),
            Duration.ofMillis(10),
            List.of(Duration.ofMillis(20), Duration.ofMillis(40)));
    // callbacks begin with the start, so the host knows its chatbot before
    host.serve(account(0));
    operator =
        Operator.start(
            setup,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Operator.Surroundings(database, wire, handsets, InstantSource.system()));
    chatbot = connect(profile);
  }

  /** Another process of the same chatbot, with its own tokens. */
  JsonChatbot connect(Profile profile) {
    var dialect = profile == Profile.STRICT ? Dialect.DOCUMENT : Dialect.FIELD;
    var quick =
        dialect.patient(
            Duration.ofSeconds(5), List.of(Duration.ofMillis(5), Duration.ofMillis(10)));
    return new JsonChatbot(
        account(operator.port()), Connection.alone(InstantSource.system()).speaking(quick));
  }

  private static ChatbotAccount account(int port) {
    return new ChatbotAccount(BOT, "unicom", URI.create("http://127.0.0.1:" + port), CREDENTIALS);
  }

  void faults(String json) throws SQLException {
    operator.change(JSON.readTree(json.replace('\'', '"')));
  }

  @Override
  public void close() {
    operator.close();
    host.close();
    wire.close();
    database.close();
  }
}
