package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the two profiles take, told by bytes rather than by our own client. */
@TestInstance(Lifecycle.PER_CLASS)
class ProfileTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ENCODED = URLEncoder.encode(World.BOT, StandardCharsets.UTF_8);
  private static final String DATE = "Mon, 23 Nov 2026 14:31:00 GMT";

  /** A message as the document's tables have it. */
  private static final String RIGHT =
      """
      {'messageId':'%s','messageList':[{'contentType':'text/plain','contentText':'hi'}],
       'destinationAddress':['tel:+8613800138000'],
       'senderAddress':'sip:10650100@botplatform.rcs.chinaunicom.example',
       'smsSupported':false,'storeSupported':true,
       'serviceCapability':[{'capabilityId':'ChatbotSA','version':'+g.gsma.rcs.botversion=#=1'}],
       'conversationId':'c','contributionId':'k'}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final World strict;
  private final World lenient;
  private int messages;

  ProfileTest() throws Exception {
    strict = new World(Profile.STRICT);
    lenient = new World(Profile.LENIENT);
  }

  @BeforeAll
  void passTheUrlCheck() throws Exception {
    assertThat(send(strict, ENCODED, "accessToken " + token(strict), RIGHT)).isZero();
  }

  @AfterAll
  void close() {
    strict.close();
    lenient.close();
    http.shutdownNow();
  }

  /** What is replaced in the right message, by what, and the code of either profile. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'hi'|'hi'|0|0",
        "'smsSupported':false,||20002|0",
        "'storeSupported':true,||20002|0",
        "['tel:+8613800138000']|'tel:+8613800138000'|20002|0",
        "['tel:+8613800138000']|['13800138000']|20002|0",
        "['tel:+8613800138000']|['tel:+8613800138000','tel:+8613900139000']|20002|20002",
        "['tel:+8613800138000']|['tel:+1']|20002|20002",
        "[{'capabilityId':'ChatbotSA','version':'+g.gsma.rcs.botversion=#=1'}]|{'capabilityId':'ChatbotSA'}|20002|0",
        "'smsSupported':false|'smsSupported':true|20002|0",
        "'senderAddress':'sip:10650100@|'senderAddress':'sip:999@|30008|30008",
        "'conversationId':'c',||20002|20002",
        "text/plain|image/png|40008|40008",
        "'contentText':'hi'|'contentText':''|40021|40021",
        "'contentText':'hi'|'contentText':'aGk=','contentEncoding':'base64'|0|0",
        "'contributionId':'k'|'contributionId':'k','trafficType':'free'|20002|20002",
        "'contributionId':'k'|'contributionId':'k','reportRequest':['read']|20002|20002",
      })
  void a_message_is_taken_or_refused(String what, String by, int inStrict, int inLenient)
      throws Exception {
    var body = RIGHT.replace(what, by == null ? "" : by);
    assertThat(body.equals(RIGHT)).isEqualTo(what.equals(by));
    assertThat(send(strict, ENCODED, "accessToken " + token(strict), body)).isEqualTo(inStrict);
    assertThat(send(lenient, World.BOT, token(lenient), body)).isEqualTo(inLenient);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'suggestions':[{'action':{'displayText':'a','urlAction':{'openUrl':{'url':'https://a.cn'}}}}]}|40052|0",
        "{'suggestions':[{'reply':{'displayText':'01234567890123456789012345'}}]}|40018|40018",
        "{'suggestions':[]}|40016|40016",
        "{'suggestions':[{'action':{'displayText':'a'}}]}|40017|40017",
        "{'message':{'generalPurposeCard':{'layout':{'cardOrientation':'VERTICAL'},'content':{'title':''}}}}|40021|40021",
      })
  void content_that_breaks_a_rule_gets_the_operators_code(
      String content, int inStrict, int inLenient) throws Exception {
    var type =
        content.startsWith("{'message")
            ? "application/vnd.gsma.botmessage.v1.0+json"
            : "application/vnd.gsma.botsuggestion.v1.0+json";
    var body =
        RIGHT.replace("text/plain", type).replace("'contentText':'hi'", "'contentText':" + content);
    assertThat(send(strict, ENCODED, "accessToken " + token(strict), body)).isEqualTo(inStrict);
    assertThat(send(lenient, World.BOT, token(lenient), body)).isEqualTo(inLenient);
    var asText =
        RIGHT
            .replace("text/plain", type)
            .replace("'contentText':'hi'", "'contentText':'" + content.replace("'", "\\\"") + "'");
    assertThat(send(strict, ENCODED, "accessToken " + token(strict), asText)).isEqualTo(20002);
    assertThat(send(lenient, World.BOT, token(lenient), asText)).isEqualTo(inLenient);
  }

  @Test
  void strict_wants_the_path_encoded_and_the_token_named() throws Exception {
    assertThat(send(strict, World.BOT, "accessToken " + token(strict), RIGHT)).isEqualTo(20003);
    assertThat(send(strict, ENCODED, token(strict), RIGHT)).isEqualTo(41001);
    assertThat(send(lenient, ENCODED, "accessToken " + token(lenient), RIGHT)).isZero();
    assertThat(send(lenient, World.BOT, "", RIGHT)).isEqualTo(41001);
    assertThat(send(lenient, World.BOT, "other", RIGHT)).isEqualTo(40014);
  }

  @Test
  void what_is_no_json_or_nothing_is_told_apart() throws Exception {
    assertThat(send(strict, ENCODED, "accessToken " + token(strict), "{")).isEqualTo(47001);
    assertThat(send(strict, ENCODED, "accessToken " + token(strict), "")).isEqualTo(44002);
    var get =
        HttpRequest.newBuilder(url(strict, ENCODED, "/messages"))
            .header("authorization", "accessToken " + token(strict));
    assertThat(code(get)).isEqualTo(20003);
    var post =
        HttpRequest.newBuilder(url(strict, ENCODED, "/find/chatBotInfo"))
            .POST(BodyPublishers.noBody());
    assertThat(code(post)).isEqualTo(43001);
  }

  @Test
  void a_token_needs_the_right_key_and_ends_the_one_before() throws Exception {
    var codes = new ArrayList<Integer>();
    for (var body :
        new String[] {
          "{'appKey':'key-1'}", "{'appId':'app-1'}", "{'appId':'app-1','appKey':'x'}"
        }) {
      codes.add(fetch(lenient, body).path("errorCode").asInt());
    }
    assertThat(codes).containsExactly(41002, 41004, 40001);
    var former = token(lenient);
    assertThat(send(lenient, World.BOT, former, RIGHT)).isZero();
    var present = token(lenient);
    assertThat(send(lenient, World.BOT, former, RIGHT)).isEqualTo(40014);
    assertThat(send(lenient, World.BOT, present, RIGHT)).isZero();
  }

  private String token(World world) throws Exception {
    return fetch(world, "{'appId':'app-1','appKey':'key-1'}").path("accessToken").asString();
  }

  private JsonNode fetch(World world, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(url(world, ENCODED, "/accessToken"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.replace('\'', '"')));
    return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }

  private int send(World world, String id, String authorization, String body) throws Exception {
    var text = body.replace("%s", "m" + ++messages).replace('\'', '"');
    var request =
        HttpRequest.newBuilder(url(world, id, "/messages"))
            .header("content-type", "application/json")
            .header("date", DATE)
            .POST(BodyPublishers.ofString(text));
    return code(authorization.isEmpty() ? request : request.header("authorization", authorization));
  }

  private int code(HttpRequest.Builder request) throws Exception {
    var response = http.send(request.build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body()).path("errorCode").asInt(-99);
  }

  private static URI url(World world, String id, String call) {
    return URI.create("http://127.0.0.1:" + world.operator.port() + "/bot/v1/" + id + call);
  }
}
