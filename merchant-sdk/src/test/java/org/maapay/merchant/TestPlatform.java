package org.maapay.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Pem;
import org.maapay.signature.Request;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureFields;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;
import org.maapay.signature.Verification;
import org.maapay.signature.VerificationKey;
import org.maapay.signature.VerificationKey.State;

/** A platform on the wire: checks what it receives, signs what it answers, and fails on demand. */
final class TestPlatform implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");

  /** What goes wrong with one answer. */
  enum Fault {
    /** The connection breaks before anything is answered. */
    DROP,
    UNSIGNED,
    WRONG_KEY,
    CHANGED_BODY,
    /** The answer to an earlier call. */
    OLD_ANSWER,
    UNAVAILABLE,
    RATE_LIMITED
  }

  /** A call as it was received. */
  record Received(String method, String path, String body, String nonce, Verification verdict) {}

  record Said(int status, String body, Map<String, String> headers) {}

  final List<Received> received = new ArrayList<>();
  final Deque<Fault> faults = new ArrayDeque<>();
  final KeyPair merchant = pair();
  final KeyPair platform = pair();
  final KeyPair root = pair();
  final InstantSource clock = InstantSource.fixed(NOON);
  String answerKeyId = "pk-1";
  Function<Received, Said> answers = call -> new Said(200, "{}", Map.of());
  private final HttpServer server;
  private Optional<SignatureFields> earlier = Optional.empty();

  TestPlatform() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A builder for a merchant of this platform that never waits. */
  MaaPay.Builder client() {
    return MaaPay.builder()
        .baseUrl(baseUrl())
        .merchantId("M1")
        .signer(JdkSignatures.signer("mk-1", SignatureAlgorithm.ED25519, merchant.getPrivate()))
        .platformKey("pk-1", SignatureAlgorithm.ED25519, Pem.of(platform.getPublic()))
        .clock(clock)
        .timeout(Duration.ofSeconds(5))
        .pause(time -> {});
  }

  void says(int status, String body) {
    answers = call -> new Said(status, body, Map.of());
  }

  @Override
  public void close() {
    server.stop(0);
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
      var call = received(request, body);
      received.add(call);
      var fault = Optional.ofNullable(faults.poll());
      if (fault.equals(Optional.of(Fault.DROP))) {
        return;
      }
      answer(exchange, request, said(call, fault), fault);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Received received(Request request, byte[] body) {
    var key = key("mk-1", merchant);
    var verdict =
        new MessageVerifier(
                SignatureRules.REQUEST,
                id -> Optional.of(key).filter(k -> k.keyId().equals(id)),
                host -> host.equals(baseUrl().substring("http://".length())),
                clock)
            .verify(request, body);
    var nonce = verdict instanceof Verification.Verified verified ? verified.nonce() : "";
    return new Received(request.method(), request.path(), new String(body, UTF_8), nonce, verdict);
  }

  private Said said(Received call, Optional<Fault> fault) {
    if (fault.equals(Optional.of(Fault.UNAVAILABLE))) {
      return new Said(503, "{\"code\":\"unavailable\",\"incident\":\"I1\"}", Map.of());
    } else if (fault.equals(Optional.of(Fault.RATE_LIMITED))) {
      return new Said(429, "{\"code\":\"rate-limited\"}", Map.of("Retry-After", "2"));
    } else if (call.verdict() instanceof Verification.Refused refused
        && !call.path().equals("/v1/platform-keys")) {
      return new Said(401, "{\"code\":\"" + refused.refusal().code() + "\"}", Map.of());
    }
    return answers.apply(call);
  }

  private void answer(HttpExchange exchange, Request request, Said said, Optional<Fault> fault)
      throws IOException {
    var body = said.body().getBytes(UTF_8);
    var fields = FieldLines.NONE.with("content-digest", ContentDigest.sha256(body));
    exchange.getResponseHeaders().set("Content-Digest", ContentDigest.sha256(body));
    said.headers().forEach(exchange.getResponseHeaders()::set);
    var signed = signed(request, new Response(said.status(), fields, request), fault);
    signed.ifPresent(s -> s.asMap().forEach(exchange.getResponseHeaders()::set));
    if (fault.equals(Optional.of(Fault.CHANGED_BODY))) {
      body[body.length - 2] ^= 1;
    }
    exchange.sendResponseHeaders(said.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private Optional<SignatureFields> signed(
      Request request, Response response, Optional<Fault> fault) {
    if (fault.equals(Optional.of(Fault.UNSIGNED))) {
      return Optional.empty();
    } else if (fault.equals(Optional.of(Fault.OLD_ANSWER))) {
      return earlier;
    }
    boolean isUnsignedCall = request.fields().values("signature").isEmpty();
    var key = isUnsignedCall ? root : platform;
    if (fault.equals(Optional.of(Fault.WRONG_KEY))) {
      key = merchant;
    }
    Signer signer =
        JdkSignatures.signer(
            isUnsignedCall ? "root" : answerKeyId, SignatureAlgorithm.ED25519, key.getPrivate());
    var rules = isUnsignedCall ? SignatureRules.UNSIGNED_CALL_ANSWER : SignatureRules.ANSWER;
    earlier = new MessageSigner(rules, clock).sign(response, signer);
    return earlier;
  }

  static VerificationKey key(String keyId, KeyPair pair) {
    return new VerificationKey(
        keyId,
        JdkSignatures.verifier(SignatureAlgorithm.ED25519, pair.getPublic()),
        Instant.MIN,
        Instant.MAX,
        State.ACTIVE);
  }

  static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }
}
