package org.maapay.messaging.jsonut;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.SendResult.Invalid;
import org.maapay.messaging.SendResult.Refused;
import org.maapay.messaging.SendResult.Unknown;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.jsonut.JsonChatbot.Connection;
import org.maapay.messaging.wire.Json;
import tools.jackson.databind.JsonNode;

/** The client against answers that were written down before. */
class JsonChatbotTest {
  private static final String TOKEN = "{'accessToken':'t','expires':7200,'errorCode':0,'url':''}";
  private static final String OK = "{'errorCode':0,'messageId':['m1']}";

  private HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();
  private final List<JsonNode> bodies = new ArrayList<>();

  private record Answer(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            calls.add(
                exchange.getRequestURI().getRawPath()
                    + " "
                    + exchange.getRequestHeaders().getFirst("authorization"));
            Json.object(exchange.getRequestBody().readAllBytes()).ifPresent(bodies::add);
            var answer = answers.remove();
            var bytes = answer.body().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void what_is_sent_has_the_documents_form() {
    say(TOKEN, OK);
    assertThat(chatbot(Dialect.DOCUMENT).send(message())).isInstanceOf(Accepted.class);
    assertThat(calls)
        .containsExactly(
            "/bot/v1/sip%3A106500%40botplatform.example/accessToken null",
            "/bot/v1/sip%3A106500%40botplatform.example/messages accessToken t");
    assertThat(bodies.getLast())
        .isEqualTo(
            Json.object(
                    """
                    {"messageId":"m1","messageList":[
                      {"contentType":"text/plain","contentEncoding":"utf8","contentText":"您好"},
                      {"contentType":"application/vnd.gsma.botsuggestion.v1.0+json","contentEncoding":"utf8",
                       "contentText":{"suggestions":[{"reply":{"displayText":"菜单","postback":{"data":"menu"}}}]}}],
                     "destinationAddress":["tel:+8613800138000"],"senderAddress":"sip:106500@botplatform.example",
                     "conversationId":"c1","contributionId":"k1",
                     "serviceCapability":[{"capabilityId":"ChatbotSA","version":"+g.gsma.rcs.botversion=\\"#=1\\""}],
                     "trafficType":"payment","smsSupported":true,"smsContent":"您有一条5G消息","storeSupported":true,
                     "imFormat":"IM","inReplyTo":"k0",
                     "reportRequest":["sent","failed","delivered","displayed","deliveredToNetwork"]}
                    """)
                .orElseThrow());
  }

  @Test
  void the_fields_dialect_is_that_of_the_kits() {
    say(TOKEN, OK);
    assertThat(chatbot(Dialect.FIELD).send(message())).isInstanceOf(Accepted.class);
    assertThat(calls.getLast()).isEqualTo("/bot/v1/sip:106500@botplatform.example/messages t");
  }

  @Test
  void later_calls_go_where_the_token_says() {
    var elsewhere = "http://localhost:" + server.getAddress().getPort() + "/moved/bot/v1/x";
    say("{'accessToken':'t','expires':7200,'errorCode':0,'url':'" + elsewhere + "'}", OK);
    chatbot(Dialect.FIELD).send(message());
    assertThat(calls.getLast()).startsWith("/moved/bot/v1/sip:106500@");
  }

  @Test
  void a_message_that_breaks_a_rule_never_leaves() {
    var card = Card.titled("t").offering(Suggestion.reply("比八个汉字还要长的按钮", "d")).alone();
    var message = Downlink.card("m1", message().to(), message().dialogue(), card);
    assertThat(chatbot(Dialect.DOCUMENT).send(message)).isInstanceOf(Invalid.class);
    assertThat(calls).isEmpty();
  }

  @Test
  void a_refused_token_is_replaced_once_and_not_for_ever() {
    say(TOKEN, "{'errorCode':40014}", TOKEN.replace("'t'", "'t2'"), OK);
    assertThat(chatbot(Dialect.FIELD).send(message())).isInstanceOf(Accepted.class);
    assertThat(calls.getLast()).endsWith(" t2");
    say(TOKEN, "{'errorCode':42001}", TOKEN.replace("'t'", "'t2'"), "{'errorCode':42001}");
    assertThat(code(chatbot(Dialect.FIELD).send(message()))).isEqualTo("42001");
    assertThat(answers).isEmpty();
  }

  @Test
  void what_passes_is_tried_again_what_is_final_is_not() {
    say(TOKEN, "{'errorCode':-1}", "{'errorCode':'45001'}", OK);
    assertThat(chatbot(Dialect.FIELD).send(message())).isInstanceOf(Accepted.class);
    say(TOKEN, "{'errorCode':40018,'errorMessage':'too long'}");
    assertThat(chatbot(Dialect.FIELD).send(message()))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.refusal().meaning()).isEqualTo("length of a button's name");
              assertThat(refused.refusal().detail()).isEqualTo("too long");
            });
    assertThat(answers).isEmpty();
  }

  @Test
  void an_answer_that_says_nothing_leaves_it_unknown() {
    for (var answer : List.of(new Answer(502, "<html>"), new Answer(200, "nonsense"))) {
      say(TOKEN);
      answers.add(answer);
      assertThat(chatbot(Dialect.FIELD).send(message())).isInstanceOf(Unknown.class);
    }
    say("{'expires':7200,'errorCode':0}");
    assertThat(chatbot(Dialect.FIELD).send(message())).isInstanceOf(Unknown.class);
    server.stop(0);
    assertThat(chatbot(Dialect.FIELD).send(message())).isInstanceOf(Unknown.class);
  }

  @Test
  void credentials_are_never_printed() {
    assertThat(account().toString()).doesNotContain("key-1", "token-1");
  }

  private void say(String... bodiesOfAnswers) {
    for (var body : bodiesOfAnswers) {
      answers.add(new Answer(200, body));
    }
  }

  private JsonChatbot chatbot(Dialect dialect) {
    var quick =
        dialect.patient(Duration.ofSeconds(5), List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    return new JsonChatbot(account(), Connection.alone(InstantSource.system()).speaking(quick));
  }

  private ChatbotAccount account() {
    return new ChatbotAccount(
        "sip:106500@botplatform.example",
        "unicom",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
        new ChatbotAccount.Credentials("app-1", "key-1", "token-1"));
  }

  private static Downlink message() {
    return Downlink.text(
            "m1", PhoneNumber.parse("13800138000"), new Dialogue("c1", "k1", "k0"), "您好")
        .withChips(Suggestion.reply("菜单", "menu"))
        .carried(Delivery.STANDARD.as(Delivery.Traffic.PAYMENT).orBySms("您有一条5G消息"));
  }

  private static String code(SendResult result) {
    return result instanceof Refused(var refusal) ? refusal.code() : "";
  }
}
