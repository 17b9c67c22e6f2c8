package org.maapay.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.database.TestDatabase;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.maapay.edge.http.log.Interaction;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.edge.http.log.InteractionQuery;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.TestRoot;
import org.maapay.keys.TickingClock;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.PlatformKey;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification;
import org.maapay.signature.VerificationKey;

class InterfaceTest {
  private static final String ORDERS = "/v1/payment-orders";
  private static final String BODY =
      "{\"merchantId\":\"M0001\",\"merchantOrderNo\":\"A-1\",\"orderAmount\":12.50,"
          + "\"mobileNo\":\"13800138000\",\"goodsName\":\"拿铁\"}";
  private static final Rate GENEROUS = new Rate(10_000, 10_000);
  private static final Admission ROOMY = new Admission(1_000, Duration.ofSeconds(10));

  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  private final TickingClock wall = new TickingClock("2026-01-01T04:00:00Z");
  private final PartyKeys parties = new PartyKeys(database, wall);
  private final PlatformKeys platform =
      new PlatformKeys(
          new Vault(new TestRoot(), database, wall, CipherSuite.AES_256_GCM), database, wall);
  private final Nonces nonces = new Nonces(database, wall);
  private final InteractionLog log = new InteractionLog(database);
  private final List<Call> handled = new ArrayList<>();
  private final Interface merchant = merchantInterface(GENEROUS, GENEROUS, false);
  private final TestParty party =
      TestParty.admitted("M0001", SignatureAlgorithm.ED25519, parties, wall);

  @AfterEach
  void close() {
    log.close();
    nonces.close();
    source.close();
  }

  @Test
  @Clause("6.3.1-1a")
  void a_signed_call_reaches_its_handler_with_its_caller_and_gets_a_signed_answer() {
    var request = party.post(ORDERS, BODY);
    var answer = merchant.serve(request);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(handled).hasSize(1);
    assertThat(handled.getFirst().party()).isEqualTo(new Caller.Party("M0001", party.keyId()));
    assertThat(handled.getFirst().json().write()).isEqualTo(BODY);
    assertThat(isSigned(request, answer, SignatureAlgorithm.ED25519)).isTrue();
  }

