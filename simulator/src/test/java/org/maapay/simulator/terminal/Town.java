package org.maapay.simulator.terminal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.messaging.jsonut.JsonChatbot;
import org.maapay.messaging.jsonut.JsonChatbot.Connection;
import org.maapay.simulator.Simulator;
import org.maapay.simulator.SimulatorConfig;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.operator.ChatbotHost;
import org.maapay.simulator.store.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole simulator from its file, with a chatbot at one operator and a handset at each. */
final class Town implements AutoCloseable {
  static final String BOT = "sip:10650100@botplatform.rcs.chinaunicom.example";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Credentials CREDENTIALS = new Credentials("app-1", "key-1", "token-1");

  final ChatbotHost host = new ChatbotHost();
  final JsonChatbot chatbot;
  private final Simulator simulator;
  private final HttpClient http = HttpClient.newHttpClient();

  Town() throws IOException, SQLException {
    this(TestDatabase.create(), "http://127.0.0.1:9", "");
  }

  Town(Database.Access access, String platform, String keypadKeyPem)
      throws IOException, SQLException {
    host.serve(account(0));
    var file = Files.createTempFile("simulator", ".json");
    Files.writeString(file, config(access, platform, keypadKeyPem));
    simulator = Simulator.start(SimulatorConfig.read(file), InstantSource.system());
    Files.delete(file);
    chatbot =
        new JsonChatbot(
            account(simulator.port("unicom")), Connection.alone(InstantSource.system()));
  }

  private static ChatbotAccount account(int port) {
    return new ChatbotAccount(BOT, "unicom", URI.create("http://127.0.0.1:" + port), CREDENTIALS);
  }

  private String config(Database.Access access, String platform, String keypadKeyPem) {
    return """
    {"database":{"url":"%s","user":"%s","password":"%s"},"bindAddress":"127.0.0.1",
     "ports":{"handset":0,"merchant":1,"secondMerchant":1,"bank":1,"unicom":0,"telecom":0,"later":7},
     "platform":{"baseUrl":"%s","cashierOrigin":"%s","keypadOrigin":"%s","keypadKeyPem":"%s"},
     "operators":[{"name":"unicom","profile":"strict"},{"name":"telecom","profile":"lenient"}],
     "chatbots":[{"chatbotId":"%s","operator":"unicom","owner":"M1","name":"海风咖啡",
       "appId":"app-1","appKey":"key-1","token":"token-1","notifyUrl":"%s"}],
     "merchants":[],"unknown":true,
     "handsets":[{"mobileNo":"13800138000","operator":"unicom"},
                 {"mobileNo":"13900139000","operator":"telecom"}]}
    """
        .formatted(
            access.url(),
            access.user(),
            access.password(),
            platform,
            platform,
            platform,
            keypadKeyPem.replace("\n", "\\n"),
            BOT,
            host.url());
  }

  URI url(String target) {
    return URI.create("http://127.0.0.1:" + simulator.port("handset") + target);
  }

  HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(url(target)).build(), BodyHandlers.ofString());
  }

  JsonNode json(String target) throws IOException, InterruptedException {
    return JSON.readTree(get(target).body());
  }

  HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url(target))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  EventReader events(String lastEventId) throws IOException, InterruptedException {
    return new EventReader(
        url("/api/events?msisdn=13800138000"), lastEventId.isEmpty() ? null : lastEventId);
  }

  @Override
  public void close() {
    simulator.close();
    host.close();
    http.shutdownNow();
  }
}
