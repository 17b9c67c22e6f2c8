package org.maapay.simulator.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.Bytes;
import org.maapay.simulator.http.HttpListener;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulatedPayerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  @Test
  void a_user_pays_through_a_page_and_a_keypad() throws Exception {
    try (var platform = new FakePlatform();
        var listener = platform.listen()) {
      var answer = payer(platform, listener).pay(wish(listener, "739104", "card"));
      assertThat(body(answer).path("outcome").asString()).isEqualTo("PAID");
      assertThat(platform.calls)
          .containsExactly(
              "/cashier/v1/sessions",
              "/cashier/v1/keypads",
              "/keypad/v1/sessions",
              "/sandbox/keypad/sid-1",
              "/cashier/v1/payments",
              "/cashier/v1/payments/current");
      assertThat(platform.body("/cashier/v1/sessions").path("reference").asString())
          .isEqualTo("ref-1");
      var payment = platform.body("/cashier/v1/payments");
      assertThat(payment.path("methodId").asString()).isEqualTo("m2");
      var envelope =
          JSON.readTree(Base64.getUrlDecoder().decode(payment.path("envelope").asString()));
      assertThat(envelope.path("sid").asString()).isEqualTo("sid-1");
      assertThat(envelope.path("presses").size()).isEqualTo(6);
      assertThat(payment.toString()).doesNotContain("739104");
    }
  }

  @Test
  void what_the_page_refuses_comes_back_as_it_is() throws Exception {
    try (var platform = new FakePlatform();
        var listener = platform.listen()) {
      platform.closed = true;
      var answer = payer(platform, listener).pay(wish(listener, "739104", ""));
      assertThat(answer.status()).isEqualTo(409);
      assertThat(body(answer).path("code").asString()).isEqualTo("order-closed");
    }
  }

  @Test
  void a_keypad_that_is_not_the_institutions_is_not_typed_on() throws Exception {
    try (var platform = new FakePlatform();
        var listener = platform.listen();
        var other = new FakePlatform()) {
      var answer = payer(other, listener).pay(wish(listener, "739104", ""));
      assertThat(body(answer).path("code").asString()).isEqualTo("keypad-refused");
      assertThat(platform.calls).doesNotContain("/cashier/v1/payments");
    }
  }

  private static SimulatedPayer payer(FakePlatform trusted, HttpListener listener) {
    var root = "http://127.0.0.1:" + listener.port();
    return new SimulatedPayer(
        new Platform(root, root, root, trusted.keyPem(), Platform.client()), null);
  }

  private static Request wish(HttpListener listener, String password, String method) {
    var body =
        "{\"payUrl\":\"http://127.0.0.1:%d/pay/P1?t=ref-1&view=password\",\"mobileNo\":\"1\",\"paymentPassword\":\"%s\",\"method\":\"%s\"}"
            .formatted(listener.port(), password, method);
    return new Request(
        "POST", "/api/pay", "", Map.of(), Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode body(Reply reply) {
    return JSON.readTree(((Reply.Whole) reply).body().toArray());
  }

  /** The calls of a payment page, without a payment behind them. */
  private static final class FakePlatform implements AutoCloseable {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();
    private final KeyPair signing = pair("Ed25519", null);
    private final KeyPair agreement = pair("EC", new ECGenParameterSpec("secp256r1"));
    private boolean closed;

    HttpListener listen() throws IOException {
      return HttpListener.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100_000, this::answer);
    }

    JsonNode body(String path) {
      return Objects.requireNonNull(bodies.get(path));
    }

    String keyPem() {
      var base64 = Base64.getMimeEncoder().encodeToString(signing.getPublic().getEncoded());
      return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    private Reply answer(Request request) {
      calls.add(request.path());
      if (request.body().size() > 0) {
        bodies.put(request.path(), JSON.readTree(request.body().toArray()));
      }
      boolean authorised = "Bearer s-1".equals(request.header("authorization").orElse(""));
      return switch (request.path()) {
        case "/cashier/v1/sessions" ->
            closed
                ? Reply.problem(409, "order-closed", "This order is closed.")
                : json(
                    "{'session':'s-1','methods':[{'id':'m1','kind':'BALANCE','enough':true},"
                        + "{'id':'m2','kind':'CARD','enough':true}]}");
        case "/cashier/v1/keypads" ->
            json("{'ticket':'t-1','payee':'海风咖啡','payOrderNo':'P1','amount':'12.50'}");
        case "/keypad/v1/sessions" -> keypad();
        case "/sandbox/keypad/sid-1" -> json("{'digits':'4071938265'}");
        case "/cashier/v1/payments" ->
            authorised ? json("{'outcome':'PROCESSING','askAgainMillis':100}") : Reply.empty(401);
        default -> json("{'orderStatus':'PAID','outcome':'PAID'}");
      };
    }

    private Reply keypad() {
      var cells = JSON.createArrayNode();
      for (int i = 0; i < 10; i++) {
        var token = new byte[16];
        token[0] = (byte) i;
        cells.add(URL.encodeToString(token));
      }
      var key = point((ECPublicKey) agreement.getPublic());
      var json =
          JSON.createObjectNode().put("sid", "sid-1").put("serverKey", URL.encodeToString(key));
      json.set("cells", cells);
      return Reply.json(200, json.put("serverKeySignature", URL.encodeToString(sign(key))));
    }

    private byte[] sign(byte[] key) {
      try {
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(signing.getPrivate());
        signature.update(key);
        signature.update("sid-1".getBytes(StandardCharsets.UTF_8));
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private static byte[] point(ECPublicKey key) {
      var point = new byte[65];
      point[0] = 4;
      copy(key.getW().getAffineX(), point, 1);
      copy(key.getW().getAffineY(), point, 33);
      return point;
    }

    private static void copy(BigInteger number, byte[] into, int at) {
      var bytes = number.toByteArray();
      int length = Math.min(bytes.length, 32);
      System.arraycopy(bytes, bytes.length - length, into, at + 32 - length, length);
    }

    private static KeyPair pair(String algorithm, @Nullable AlgorithmParameterSpec spec) {
      try {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (spec != null) {
          generator.initialize(spec);
        }
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private static Reply json(String text) {
      return Reply.json(200, JSON.readTree(text.replace('\'', '"')));
    }

    @Override
    public void close() {}
  }
}
