package org.maapay.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Numbering;
import org.maapay.kernel.PayOrderNo;
import org.maapay.merchant.Merchant;
import org.maapay.signature.FieldLines;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Request;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;

@Clause("C-3")
@Timeout(60)
class HttpNoticeTransportTest {
  private static final MerchantId DEMO = new MerchantId("M100001");
  private static final MerchantId STRICT = new MerchantId("M100002");
  private static final String BODY = "{\"orderStatus\":\"SUCCESS\",\"merchantName\":\"海风咖啡\"}";

  private final TestPlatform platform = new TestPlatform();
  private final KeyPair keys = ed25519();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server = server();
  private HttpNoticeTransport transport = transport(Duration.ofSeconds(5));

  @BeforeEach
  void admit() {
    platform.database.run(tx -> {
      platform.merchants.admit(tx, merchant(DEMO, true), platform.clock.instant());
      platform.merchants.admit(tx, merchant(STRICT, false), platform.clock.instant());
    });
  }

  @AfterEach
  void close() throws IOException {
    over.countDown();
    transport.close();
    server.stop(0);
    platform.close();
  }

  @Test
  void the_stored_bytes_arrive_signed_with_their_notification_id() {
    var got = new Exchange[1];
    on(exchange -> got[0] = Exchange.read(exchange, 200, "success"));
    var notice = notice(DEMO, url("/notify?a=b"));
    var delivery = post(notice);
    assertThat(delivery.isAccepted()).isTrue();
    var exchange = got[0];
    assertThat(exchange.method()).isEqualTo("POST");
    assertThat(exchange.body()).isEqualTo(BODY);
    assertThat(exchange.fields().values("content-type")).containsExactly("application/json");
    assertThat(exchange.fields().values("notification-id")).containsExactly(notice.id().toString());
    assertThat(verifier().verify(exchange.request(url("/notify?a=b")), BODY.getBytes(UTF_8)))
        .isInstanceOf(Verified.class);
    assertThat(exchange.fields().values("signature-input").getFirst()).contains("notification-id");
  }

  @Test
  void each_attempt_is_signed_anew() {
    var signatures = new ArrayList<String>();
    on(exchange -> {
      var read = Exchange.read(exchange, 500, "no");
      signatures.add(read.fields().values("signature").getFirst());
    });
    var notice = notice(DEMO, url("/notify"));
    post(notice);
    post(notice);
    assertThat(signatures).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void a_refusal_is_brought_back_as_it_was_answered() {
    on(exchange -> Exchange.read(exchange, 503, "come back later"));
    assertThat(post(notice(DEMO, url("/notify"))))
        .isInstanceOfSatisfying(
            Delivery.Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(503);
              assertThat(answered.answer()).isEqualTo("come back later");
            });
  }

  @Test
  void a_redirect_is_an_answer_and_not_followed() {
    on(exchange -> {
      exchange.getResponseHeaders().set("Location", url("/elsewhere"));
      Exchange.read(exchange, 302, "");
    });
    assertThat(post(notice(DEMO, url("/notify"))))
        .isInstanceOfSatisfying(
            Delivery.Answered.class, answered -> assertThat(answered.status()).isEqualTo(302));
    assertThat(calls).hasValue(1);
  }

  /** Each single byte comes in time; all of them never do. */
  @Test
  void one_who_answers_drop_by_drop_is_cut_off() throws IOException {
    transport.close();
    transport = transport(Duration.ofMillis(400));
    on(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      var body = exchange.getResponseBody();
      while (over.getCount() > 0) {
        body.write(' ');
        body.flush();
        pause();
      }
    });
    assertThat(post(notice(DEMO, url("/notify"))))
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.why()).contains("no answer"));
  }

  @Test
  void one_who_never_answers_is_given_up() throws IOException {
    transport.close();
    transport = transport(Duration.ofMillis(200));
    on(_ -> {
      while (over.getCount() > 0) {
        pause();
      }
    });
    assertThat(post(notice(DEMO, url("/notify"))))
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.why()).contains("no answer"));
  }

  @Test
  void nobody_at_home_is_a_failed_attempt() {
    server.stop(0);
    assertThat(post(notice(DEMO, url("/notify")))).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void a_host_that_is_not_registered_any_more_is_not_called() {
    assertThat(post(notice(DEMO, "https://other.example/notify")))
        .isEqualTo(new Delivery.Failed("the host is no longer registered for the merchant", 0));
    assertThat(post(notice(STRICT, url("/notify"))))
        .isEqualTo(new Delivery.Failed("the host is no longer registered for the merchant", 0));
    assertThat(calls).hasValue(0);
  }

  /** Registered or not: what resolves to our own network is not called. */
  @Test
  void a_registered_host_inside_our_network_is_not_called() {
    var inside = "https://127.0.0.1:" + server.getAddress().getPort() + "/notify";
    assertThat(post(notice(STRICT, inside)))
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.why()).contains("not public"));
    assertThat(calls).hasValue(0);
  }

  private Delivery post(Notice notice) {
    return transport.post(URI.create(notice.url()), notice);
  }

  private Merchant merchant(MerchantId id, boolean loopback) {
    return new Merchant(
        id,
        Set.of("海风咖啡"),
        Set.of("127.0.0.1:" + server.getAddress().getPort()),
        loopback,
        Set.of("WEBVIEW"),
        AccountId.random(id.bucket(), new Random(1)),
        false);
  }

  private Notice notice(MerchantId merchant, String url) {
    var no =
        PayOrderNo.next(merchant.bucket(), platform.clock.instant(), new Numbering(new Random(1)));
    return new Notice(UUID.randomUUID(), merchant, no, 1, url, BODY, 0);
  }

  private HttpNoticeTransport transport(Duration patience) {
    var signer = JdkSignatures.signer("platform-1", SignatureAlgorithm.ED25519, keys.getPrivate());
    return new HttpNoticeTransport(
        platform.merchants,
        new MessageSigner(SignatureRules.NOTICE, platform.clock),
        _ -> signer,
        patience);
  }

  private MessageVerifier verifier() {
    var now = platform.clock.instant();
    var key =
        new VerificationKey(
            "platform-1",
            JdkSignatures.verifier(SignatureAlgorithm.ED25519, keys.getPublic()),
            now.minusSeconds(60),
            now.plusSeconds(60),
            VerificationKey.State.ACTIVE);
    return new MessageVerifier(
        SignatureRules.NOTICE, _ -> Optional.of(key), _ -> true, platform.clock);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private HttpServer server() {
    try {
      var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      made.start();
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void on(HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private void pause() {
    try {
      var _ = over.await(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A request as the merchant got it. */
  private record Exchange(String method, FieldLines fields, String body) {
    static Exchange read(HttpExchange exchange, int status, String answer) throws IOException {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var octets = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
      if (octets.length > 0) {
        exchange.getResponseBody().write(octets);
      }
      var fields = new HashMap<String, List<String>>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> fields.put(name.toLowerCase(Locale.ROOT), values));
      return new Exchange(exchange.getRequestMethod(), FieldLines.of(fields), body);
    }

    Request request(String url) {
      return Request.to(method, URI.create(url), fields);
    }
  }
}
