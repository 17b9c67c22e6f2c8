package org.maapay.simulator.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Pem;
import org.maapay.signature.Request;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;
import org.maapay.signature.VerificationKey.State;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BankEmulatorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final KeyPair client = pair();
  private final KeyPair house = pair();
  private Instant now = Instant.parse("2026-01-01T04:00:00Z");
  private final InstantSource clock = () -> now;
  private Database database;
  private WireLog log;
  private BankEmulator bank;

  @BeforeEach
  void start() throws Exception {
    database = Database.open(TestDatabase.create(), "simulator");
    log = new WireLog(database, clock);
    open();
  }

  @AfterEach
  void stop() {
    bank.close();
    log.close();
    database.close();
  }

  @Test
  void a_debit_takes_the_money_once_however_often_it_is_sent() throws Exception {
    var first = post("/clearing/v1/debits", debit("D1", "AGR-1", 1250));
    assertThat(first.path("state").asString()).isEqualTo("SUCCESS");
    assertThat(first.path("clearingNo").asString()).isEqualTo("CDD1");
    assertThat(post("/clearing/v1/debits", debit("D1", "AGR-1", 1250))).isEqualTo(first);
    assertThat(post("/clearing/v1/debits/query", "{\"debitNo\":\"D1\",\"fence\":true}"))
        .isEqualTo(first);
    assertThat(balance("6225")).isEqualTo(8750);
  }

  @Test
  void the_same_debit_many_times_at_once_takes_the_money_once() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 20)
              .<Callable<JsonNode>>mapToObj(
                  i -> () -> post("/clearing/v1/debits", debit("D1", "AGR-1", 1250)))
              .toList();
      var answers = threads.invokeAll(calls);
      for (var answer : answers) {
        assertThat(answer.get().path("state").asString()).isEqualTo("SUCCESS");
      }
    }
    assertThat(balance("6225")).isEqualTo(8750);
  }

  @Test
  void what_is_not_there_cannot_be_taken() throws Exception {
    assertThat(reason(post("/clearing/v1/debits", debit("D1", "AGR-1", 10_001))))
        .isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(reason(post("/clearing/v1/debits", debit("D2", "AGR-9", 1))))
        .isEqualTo("AGREEMENT_UNKNOWN");
    assertThat(balance("6225")).isEqualTo(10_000);
  }

  @Test
  void a_credit_brings_money_back() throws Exception {
    var credit =
        "{\"creditNo\":\"C1\",\"agreementNo\":\"AGR-1\",\"amountFen\":300,"
            + "\"originalDebitNo\":\"D1\",\"summary\":\"退款\"}";
    assertThat(post("/clearing/v1/credits", credit).path("clearingNo").asString())
        .isEqualTo("CCC1");
    assertThat(post("/clearing/v1/credits", credit).path("state").asString()).isEqualTo("SUCCESS");
    assertThat(balance("6225")).isEqualTo(10_300);
  }

  @Test
  void a_fenced_number_can_never_move_money() throws Exception {
    assertThat(
            post("/clearing/v1/debits/query", "{\"debitNo\":\"D1\",\"fence\":false}")
                .path("state")
                .asString())
        .isEqualTo("NOT_FOUND");
    assertThat(
            post("/clearing/v1/debits/query", "{\"debitNo\":\"D1\",\"fence\":true}")
                .path("state")
                .asString())
        .isEqualTo("NOT_FOUND");
    assertThat(reason(post("/clearing/v1/debits", debit("D1", "AGR-1", 1)))).isEqualTo("FENCED");
    assertThat(reason(post("/clearing/v1/debits/query", "{\"debitNo\":\"D1\",\"fence\":true}")))
        .isEqualTo("FENCED");
    assertThat(balance("6225")).isEqualTo(10_000);
  }

  @Test
  void faults_strike_and_pass() throws Exception {
    fault("{\"timeoutBeforeBooking\":1}");
    assertThat(isAnswered(debit("D1", "AGR-1", 100))).isFalse();
    assertThat(balance("6225")).isEqualTo(10_000);
    fault("{\"timeoutAfterBooking\":1}");
    assertThat(isAnswered(debit("D1", "AGR-1", 100))).isFalse();
    assertThat(balance("6225")).isEqualTo(9_900);
    assertThat(isAnswered(debit("D1", "AGR-1", 100))).isTrue();
    fault("{\"decline\":1}");
    assertThat(reason(post("/clearing/v1/debits", debit("D2", "AGR-1", 100))))
        .isEqualTo("CARD_REFUSED");
    assertThat(balance("6225")).isEqualTo(9_900);
  }

  @Test
  void a_slow_bank_tells_the_outcome_later() throws Exception {
    fault("{\"processingMillis\":500}");
    assertThat(post("/clearing/v1/debits", debit("D1", "AGR-1", 100)).path("state").asString())
        .isEqualTo("PROCESSING");
    var question = "{\"debitNo\":\"D1\",\"fence\":true}";
    assertThat(post("/clearing/v1/debits/query", question).path("state").asString())
        .isEqualTo("PROCESSING");
    now = now.plusMillis(500);
    assertThat(post("/clearing/v1/debits/query", question).path("state").asString())
        .isEqualTo("SUCCESS");
  }

  @Test
  void what_happened_survives_a_restart() throws Exception {
    var first = post("/clearing/v1/debits", debit("D1", "AGR-1", 1250));
    bank.close();
    open();
    assertThat(post("/clearing/v1/debits", debit("D1", "AGR-1", 1250))).isEqualTo(first);
    assertThat(balance("6225")).isEqualTo(8750);
  }

  @Test
  void who_is_not_the_client_gets_nothing() throws Exception {
    var unsigned =
        HttpRequest.newBuilder(uri("/clearing/v1/debits"))
            .POST(BodyPublishers.ofString(debit("D1", "AGR-1", 1)))
            .build();
    assertThat(send(unsigned).statusCode()).isEqualTo(401);
    var stranger = signed("/clearing/v1/debits", debit("D1", "AGR-1", 1), pair());
    assertThat(send(stranger).statusCode()).isEqualTo(401);
    var genuine = signed("/clearing/v1/debits", debit("D1", "AGR-1", 1), client);
    assertThat(send(genuine).statusCode()).isEqualTo(200);
    var replayed = send(genuine);
    assertThat(replayed.statusCode()).isEqualTo(401);
    assertThat(new String(replayed.body(), UTF_8)).contains("nonce-reused");
  }

  @Test
  void the_wire_is_recorded_without_the_agreement() throws Exception {
    var _ = post("/clearing/v1/debits", debit("D1", "AGR-1", 1250));
    log.close();
    var records = log.after(0, 100).stream().map(JsonNode::toString).collect(Collectors.joining());
    assertThat(records).contains("\"link\":\"BANK\"").doesNotContain("AGR-1");
  }

  private void open() throws IOException, SQLException {
    var config =
        new BankConfig(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new BankConfig.Client("client", Pem.of(client.getPublic())),
            new BankConfig.House("house", Pem.of(house.getPrivate())),
            List.of(new BankConfig.Account("AGR-1", "招商银行", "6225", "DEBIT", 10_000)));
    bank = BankEmulator.start(config, database, log, clock);
  }

  private static String debit(String number, String agreementNo, long fen) {
    return "{\"debitNo\":\"%s\",\"agreementNo\":\"%s\",\"amountFen\":%d,\"currency\":\"CNY\"}"
        .formatted(number, agreementNo, fen);
  }

  private static String reason(JsonNode answer) {
    assertThat(answer.path("state").asString()).isEqualTo("DECLINED");
    return answer.path("reason").asString();
  }

  private long balance(String last4) throws Exception {
    var answer = send(HttpRequest.newBuilder(uri("/accounts")).build());
    for (var account : JSON.readTree(answer.body())) {
      if (account.path("last4").asString().equals(last4)) {
        return account.path("balanceFen").asLong();
      }
    }
    throw new AssertionError("no such account");
  }

  private void fault(String json) throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/faults")).POST(BodyPublishers.ofString(json)).build();
    assertThat(send(request).statusCode()).isEqualTo(204);
  }

  private boolean isAnswered(String body) throws Exception {
    try {
      return send(signed("/clearing/v1/debits", body, client)).body().length > 0;
    } catch (IOException dropped) {
      return false;
    }
  }

  /** Posts as the client and believes only what the house signed. */
  private JsonNode post(String path, String body) throws Exception {
    var plain = described(path, body);
    var signed = signer(client).sign(plain);
    var sent = signed.on(plain);
    var answer = send(request(sent, path, body));
    var verifier =
        new MessageVerifier(
            SignatureRules.BANK_ANSWER,
            id ->
                Optional.of(
                    new VerificationKey(
                        id,
                        JdkSignatures.verifier(SignatureAlgorithm.ED25519, house.getPublic()),
                        Instant.MIN,
                        Instant.MAX,
                        State.ACTIVE)),
            host -> true,
            clock);
    var response = new Response(answer.statusCode(), FieldLines.of(answer.headers().map()), sent);
    assertThat(verifier.verify(response, answer.body())).isInstanceOf(Verified.class);
    return JSON.readTree(answer.body());
  }

  private HttpRequest signed(String path, String body, KeyPair key) {
    var plain = described(path, body);
    return request(signer(key).sign(plain).on(plain), path, body);
  }

  private interface Signing {
    org.maapay.signature.SignatureFields sign(Request request);
  }

  private Signing signer(KeyPair key) {
    var signer = JdkSignatures.signer("client", SignatureAlgorithm.ED25519, key.getPrivate());
    return request -> new MessageSigner(SignatureRules.BANK, clock).sign(request, signer);
  }

  private Request described(String path, String body) {
    return Request.to("POST", uri(path), FieldLines.NONE)
        .with("content-digest", ContentDigest.sha256(body.getBytes(UTF_8)));
  }

  private HttpRequest request(Request sent, String path, String body) {
    var request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
    for (var name : List.of("content-digest", "signature-input", "signature")) {
      request.header(name, sent.fields().values(name).getFirst());
    }
    return request.timeout(Duration.ofSeconds(5)).build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + bank.port() + path);
  }

  private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return HTTP.send(request, BodyHandlers.ofByteArray());
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }
}
