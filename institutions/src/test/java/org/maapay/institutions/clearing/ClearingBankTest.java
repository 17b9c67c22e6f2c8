package org.maapay.institutions.clearing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.bank.BankReply;
import org.maapay.bank.BankReply.Declined;
import org.maapay.bank.BankReply.Done;
import org.maapay.bank.BankReply.Reason;
import org.maapay.bank.BankReply.Unknown;
import org.maapay.bank.CardMovement;
import org.maapay.kernel.Money;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Request;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;
import org.maapay.signature.VerificationKey.State;

class ClearingBankTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final CardMovement COFFEE =
      new CardMovement("D1", "AGR-1", new Money(1250), "海风咖啡", "拿铁");

  private final KeyPair ours = pair();
  private final KeyPair theirs = pair();
  private final HttpServer server = HttpServer.create(loopback(), 0);
  private final List<String> received = new ArrayList<>();
  private int status = 200;
  private String answer = "{}";
  private KeyPair signing = theirs;

  ClearingBankTest() throws IOException {
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_debit_is_sent_signed_and_its_receipt_comes_back() {
    answer =
        "{\"debitNo\":\"D1\",\"state\":\"SUCCESS\",\"clearingNo\":\"K1\","
            + "\"at\":\"2026-01-01T04:00:00Z\"}";
    assertThat(bank().debit(COFFEE)).isEqualTo(new Done("K1", NOON));
    assertThat(received)
        .containsExactly(
            "/clearing/v1/debits {\"debitNo\":\"D1\",\"agreementNo\":\"AGR-1\",\"amountFen\":1250,"
                + "\"currency\":\"CNY\",\"payeeName\":\"海风咖啡\",\"summary\":\"拿铁\"}");
  }

  @Test
  void a_credit_and_the_questions_go_to_their_own_paths() {
    answer =
        "{\"creditNo\":\"D1\",\"debitNo\":\"D1\",\"state\":\"SUCCESS\",\"clearingNo\":\"K1\","
            + "\"at\":\"2026-01-01T04:00:00Z\"}";
    assertThat(List.of(bank().credit(COFFEE), bank().settleDebit("D1"), bank().settleCredit("D1")))
        .containsOnly(new Done("K1", NOON));
    assertThat(received)
        .containsExactly(
            "/clearing/v1/credits {\"creditNo\":\"D1\",\"agreementNo\":\"AGR-1\","
                + "\"amountFen\":1250,\"summary\":\"拿铁\"}",
            "/clearing/v1/debits/query {\"debitNo\":\"D1\",\"fence\":true}",
            "/clearing/v1/credits/query {\"creditNo\":\"D1\",\"fence\":true}");
  }

  @Test
  void a_decline_is_told_with_its_reason() {
    assertThat(declined("INSUFFICIENT_FUNDS")).isEqualTo(new Declined(Reason.INSUFFICIENT_FUNDS));
    for (var other : List.of("CARD_REFUSED", "AGREEMENT_UNKNOWN", "FENCED", "")) {
      assertThat(declined(other)).isEqualTo(new Declined(Reason.CARD_REFUSED));
    }
  }

  @Test
  void a_number_that_the_house_never_saw_is_refused_for_ever() {
    answer = "{\"debitNo\":\"D1\",\"state\":\"NOT_FOUND\"}";
    assertThat(bank().settleDebit("D1")).isInstanceOf(Declined.class);
  }

  @Test
  void whatever_is_not_a_clear_signed_answer_is_unknown() {
    for (var unclear :
        List.of(
            "{\"debitNo\":\"D1\",\"state\":\"PROCESSING\"}",
            "{\"debitNo\":\"D2\",\"state\":\"SUCCESS\",\"clearingNo\":\"K1\",\"at\":\"2026-01-01T04:00:00Z\"}",
            "{\"debitNo\":\"D1\",\"state\":\"SUCCESS\",\"at\":\"2026-01-01T04:00:00Z\"}",
            "{\"debitNo\":\"D1\",\"state\":\"SUCCESS\",\"clearingNo\":\"K1\",\"at\":\"now\"}",
            "{\"debitNo\":\"D1\",\"debitNo\":\"D1\",\"state\":\"DECLINED\"}",
            "{}",
            "[]",
            "nonsense",
            "")) {
      answer = unclear;
      assertThat(bank().debit(COFFEE)).as(unclear).isEqualTo(new Unknown());
    }
    status = 500;
    assertThat(declined("CARD_REFUSED")).isEqualTo(new Unknown());
    status = 200;
    signing = ours;
    assertThat(declined("CARD_REFUSED")).isEqualTo(new Unknown());
    server.stop(0);
    assertThat(declined("CARD_REFUSED")).isEqualTo(new Unknown());
  }

  private BankReply declined(String reason) {
    answer = "{\"debitNo\":\"D1\",\"state\":\"DECLINED\",\"reason\":\"" + reason + "\"}";
    return bank().debit(COFFEE);
  }

  private ClearingBank bank() {
    var settings =
        new ClearingSettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            JdkSignatures.signer("platform", SignatureAlgorithm.ED25519, ours.getPrivate()),
            key("house", theirs),
            Duration.ofSeconds(5));
    return new ClearingBank(settings, HttpClient.newHttpClient(), CLOCK);
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var request =
          Request.received(
              exchange.getRequestMethod(),
              "http",
              exchange.getRequestHeaders().getFirst("Host"),
              exchange.getRequestURI().toString(),
              FieldLines.of(exchange.getRequestHeaders()));
      var verification =
          new MessageVerifier(
                  SignatureRules.BANK,
                  id -> Optional.of(key("platform", ours)),
                  host -> true,
                  CLOCK)
              .verify(request, body);
      assertThat(verification).isInstanceOf(Verified.class);
      received.add(request.path() + " " + new String(body, UTF_8));
      answer(exchange, request);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void answer(HttpExchange exchange, Request request) throws IOException {
    var octets = answer.getBytes(UTF_8);
    var digest = ContentDigest.sha256(octets);
    var response = new Response(status, FieldLines.NONE.with("content-digest", digest), request);
    exchange.getResponseHeaders().set("Content-Digest", digest);
    new MessageSigner(SignatureRules.BANK_ANSWER, CLOCK)
        .sign(
            response,
            JdkSignatures.signer("house", SignatureAlgorithm.ED25519, signing.getPrivate()))
        .orElseThrow()
        .asMap()
        .forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
  }

  private static VerificationKey key(String keyId, KeyPair pair) {
    return new VerificationKey(
        keyId,
        JdkSignatures.verifier(SignatureAlgorithm.ED25519, pair.getPublic()),
        Instant.MIN,
        Instant.MAX,
        State.ACTIVE);
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
