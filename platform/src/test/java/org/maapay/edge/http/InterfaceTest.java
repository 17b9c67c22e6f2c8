package org.maapay.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.Clause;
import org.maapay.keys.TickingClock;
import org.maapay.signature.SignatureAlgorithm;

/** Who calls, and whether he may. */
class InterfaceTest extends InterfaceStage {
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
    var otherNonces = new Nonces(database, wall);
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
}
