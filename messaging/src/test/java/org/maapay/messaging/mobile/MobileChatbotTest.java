package org.maapay.messaging.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.messaging.AnsweringServer;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.messaging.Clause;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.InMemoryIds;
import org.maapay.messaging.Part;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.SendResult.Refused;
import org.maapay.messaging.SendResult.Unknown;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.wire.Calls;
import org.maapay.messaging.wire.Patience;

/** The client against answers that were written down before. */
@Clause("4-operator-a")
class MobileChatbotTest {
  private static final String BOT = "sip:12520040@botplatform.rcs.chinamobile.com";
  private static final String ENCODED = "sip%3A12520040%40botplatform.rcs.chinamobile.com";
  private static final Instant NOW = Instant.parse("2026-11-23T14:31:00Z");
  private static final PhoneNumber USER = PhoneNumber.parse("13800138000");
  private static final String OK =
      "<msg:outboundMessageRequest xmlns:msg=\"urn:oma:xml:rest:netapi:messaging:1\">"
          + "<messageId>op-1</messageId><clientCorrelator>m1</clientCorrelator>"
          + "</msg:outboundMessageRequest>";

  private final InMemoryIds ids = new InMemoryIds();
  private AnsweringServer server;

  @BeforeEach
  void start() throws Exception {
    server = new AnsweringServer();
  }

  @AfterEach
  void all_that_was_sent_keeps_to_the_schema() {
    server.close();
    for (var call : server.all()) {
      if (call.header("content-type").equals("application/xml")) {
        assertThat(MobileSchemas.faults(call.body())).as(call.body()).isEmpty();
      }
    }
  }

  @Test
  void the_proof_is_that_of_the_recorded_vector() {
    var header =
        MobileAuthorization.header(
            MobileAuthorization.Kind.CHATBOT,
            new Credentials("app1", "pw", ""),
            "Mon, 23 Nov 2026 14:31:00 GMT");
    assertThat(header)
        .isEqualTo(
            "Basic YXBwMTpkNWQ4ZjEzNDMxZTFjZGVmMGU1ODQ2MWRkN2ZlZWQyNTQ5NTdkODE3ZmMwNGVhOWQwOTk5MzA2MTk4M2Y5MzAw");
  }

