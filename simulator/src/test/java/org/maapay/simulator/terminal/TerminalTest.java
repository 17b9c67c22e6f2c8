package org.maapay.simulator.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.SpamReported;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.simulator.Clause;
import org.maapay.simulator.TestDatabase;

@Clause("4-terminal")
class TerminalTest {
  private static final PhoneNumber USER = PhoneNumber.parse("13800138000");
  private static final String CHATBOT = "&chatbot=" + Town.BOT;

  @Test
  void a_handset_describes_itself_and_its_chatbots() throws Exception {
    try (var town = new Town()) {
      var handset = town.json("/api/handset");
      assertThat(handset.path("mobile").asString()).isEqualTo("138****8000");
      assertThat(handset.path("operatorName").asString()).isEqualTo("中国联通");
      assertThat(handset.path("online").asBoolean()).isTrue();
      assertThat(handset.path("handsets").size()).isEqualTo(2);
      assertThat(town.json("/api/handset?msisdn=13900139000").path("operator").asString())
          .isEqualTo("telecom");
      var conversation = town.json("/api/conversations?msisdn=13800138000").path(0);
      assertThat(conversation.path("name").asString()).isEqualTo("海风咖啡");
      assertThat(conversation.path("menu").path("entries").isArray()).isTrue();
      assertThat(town.get(conversation.path("logo").asString()).body()).startsWith("<svg");
      assertThat(town.get("/api/handset?msisdn=13700137000").statusCode()).isEqualTo(404);
      assertThat(town.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_card_appears_counts_as_unread_and_reading_it_is_reported() throws Exception {
    try (var town = new Town();
        var events = town.events("")) {
      var message = card();
      assertThat(town.chatbot.send(message)).isInstanceOf(Accepted.class);
      var shown = events.next("message");
      assertThat(shown.data().path("chatbot").asString()).isEqualTo(Town.BOT);
      assertThat(shown.data().path("state").asString()).isEqualTo("delivered");
      assertThat(
              shown
                  .data()
                  .at("/parts/0/content/message/generalPurposeCard/content/title")
                  .asString())
          .isEqualTo("待支付订单");
      var conversation = town.json("/api/conversations").path(0);
      assertThat(conversation.path("unread").asInt()).isEqualTo(1);
      assertThat(conversation.path("lastText").asString()).isEqualTo("待支付订单");
      assertThat(town.post("/api/read", "{'chatbot':'" + Town.BOT + "'}").statusCode())
          .isEqualTo(200);
      assertThat(events.next("state").data().path("state").asString()).isEqualTo("displayed");
      assertThat(town.host.states(message.messageId(), 3)).endsWith(Station.DISPLAYED);
      assertThat(town.json("/api/conversations").path(0).path("unread").asInt()).isZero();
      var stored = town.json("/api/messages?msisdn=13800138000" + CHATBOT).path(0);
      assertThat(stored.path("direction").asString()).isEqualTo("in");
      assertThat(stored.path("id")).isEqualTo(shown.data().path("id"));
    }
  }

  @Test
  void a_page_that_comes_back_gets_what_it_missed() throws Exception {
    try (var town = new Town()) {
      String last;
      try (var events = town.events("")) {
        town.chatbot.send(text("一"));
        last = events.next("message").id();
      }
      town.chatbot.send(text("二"));
      town.chatbot.send(text("三"));
      try (var events = town.events(last)) {
        assertThat(events.next("message").data().at("/parts/0/content").asString()).isEqualTo("二");
        assertThat(events.next("message").data().at("/parts/0/content").asString()).isEqualTo("三");
      }
    }
  }

  @Test
  void what_the_user_says_and_taps_reaches_the_chatbot_and_is_marked() throws Exception {
    try (var town = new Town();
        var events = town.events("")) {
      var bot = "{'chatbot':'" + Town.BOT + "',";
      var answer = town.post("/api/messages?msisdn=13800138000", bot + "'text':'你好'}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(events.next("message").data().path("direction").asString()).isEqualTo("out");
      assertThat(town.host.next(TextReceived.class).text()).isEqualTo("你好");
      assertThat(events.next("state").data().path("state").asString()).isEqualTo("delivered");
      town.post(
          "/api/messages",
          bot + "'response':{'reply':{'displayText':'菜单','postback':{'data':'menu'}}}}");
      assertThat(town.host.next(ReplyTapped.class).postback()).isEqualTo("menu");
      town.post("/api/complaints", bot + "'type':'advertisement','text':'太多'}");
      assertThat(town.host.next(SpamReported.class).complaint().type()).isEqualTo("advertisement");
    }
  }

  @Test
  void an_answer_continues_the_dialogue_that_is_on_the_handset() throws Exception {
    try (var town = new Town();
        var events = town.events("")) {
      town.chatbot.send(text("一"));
      events.next("message");
      town.post("/api/messages", "{'chatbot':'" + Town.BOT + "','text':'好'}");
      var dialogue = town.host.next(TextReceived.class).envelope().dialogue();
      assertThat(dialogue.conversationId()).isEqualTo("conversation-1");
      assertThat(dialogue.inReplyTo()).isEqualTo("contribution-1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'chatbot':'sip:0@x','text':'a'}",
        "{'chatbot':'sip:10650100@botplatform.rcs.chinaunicom.example'}",
        "{'chatbot':'sip:10650100@botplatform.rcs.chinaunicom.example','text':' '}",
        "{'chatbot':'sip:10650100@botplatform.rcs.chinaunicom.example','response':{}}",
        "[]",
        "{"
      })
  void what_makes_no_message_is_refused(String body) throws Exception {
    try (var town = new Town()) {
      assertThat(town.post("/api/messages", body).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void a_form_of_another_site_is_refused() throws Exception {
    try (var town = new Town();
        var http = HttpClient.newHttpClient()) {
      var form =
          HttpRequest.newBuilder(town.url("/api/messages"))
              .header("content-type", "text/plain")
              .POST(BodyPublishers.ofString("{}"))
              .build();
      assertThat(http.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }
  }

  @Test
  void switches_are_seen_and_work() throws Exception {
    try (var town = new Town();
        var events = town.events("")) {
      town.post("/api/faults", "{'operator':'unicom','offline':true}");
      assertThat(events.next("handset").data().path("online").asBoolean()).isFalse();
      assertThat(town.json("/api/handset").path("faults").path("offline").asBoolean()).isTrue();
      assertThat(town.json("/api/handset?msisdn=13900139000").path("online").asBoolean()).isTrue();
      town.chatbot.send(text("一"));
      town.post("/api/faults", "{'operator':'unicom'}");
      assertThat(events.next("message").data().at("/parts/0/content").asString()).isEqualTo("一");
      assertThat(town.post("/api/faults", "{'operator':'none'}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void the_wire_is_shown_live_and_later() throws Exception {
    try (var town = new Town();
        var events = town.events("")) {
      town.chatbot.send(card());
      var links = new ArrayList<String>();
      var card = events.next("wire");
      while (!card.data().path("link").asString().equals("CARD")) {
        links.add(card.data().path("link").asString());
        card = events.next("wire");
      }
      events.next("message"); // Whoever sees it finds it on the wire.
      while (!links.contains("OPERATOR")) {
        links.add(events.next("wire").data().path("link").asString());
      }
      assertThat(card.data().path("to").asString()).isEqualTo("138****8000");
      assertThat(card.data().path("subject").asString()).isEqualTo("P2026010100001");
    }
  }

  @Test
  void what_two_platforms_say_to_each_other_is_shown_masked() throws Exception {
    try (var town = new Town();
        var events = town.events("")) {
      var exchange =
          "{'from':'MaaPay','to':'第二支付','method':'POST','url':'http://127.0.0.1:1/v1/payment-orders',"
              + "'requestBody':'{}','status':200,'at':'2026-01-01T00:00:00Z','tookMicros':900,'subject':'2026010100001',"
              + "'responseBody':'{\\'payUrl\\':\\'http://a/pay/1?t=abc\\'}'}";
      assertThat(town.post("/api/wire", exchange).statusCode()).isEqualTo(200);
      var record = events.next("wire").data();
      assertThat(record.path("link").asString()).isEqualTo("INSTITUTION");
      assertThat(record.path("to").asString()).isEqualTo("第二支付");
      assertThat(record.path("at").asString()).isEqualTo("2026-01-01T00:00:00Z");
      assertThat(record.path("subject").asString()).isEqualTo("2026010100001");
      assertThat(record.path("responseBody").asString()).contains("t=****");
      assertThat(town.post("/api/wire", "{'to':1}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void the_page_may_frame_the_cashier_alone_and_its_assets_stay() throws Exception {
    try (var town = new Town()) {
      var page = town.get("/?msisdn=13800138000").headers();
      assertThat(page.firstValue("content-security-policy").orElse(""))
          .contains("default-src 'none'", "frame-src http://127.0.0.1:9;", "script-src 'self';")
          .doesNotContain("unsafe");
      assertThat(page.firstValue("cache-control")).contains("no-store");
      assertThat(
              town.get("/assets/probe-1a2b3c.js").headers().firstValue("cache-control").orElse(""))
          .contains("immutable");
      for (var path : new String[] {"/assets/../index.html", "/none.js", "/..%2fx", "/assets/"}) {
        assertThat(town.get(path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void messages_survive_a_restart() throws Exception {
    var access = TestDatabase.create();
    try (var town = new Town(access, "http://127.0.0.1:9", "");
        var events = town.events("")) {
      town.chatbot.send(text("一"));
      events.next("message");
    }
    try (var town = new Town(access, "http://127.0.0.1:9", "")) {
      assertThat(town.json("/api/messages?msisdn=13800138000" + CHATBOT).size()).isEqualTo(1);
    }
  }

  @Test
  void a_timeline_without_a_platform_is_a_problem_not_a_failure() throws Exception {
    try (var town = new Town()) {
      assertThat(town.get("/api/timeline?payOrderNo=P1").statusCode()).isEqualTo(502);
      assertThat(town.get("/api/timeline?payOrderNo=../x").statusCode()).isEqualTo(400);
    }
  }

  private static Downlink card() {
    var pay = URI.create("http://localhost:8601/pay/P2026010100001?t=secret");
    var card =
        Card.titled("待支付订单")
            .describedBy("金额: ¥12.50")
            .offering(Suggestion.webview("立即支付", "pay:P2026010100001", pay));
    return Downlink.card(UUID.randomUUID().toString(), USER, dialogue(), card.alone());
  }

  private static Downlink text(String text) {
    return Downlink.text(UUID.randomUUID().toString(), USER, dialogue(), text);
  }

  private static Dialogue dialogue() {
    return new Dialogue("conversation-1", "contribution-1", null);
  }
}