  /** One fault after the other, each with all that come after it: the first is told. */
  @Test
  @Clause({"6.3.1-1a", "6.3.2-2"})
  void the_first_refusal_in_the_agreed_order_is_told() {
    var tight = merchantInterface(new Rate(1, 1), GENEROUS, false);
    var revoked = TestParty.admitted("M0002", SignatureAlgorithm.ED25519, parties, wall);
    var later = new TickingClock("2026-01-01T04:00:00Z");
    later.tick(Duration.ofMinutes(6));
    var secret = "{\"paymentPassword\":\"x\",\"goodsName\":\"6222020200112230\"}";
    var broken = secret + "}";
    UnaryOperator<Request> wrongType = request -> typed(request, "text/plain");
    UnaryOperator<Request> wrongDigest =
        request -> TestRequests.withBody(request, (broken + " ").getBytes(UTF_8));
    UnaryOperator<Request> wrongSignature = InterfaceTest::forged;
    UnaryOperator<Request> unsigned =
        request -> TestRequests.without(request, "signature", "signature-input");
    var unknown = "K000000000000000000000000";

    assertThat(code(merchant, party.post(ORDERS, secret))).isEqualTo("sensitive-data");
    assertThat(code(merchant, party.post(ORDERS, broken))).isEqualTo("syntax-invalid");
    assertThat(code(merchant, wrongType.apply(party.post(ORDERS, broken))))
        .isEqualTo("media-type-unsupported");
    var spent = wrongType.apply(party.post(ORDERS, broken));
    assertThat(code(tight, spent)).isEqualTo("media-type-unsupported");
    assertThat(code(tight, wrongType.apply(party.post(ORDERS, broken)))).isEqualTo("rate-limited");
    assertThat(code(tight, spent)).isEqualTo("nonce-reused");
    assertThat(code(tight, wrongDigest.apply(spent))).isEqualTo("digest-mismatch");

    var signedByRevoked = wrongType.andThen(wrongDigest).apply(revoked.post(ORDERS, broken));
    parties.revoke(revoked.keyId());
    assertThat(code(tight, signedByRevoked)).isEqualTo("key-revoked");
    assertThat(code(tight, wrongSignature.apply(signedByRevoked))).isEqualTo("signature-invalid");
    var stale = revoked.as(revoked.keyId(), later).post(ORDERS, broken);
    var everythingStale = wrongType.andThen(wrongDigest).andThen(wrongSignature).apply(stale);
    assertThat(code(tight, everythingStale)).isEqualTo("request-stale");
    var strange = revoked.as(unknown, later).post(ORDERS, broken);
    var everythingStrange = wrongType.andThen(wrongDigest).andThen(wrongSignature).apply(strange);
    assertThat(code(tight, everythingStrange)).isEqualTo("key-unknown");
    var nothingSigned = unsigned.apply(everythingStrange);
    assertThat(code(tight, nothingSigned)).isEqualTo("signature-missing");
    assertThat(code(tight, TestRequests.at(nothingSigned, "PUT", ORDERS)))
        .isEqualTo("method-not-allowed");
    assertThat(code(tight, TestRequests.at(nothingSigned, "PUT", "/v2"))).isEqualTo("path-unknown");
    var huge = TestRequests.withBody(nothingSigned, new byte[Request.MAX_BODY + 1]);
    assertThat(code(tight, TestRequests.at(huge, "PUT", "/v2"))).isEqualTo("request-too-large");
    assertThat(handled).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-301,request-stale", "-299,", "299,", "301,request-stale"})
  @Clause("6.3.2-2")
  void a_signature_is_fresh_for_five_minutes_either_way(long seconds, String code) {
    var clock = new TickingClock("2026-01-01T04:00:00Z");
    clock.tick(Duration.ofSeconds(seconds));
    assertThat(code(merchant, party.as(party.keyId(), clock).post(ORDERS, BODY))).isEqualTo(code);
  }

  @Test
  void a_key_ends_with_its_notafter() {
    wall.tick(Duration.ofDays(365));
    assertThat(code(merchant, party.post(ORDERS, BODY))).isEqualTo("key-expired");
  }

  @Test
  void what_was_changed_on_the_way_is_refused() {
    var request = party.post(ORDERS, BODY);
    assertThat(code(merchant, TestRequests.at(request, "POST", ORDERS + "/query")))
        .isEqualTo("signature-invalid");
    var flipped = BODY.replace("12.50", "92.50").getBytes(UTF_8);
    assertThat(code(merchant, TestRequests.withBody(request, flipped)))
        .isEqualTo("digest-mismatch");
    assertThat(
            code(
                merchant,
                TestRequests.with(
                    request, "Content-Digest", request.headers().all("content-digest").getFirst())))
        .isEqualTo("signature-invalid");
    var get = party.get("/v1/bills", "date=20260101&type=trade");
    var reordered =
        new Request(
            "GET",
            new Request.Target(TestParty.HOST, "/v1/bills", "type=trade&date=20260101"),
            get.headers(),
            get.body(),
            get.remoteAddress());
    assertThat(code(merchant, reordered)).isEqualTo("signature-invalid");
    assertThat(code(merchant, get)).isNull();
  }

  @Test
  void only_the_configured_names_are_served_whatever_was_forwarded() {
    assertThat(
            code(
                merchant,
                party.signed(
                    TestRequests.with(
                        TestRequests.to(unsigned(BODY), "evil.example"),
                        "X-Forwarded-Host",
                        "pay.example"))))
        .isEqualTo("signature-invalid");
    assertThat(code(merchant, party.signed(TestRequests.to(unsigned(BODY), "PAY.example:443"))))
        .isNull();
    var open =
        new Request(
            "GET",
            new Request.Target("evil.example", "/open", null),
            Headers.NONE,
            new byte[0],
            "203.0.113.7");
    assertThat(code(merchant, open)).isEqualTo("authority-unknown");
  }

  @Test
  @Clause("6.3.2-2")
  void one_of_a_hundred_equal_requests_on_two_nodes_has_an_effect() throws Exception {
    var request = party.post(ORDERS, BODY);
    try (var otherNonces = new Nonces(database, wall)) {
      var node2 =
          merchantInterface(GENEROUS, new Trust(parties, platform, otherNonces, ROOMY, wall), true);
      List<Callable<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        var node = i % 2 == 0 ? merchant : node2;
        calls.add(() -> node.serve(request));
      }
      var statuses = new ArrayList<Integer>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var answer : threads.invokeAll(calls)) {
          statuses.add(answer.get().status());
        }
      }
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
      assertThat(statuses).filteredOn(status -> status == 401).hasSize(99);
    }
  }

  @Test
  @Clause("6.3.2-2")
  void nonces_are_emptied_only_when_no_replay_can_pass_any_more() {
    var get = party.get("/v1/bills", null);
    assertThat(code(merchant, get)).isNull();
    for (int minutes = 0; minutes < 5; minutes++) {
      nonces.purge();
      assertThat(code(merchant, get)).isEqualTo("nonce-reused");
      wall.tick(Duration.ofMinutes(1));
    }
    for (int minutes = 0; minutes < 60; minutes++) {
      wall.tick(Duration.ofMinutes(1));
      nonces.purge();
    }
    assertThat(count("nonce")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void answers_and_problems_are_signed_in_the_callers_algorithm(SignatureAlgorithm algorithm) {
    var caller = TestParty.admitted("M0003", algorithm, parties, wall);
    for (var request :
        List.of(
            caller.post(ORDERS, BODY),
            caller.post(ORDERS, "{"),
            caller.post("/nowhere", BODY),
            caller.get(ORDERS, null),
            forged(caller.post(ORDERS, BODY)),
            caller.post(ORDERS, " ".repeat(Request.MAX_BODY + 1)))) {
      assertThat(isSigned(request, merchant.serve(request), algorithm)).as("%s", request).isTrue();
    }
  }

  @Test
  void a_caller_with_an_unknown_key_gets_an_ed25519_answer_and_an_unsigned_one_none() {
    var strange = party.as("K000000000000000000000000", wall).post(ORDERS, BODY);
    assertThat(isSigned(strange, merchant.serve(strange), SignatureAlgorithm.ED25519)).isTrue();
    var unsigned = unsigned(BODY);
    assertThat(merchant.serve(unsigned).headers().all("signature")).isEmpty();
  }

  @Test
  void an_answer_cannot_be_taken_for_the_answer_to_another_request() {
    var first = party.post(ORDERS, BODY);
    var second = party.post(ORDERS, BODY);
    assertThat(isSigned(second, merchant.serve(first), SignatureAlgorithm.ED25519)).isFalse();
  }

  @Test
  @Clause("6.3.1-1b")
  void the_list_of_platform_keys_is_signed_by_the_root() {
    var request =
        new Request(
            "GET",
            new Request.Target(TestParty.HOST, "/v1/platform-keys", null),
            Headers.NONE,
            new byte[0],
            "203.0.113.7");
    var answer = merchant.serve(request);
    assertThat(answer.status()).isEqualTo(200);
    var root = platform.current(PlatformKey.Use.ROOT, SignatureAlgorithm.ED25519);
    assertThat(verified(SignatureRules.UNSIGNED_CALL_ANSWER, root, request, answer)).isTrue();
    assertThat(answer.text()).contains("\"version\":", "\"expires\":\"2026-01-02T04:00:00Z\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json; charset=gbk",
        "application/json; a=b",
        "application/xml",
        "application/jsonx"
      })
  void only_plain_json_is_taken(String type) {
    assertThat(code(merchant, typed(party.post(ORDERS, BODY), type)))
        .isEqualTo("media-type-unsupported");
  }

  @Test
  void encodings_and_bodies_on_get_are_refused() {
    assertThat(code(merchant, typed(party.post(ORDERS, BODY), "application/json; charset=UTF-8")))
        .isNull();
    for (var coded : List.of(party.post(ORDERS, BODY), party.get("/v1/bills", null))) {
      assertThat(code(merchant, TestRequests.with(coded, "Content-Encoding", "gzip")))
          .isEqualTo("media-type-unsupported");
    }
    assertThat(
            code(
                merchant,
                TestRequests.withBody(party.get("/v1/bills", null), "{}".getBytes(UTF_8))))
        .isEqualTo("syntax-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"x\"", "{\"a\":1,\"a\":2}", "{\"a\":1}{}", "{\"a\":"})
  void a_body_is_one_object(String body) {
    assertThat(code(merchant, party.post(ORDERS, body))).isEqualTo("syntax-invalid");
  }

  @Test
  void headers_have_a_limit() {
    var request = party.post(ORDERS, BODY);
    assertThat(code(merchant, TestRequests.with(request, "X-Note", "x".repeat(16 * 1024))))
        .isEqualTo("request-too-large");
  }

  @Test
  @Clause("6.3.1-3")
  void who_calls_too_often_is_told_when_to_come_again_and_slows_nobody_else() {
    var tight = merchantInterface(new Rate(2, 3), GENEROUS, false);
    var other = TestParty.admitted("M0002", SignatureAlgorithm.ED25519, parties, wall);
    for (int i = 0; i < 3; i++) {
      assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    }
    var refused = tight.serve(party.post(ORDERS, BODY));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().only("retry-after")).hasValue("1");
    assertThat(code(tight, other.post(ORDERS, BODY))).isNull();
    wall.tick(Duration.ofMillis(500));
    assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    assertThat(code(tight, party.post(ORDERS, BODY))).isEqualTo("rate-limited");
  }

  @Test
  @Clause("6.3.1-3")
  void an_address_has_a_limit_too() {
    var tight = merchantInterface(GENEROUS, new Rate(1, 2), false);
    assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    assertThat(code(tight, party.post(ORDERS, BODY))).isEqualTo("rate-limited");
  }

  @Test
  void a_problem_says_what_in_the_readers_language_and_how_to_go_on() {
    var request = TestRequests.at(unsigned(BODY), "DELETE", ORDERS);
    var answer = merchant.serve(TestRequests.with(request, "Accept-Language", "zh-CN,en;q=0.5"));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().only("allow")).hasValue("POST");
    assertThat(answer.headers().only("content-type")).hasValue("application/problem+json");
    assertThat(answer.headers().only("content-language")).hasValue("zh-CN");
    assertThat(answer.text())
        .contains(
            "\"type\":\"/problems/method-not-allowed\"",
            "\"title\":\"不支持该请求方法\"",
            "\"status\":405",
            "\"code\":\"method-not-allowed\"",
            "\"incident\":\"");
    assertThat(merchant.serve(request).text()).contains("\"title\":\"The path does not take");
  }

  @Test
  void only_a_sandbox_shows_the_signature_base() {
    var request = forged(party.post(ORDERS, BODY));
    assertThat(merchant.serve(request).text()).doesNotContain("signatureBase");
    assertThat(merchantInterface(GENEROUS, GENEROUS, true).serve(request).text())
        .contains("\"signatureBase\":\"\\\"@method\\\": POST\\n");
  }

  @Test
  void a_failure_of_ours_shows_a_number_and_nothing_of_the_inside() {
    var answer = merchant.serve(party.post("/v1/fails", BODY));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains("\"code\":\"internal-error\"").doesNotContain("jdbc");
    var outage = merchant.serve(party.post("/v1/outage", BODY));
    assertThat(outage.status()).isEqualTo(503);
    assertThat(outage.headers().only("retry-after")).isPresent();
  }

  @Test
  @Clause("6.3.1-4")
  void every_call_leaves_one_masked_row() {
    var good = merchant.serve(party.post(ORDERS, BODY));
    assertThat(good.status()).isEqualTo(200);
    var refused = merchant.serve(forged(party.post(ORDERS, BODY)));
    merchant.serve(party.post(ORDERS, "{\"cvv\":\"123\",\"goodsName\":\"6222020200112230\"}"));
    merchant.serve(TestRequests.at(unsigned(BODY), "GET", "/pay/13800138000"));
    log.flush();

    var rows = log.find(InteractionQuery.since(null, 100));
    assertThat(rows)
        .extracting(row -> row.ended().status())
        .containsExactlyInAnyOrder(200, 401, 400, 404);
    assertThat(rows.toString())
        .doesNotContain("13800138000")
        .doesNotContain("拿铁")
        .doesNotContain("6222020200112230");
    var first = log.find(InteractionQuery.about("A-1")).getFirst();
    assertThat(first.from().caller()).isEqualTo("M0001");
    assertThat(first.from().keyId()).isEqualTo(party.keyId());
    assertThat(first.from().nonce()).isNotEmpty();
    assertThat(first.from().address()).isEqualTo("203.0.113.7");
    assertThat(first.what().endpoint()).isEqualTo(ORDERS);
    assertThat(first.what().requestHash()).hasSize(64);
    assertThat(first.what().parameters())
        .isEqualTo(
            "{\"merchantId\":\"M0001\",\"merchantOrderNo\":\"A-1\",\"orderAmount\":\"12.50\","
                + "\"mobileNo\":\"138****8000\",\"goodsName\":\"text of 2\"}");
    var secret = rows.stream().filter(row -> "sensitive-data".equals(row.ended().code())).toList();
    assertThat(secret)
        .singleElement()
        .extracting(Interaction::what)
        .satisfies(what -> {
          assertThat(what.parameters()).isEqualTo("{}");
          assertThat(what.requestHash()).isNull();
        });
    var incident = incident(refused);
    assertThat(log.find(InteractionQuery.incident(incident)))
        .singleElement()
        .satisfies(row -> assertThat(row.ended().code()).isEqualTo("signature-invalid"));
  }

  @Test
  @Clause("6.3.1-4")
  void rows_and_calls_are_as_many() throws Exception {
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      calls.add(() -> merchant.serve(unsigned(BODY)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(calls)).hasSize(500);
    }
    log.flush();
    assertThat(count("interaction")).isEqualTo(500);
  }

  private Interface merchantInterface(Rate perKey, Rate perAddress, boolean sandbox) {
    return merchantInterface(
        perKey, perAddress, sandbox, new Trust(parties, platform, nonces, ROOMY, wall));
  }

  private Interface merchantInterface(Rate rate, Trust trust, boolean sandbox) {
    return merchantInterface(rate, rate, sandbox, trust);
  }

  private Interface merchantInterface(Rate perKey, Rate perAddress, boolean sandbox, Trust trust) {
    Handler remember =
        call -> {
          synchronized (handled) {
            handled.add(call);
          }
          return Answer.ok(Json.members().put("result", "SUCCESS").build());
        };
    Handler fails =
        _ -> {
          throw new IllegalStateException("jdbc:postgresql://inside");
        };
    Handler outage =
        _ -> {
          throw new DatabaseException(new SQLException("refused", "08006"));
        };
    var numbers = Set.of("merchantId", "merchantOrderNo", "mobileNo");
    var router =
        new Router(
            List.of(
                Route.signedPost(ORDERS, numbers, remember),
                Route.signedPost(ORDERS + "/query", numbers, remember),
                Route.signedPost("/v1/fails", numbers, fails),
                Route.signedPost("/v1/outage", numbers, outage),
                Route.signedGet("/v1/bills", remember),
                Route.openGet("/open", remember),
                Route.rootGet("/v1/platform-keys", new PlatformKeysHandler(platform))));
    var listener =
        new Listener("merchant", "https", Set.of(TestParty.HOST), perKey, perAddress, sandbox);
    return new Interface(router, listener, trust, log, InstantSource.system());
  }

  private boolean isSigned(Request request, Answer answer, SignatureAlgorithm algorithm) {
    var key = platform.current(PlatformKey.Use.SIGN, algorithm);
    return verified(SignatureRules.ANSWER, key, request, answer);
  }

  private boolean verified(SignatureRules rules, PlatformKey key, Request request, Answer answer) {
    var record =
        new VerificationKey(
            key.keyId(),
            Signatures.verifier(key.algorithm(), key.publicPem()),
            key.validity().notBefore(),
            key.validity().notAfter(),
            VerificationKey.State.ACTIVE);
    var response =
        new Response(
            answer.status(), FieldLines.of(answer.headers().asMap()), TestParty.message(request));
    return new MessageVerifier(
                rules,
                id -> id.equals(key.keyId()) ? Optional.of(record) : Optional.empty(),
                _ -> true,
                wall)
            .verify(response, answer.body())
        instanceof Verification.Verified;
  }

  private long count(String table) {
    return database.read(tx -> {
      try (var query = tx.prepareStatement("SELECT count(*) FROM " + table);
          var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  private static Request unsigned(String body) {
    return new Request(
        "POST",
        new Request.Target(TestParty.HOST, ORDERS, null),
        Headers.of(
            "Content-Type",
            "application/json",
            "Content-Digest",
            ContentDigest.sha256(body.getBytes(UTF_8))),
        body.getBytes(UTF_8),
        "203.0.113.7");
  }

  private static Request typed(Request request, String type) {
    return TestRequests.replaced(request, "content-type", _ -> type);
  }

  /** The signature of something else. */
  private static Request forged(Request request) {
    return TestRequests.replaced(
        request,
        "signature",
        value -> value.replaceFirst(":..", value.contains(":AA") ? ":BB" : ":AA"));
  }

  private static @Nullable String code(Interface at, Request request) {
    var answer = at.serve(request);
    return answer.status() == 200 ? null : member(answer, "code");
  }

  private static String incident(Answer answer) {
    return member(answer, "incident");
  }

  private static String member(Answer answer, String name) {
    return JsonReader.read(answer.body()) instanceof JsonReader.Parsed.Value(Json.Obj problem)
            && problem.get(name) instanceof Json.Text(var text)
        ? text
        : "no " + name + ": " + answer.text();
  }
}