  @Test
  void a_text_has_the_recorded_bytes() {
    server.say(200, "application/xml", OK);
    var message =
        Downlink.text("m1", USER, new Dialogue("c1", "k1", "k0"), "您好 <b>]]>")
            .carried(Delivery.STANDARD.as(Delivery.Traffic.PAYMENT).orBySms("您有一条消息"));
    assertThat(chatbot(MobileDialect.LISTED).send(message)).isEqualTo(new Accepted("m1"));
    var call = server.last();
    assertThat(call.line())
        .isEqualTo("POST /messaging/interaction/v1/outbound/" + ENCODED + "/requests");
    assertThat(call.header("date")).isEqualTo("Mon, 23 Nov 2026 14:31:00 GMT");
    assertThat(call.header("address")).isEqualTo("+8613800138000");
    assertThat(call.header("content-type")).isEqualTo("application/xml");
    assertThat(call.body())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>\
            <msg:outboundMessageRequest xmlns:msg="urn:oma:xml:rest:netapi:messaging:1">\
            <address>tel:+8613800138000</address><destinationAddress>tel:+8613800138000</destinationAddress>\
            <senderAddress>sip:12520040@botplatform.rcs.chinamobile.com</senderAddress>\
            <outboundIMMessage><contentType>text/plain</contentType><contentEncoding>utf8</contentEncoding>\
            <messageId>m1</messageId><conversationID>c1</conversationID><contributionID>k1</contributionID>\
            <inReplyToContributionID>k0</inReplyToContributionID>\
            <reportRequest>Failed</reportRequest><reportRequest>Delivered</reportRequest>\
            <reportRequest>Displayed</reportRequest><reportRequest>Interworking</reportRequest>\
            <serviceCapability><capabilityId>ChatbotSA</capabilityId>\
            <version>+g.gsma.rcs.botversion="#=1"</version></serviceCapability>\
            <imFormat>IM</imFormat><trafficType>payment</trafficType><storeSupported>true</storeSupported>\
            <shortMessageSupported>true</shortMessageSupported><smsBodyText><![CDATA[您有一条消息]]></smsBodyText>\
            <bodyText><![CDATA[您好 <b>]]]]><![CDATA[>]]></bodyText></outboundIMMessage>\
            <clientCorrelator>m1</clientCorrelator></msg:outboundMessageRequest>\
            """);
  }

  @Test
  void text_and_chips_go_as_one_mixed_body() {
    server.say(200, "application/xml", OK);
    chatbot(MobileDialect.LISTED).send(text().withChips(Suggestion.reply("菜单", "menu")));
    assertThat(server.last().body())
        .contains("<contentType>multipart/mixed; boundary=\"next\"</contentType>")
        .contains("--next\r\nContent-Type: text/plain\r\n")
        .contains("Content-Length: 6\r\n\r\n您好\r\n--next\r\n")
        .contains("\r\n--next--]]>");
  }

  @Test
  void a_file_goes_as_xml_in_the_body() {
    server.say(200, "application/xml", OK);
    var file =
        new FileRef(FileRef.Role.FILE, URI.create("https://f.example/a?b&c"), "image/png", 7, null);
    chatbot(MobileDialect.LISTED)
        .send(Downlink.of("m1", USER, dialogue(), new Part.Files(List.of(file))));
    assertThat(server.last().body())
        .contains("<contentType>application/vnd.gsma.rcs-ft-http+xml</contentType>")
        .contains("<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\"><file-info type=\"file\">")
        .contains("<data url=\"https://f.example/a?b&amp;c\">");
  }

  @Test
  void a_template_names_what_the_operator_approved() {
    server.say(200, "application/xml", OK);
    chatbot(MobileDialect.LISTED).sendByTemplate(text(), "T-1");
    assertThat(server.last().line())
        .isEqualTo("POST /messaging/interaction/template/outbound/" + ENCODED + "/requests");
    assertThat(server.last().body())
        .contains("<contentType>static-template</contentType>")
        .contains("<![CDATA[{\"templateID\":\"T-1\"}]]>");
  }

  @Test
  void the_words_for_an_sms_stand_where_the_platform_wants_them() {
    var message = text().carried(Delivery.STANDARD.orBySms("短信"));
    server.say(200, "application/xml", OK);
    chatbot(MobileDialect.LISTED.with(MobileDialect.Fallback.FALLBACK)).send(message);
    assertThat(server.last().body())
        .contains("<fallbackSupported>true</fallbackSupported>")
        .contains("<rcsBodyText><![CDATA[短信]]></rcsBodyText>");
    server.say(200, "application/xml", OK);
    chatbot(MobileDialect.LISTED.with(MobileDialect.Fallback.MULTIMEDIA)).send(message);
    assertThat(server.last().body()).contains("<mmsBodyText><![CDATA[短信]]></mmsBodyText>");
  }

  @Test
  void revocation_names_the_operators_id_at_the_configured_path() {
    server.say(200, "application/xml", OK);
    var chatbot = chatbot(MobileDialect.LISTED);
    chatbot.send(text());
    server.say(200, "text/plain", "");
    assertThat(chatbot.revoke("m1", USER)).isEqualTo(new Accepted("m1"));
    assertThat(server.last().line())
        .isEqualTo("PUT /messaging/v1/outbound/" + ENCODED + "/requests/op-1/status");
    assertThat(server.last().body()).contains("<status>RevokeRequested</status>");
    server.say(200, "text/plain", "");
    chatbot(MobileDialect.LISTED.with(MobilePaths.OLDEST)).revoke("m1", USER);
    assertThat(server.last().line())
        .isEqualTo("POST /messaging/v1/outbound/" + ENCODED + "/requests/op-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|<e:requestError xmlns:e='urn:oma:xml:rest:netapi:common:1'><policyException><exceptionId>POL0003</exceptionId><text>Too many addresses</text><variables>destinationAddress</variables></policyException></e:requestError>|POL0003|REQUEST",
        "200|<m xmlns='x'><deliveryInfoList><deliveryInfo><address>tel:+8613800138000</address><deliveryStatus>DeliveryImpossible</deliveryStatus><policyException><exceptionId>SVC0004</exceptionId></policyException></deliveryInfo></deliveryInfoList></m>|SVC0004|NOT_REACHABLE",
        "200|{\"code\":\"31008\",\"msg\":\"rate\"}|31008|RATE",
        "401||401|CREDENTIALS",
        "429||429|RATE",
        "503||503|BUSY",
      })
  void refusals_keep_the_operators_code(int status, String body, String code, Cause cause) {
    for (int i = 0; i < 3; i++) {
      server.say(status, "text/plain", body == null ? "" : body);
    }
    assertThat(chatbot(MobileDialect.LISTED).send(text()))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo(code);
              assertThat(refused.refusal().cause()).isEqualTo(cause);
            });
  }

  @Test
  void an_answer_in_json_is_read_too_and_nonsense_leaves_it_unknown() {
    server.say(200, "application/json", "{\"code\":\"00000\",\"msg\":\"success\"}");
    assertThat(chatbot(MobileDialect.LISTED).send(text())).isInstanceOf(Accepted.class);
    for (var nonsense : List.of("<html", "{}", "ok")) {
      server.say(200, "text/plain", nonsense);
      assertThat(chatbot(MobileDialect.LISTED).send(text())).isInstanceOf(Unknown.class);
    }
    server.say(502, "text/html", "<html></html>");
    SendResult result = chatbot(MobileDialect.LISTED).send(text());
    assertThat(result).isInstanceOf(Unknown.class);
  }

  @Test
  void an_external_entity_is_never_fetched() {
    server.say(
        200,
        "application/xml",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a><messageId>&x;</messageId></a>");
    assertThat(chatbot(MobileDialect.LISTED).send(text())).isInstanceOf(Unknown.class);
  }

  @Test
  void our_proof_goes_to_no_other_host() {
    var result =
        chatbot(MobileDialect.LISTED).download(URI.create("https://elsewhere.example/a"), 0);
    assertThat(result).isInstanceOf(CallResult.Refused.class);
    assertThat(server.calls()).isZero();
  }

  private MobileChatbot chatbot(MobileDialect dialect) {
    var account =
        new ChatbotAccount(BOT, "mobile", server.url(), new Credentials("app1", "pw", "t"));
    var quick =
        dialect.with(
            new Patience(
                Duration.ofSeconds(5), List.of(Duration.ofMillis(1), Duration.ofMillis(1))));
    return new MobileChatbot(
        account, new MobileChatbot.Connection(Calls.client(), ids, () -> NOW, quick));
  }

  private static Downlink text() {
    return Downlink.text("m1", USER, dialogue(), "您好");
  }

  private static Dialogue dialogue() {
    return new Dialogue("c1", "k1", null);
  }
}
