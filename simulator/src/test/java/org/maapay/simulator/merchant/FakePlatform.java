package org.maapay.simulator.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Request;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;
import org.maapay.signature.VerificationKey.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A platform that takes orders in memory, on the wire of appendix C; the test pays them. */
final class FakePlatform implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final KeyPair merchant = pair();
  final KeyPair platform = pair();
  final KeyPair root = pair();
  final List<String> calls = new ArrayList<>();
  private final InstantSource clock;
  private final HttpServer server;
  private final Map<String, ObjectNode> orders = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> refunds = new ConcurrentHashMap<>();

  /** Set to answer the next call with this problem, after it took effect or instead. */
  Optional<String> refuseWith = Optional.empty();

  /** Whether notices of success say who took the money. */
  boolean noticesNameInstitutions = true;

  boolean dropNext;

  /** Every answer is lost. */
  boolean dropAll;

  /** The reason for which password-free orders are not debited; empty if they are. */
  Optional<String> fallback = Optional.empty();

  private @Nullable ObjectNode mandate;

  static final String SIGN_URL = "http://localhost:8601/mandate/20260101?t=reference";

  FakePlatform(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int orderCount() {
    return orders.size();
  }

  ObjectNode onlyOrder() {
    return orders.values().iterator().next();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** The payer pays; the merchant is told unless {@code silently}. */
  int pay(String merchantOrderNo, boolean silently) throws Exception {
    var order = order(merchantOrderNo);
    order.put("orderStatus", "SUCCESS").put("paymentDate", "20260101").put("paymentTime", "120001");
    return silently ? 0 : tell(order, order.deepCopy());
  }

  int expire(String merchantOrderNo) throws Exception {
    var order = order(merchantOrderNo);
    order.put("orderStatus", "CLOSED");
    return tell(order, order.deepCopy());
  }

  /** Tells the merchant that a refund ended. */
  int endRefund(String merchantRefundNo, String status) throws Exception {
    var refund = requireNonNull(refunds.get(merchantRefundNo));
    refund.put("refundStatus", status);
    var order = order(refund.path("merchantOrderNo").asString());
    var notice = order.deepCopy();
    for (var name : List.of("refundOrderNo", "merchantRefundNo", "refundStatus", "refundAmount")) {
      notice.set(name, refund.path(name));
    }
    return tell(order, notice);
  }

  /** A refund succeeds and nobody hears of it. */
  void endRefundSilently(String merchantRefundNo) {
    requireNonNull(refunds.get(merchantRefundNo)).put("refundStatus", "SUCCESS");
  }

  private ObjectNode order(String merchantOrderNo) {
    var order = orders.get(merchantOrderNo);
    if (order == null) {
      throw new AssertionError("no order " + merchantOrderNo);
    }
    return order;
  }

  private int tell(ObjectNode order, ObjectNode notice) throws Exception {
    return tell(URI.create(order.path("bankReturnUrl").asString()), notice);
  }

  private int tell(URI url, ObjectNode notice) throws Exception {
    notice.remove(
        List.of("bankReturnUrl", "transactionType", "businessType", "expireMinutes", "notifyUrl"));
    if (!noticesNameInstitutions) {
      notice.remove("institution");
    }
    var body = notice.toString().getBytes(UTF_8);
    var request =
        Request.to("POST", url, FieldLines.NONE)
            .with("content-digest", ContentDigest.sha256(body))
            .with("notification-id", "N-" + clock.instant().toEpochMilli());
    var signed = new MessageSigner(SignatureRules.NOTICE, clock).sign(request, signer());
    var http =
        HttpRequest.newBuilder(url)
            .header("Content-Digest", ContentDigest.sha256(body))
            .header("Notification-Id", request.fields().values("notification-id").getFirst())
            .POST(BodyPublishers.ofByteArray(body));
    signed.asMap().forEach(http::header);
    return HTTP.send(http.build(), BodyHandlers.discarding()).statusCode();
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
      if (!(verifier().verify(request, body) instanceof Verified)) {
        throw new AssertionError("the merchant's signature does not verify");
      }
      var json = JSON.readTree(body);
      synchronized (this) {
        calls.add(request.path());
        if (refuseWith.isPresent()) {
          var problem = JsonNodeFactory.instance.objectNode().put("code", refuseWith.get());
          refuseWith = Optional.empty();
          answer(exchange, request, 409, problem);
          return;
        }
        var answer = answer(request.path(), json);
        if (dropAll || dropNext) {
          dropNext = false;
          return;
        }
        answer(exchange, request, answer.has("code") ? 409 : 200, answer);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private ObjectNode answer(String path, JsonNode asked) {
    return switch (path) {
      case "/v1/mandates" -> ask(asked);
      case "/v1/mandates/query" -> mandate == null ? missing() : mandate.deepCopy();
      case "/v1/mandates/revoke" -> requireNonNull(mandate).put("mandateStatus", "REVOKED");
      case "/v1/payment-orders" -> place(asked);
      case "/v1/payment-orders/institution" -> choose(asked);
      case "/v1/payment-orders/query" -> order(asked.path("merchantOrderNo").asString());
      case "/v1/payment-orders/close" -> close(asked.path("merchantOrderNo").asString());
      case "/v1/refunds" -> refund(asked);
      case "/v1/refunds/query" ->
          requireNonNull(refunds.get(asked.path("merchantRefundNo").asString()));
      default -> throw new AssertionError(path);
    };
  }

  private ObjectNode ask(JsonNode asked) {
    var stored = ((ObjectNode) asked.deepCopy()).put("mandateNo", "20260101");
    stored.put("mandateStatus", "PENDING").put("signUrl", SIGN_URL);
    mandate = stored;
    return stored.deepCopy();
  }

  private static ObjectNode missing() {
    return JsonNodeFactory.instance.objectNode().put("code", "mandate-not-found");
  }

  /** The payer signs, or the mandate ends; the merchant is told. */
  int mandateBecomes(String status) throws Exception {
    var changed = requireNonNull(mandate).put("mandateStatus", status);
    changed.remove("signUrl");
    return tell(URI.create(changed.path("notifyUrl").asString()), changed.deepCopy());
  }

  private ObjectNode place(JsonNode asked) {
    var number = asked.path("merchantOrderNo").asString();
    var order =
        orders.computeIfAbsent(
            number,
            _ ->
                ((ObjectNode) asked.deepCopy())
                    .put("payOrderNo", "P" + number)
                    .put("createDate", "20260101")
                    .put("currency", "CNY")
                    .put("paymentDate", "")
                    .put("paymentTime", "")
                    .put("orderStatus", "CREATED"));
    if (asked.path("businessType").asString().equals("PASSWORD_FREE") && fallback.isEmpty()) {
      order.put("orderStatus", "SUCCESS").put("paymentDate", "20260101");
      return order.put("paymentTime", "120001").deepCopy().put("result", "SUCCESS");
    }
    if (asked.path("transactionType").asString().equals("AGGREGATE")) {
      var answer = order.deepCopy().put("result", "SUCCESS");
      answer
          .putArray("institutions")
          .addObject()
          .put("institutionCode", "SECOND")
          .put("name", "第二支付")
          .putArray("transactionTypes")
          .add("WEBVIEW");
      return answer;
    }
    fallback.ifPresent(why -> order.put("fallback", why));
    return order
        .deepCopy()
        .put("result", "SUCCESS")
        .put("payUrl", "http://localhost:8601/pay/P" + number + "?t=reference");
  }

  private ObjectNode choose(JsonNode asked) {
    var answer = JsonNodeFactory.instance.objectNode();
    if (!asked.path("institutionCode").asString().equals("SECOND")) {
      return answer.put("code", "institution-not-available");
    }
    order(asked.path("payOrderNo").asString().substring(1))
        .put("orderStatus", "PAYING")
        .putObject("institution")
        .put("institutionCode", "SECOND")
        .put("name", "第二支付");
    return answer
        .put("orderStatus", "PAYING")
        .put("payUrl", "http://second.example/pay/1?t=reference");
  }

  private ObjectNode close(String number) {
    var order = order(number);
    if (order.path("orderStatus").asString().equals("SUCCESS")) {
      return JsonNodeFactory.instance.objectNode().put("code", "order-paid");
    }
    return order.put("orderStatus", "CLOSED");
  }

  private ObjectNode refund(JsonNode asked) {
    return refunds.computeIfAbsent(
        asked.path("merchantRefundNo").asString(),
        number ->
            ((ObjectNode) asked.deepCopy())
                .put("refundOrderNo", "X" + number)
                .put("refundStatus", "PROCESSING")
                .put("orderStatus", "REFUNDING"));
  }

  private void answer(HttpExchange exchange, Request request, int status, ObjectNode json)
      throws IOException {
    var body = json.toString().getBytes(UTF_8);
    var fields = FieldLines.NONE.with("content-digest", ContentDigest.sha256(body));
    exchange.getResponseHeaders().set("Content-Digest", ContentDigest.sha256(body));
    new MessageSigner(SignatureRules.ANSWER, clock)
        .sign(new Response(status, fields, request), signer())
        .orElseThrow()
        .asMap()
        .forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private Signer signer() {
    return JdkSignatures.signer("pk-1", SignatureAlgorithm.ED25519, platform.getPrivate());
  }

  private MessageVerifier verifier() {
    var key =
        new VerificationKey(
            "mk-1",
            JdkSignatures.verifier(SignatureAlgorithm.ED25519, merchant.getPublic()),
            Instant.MIN,
            Instant.MAX,
            State.ACTIVE);
    return new MessageVerifier(SignatureRules.REQUEST, id -> Optional.of(key), host -> true, clock);
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }
}
