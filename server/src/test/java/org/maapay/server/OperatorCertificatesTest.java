package org.maapay.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.Clause;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.operators.Operators;
import org.maapay.messaging.tls.ClientIdentity;
import org.maapay.messaging.tls.TestAuthority;
import org.maapay.messaging.tls.TestAuthority.Issued;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.uplink.UplinkRequest.Peer;
import org.maapay.messaging.wire.Calls;
import org.maapay.server.OperatorSettings.CallbackCertificates;
import org.maapay.server.OperatorSettings.ChatbotSettings;
import org.maapay.server.ServerSettings.DatabaseSettings;
import org.maapay.server.ServerSettings.MerchantListener;
import org.maapay.server.ServerSettings.PageListener;
import org.maapay.server.ServerSettings.TlsSettings;
import org.maapay.server.ServerSettings.VaultSettings;
import org.maapay.server.web.Site;
import org.maapay.server.web.Sites;
import org.springframework.context.ConfigurableApplicationContext;

/** Operators and the platform prove themselves to each other by certificates. */
@Clause("4-operator-b")
class OperatorCertificatesTest {
  private static final int STRANGER = 403;
  private static final int LET_IN = 404; // Nothing is registered behind the door.

  @TempDir private static Path folder;
  private static TestAuthority own;
  private static TestAuthority unicom;
  private static TestAuthority mobile;
  private static Issued server;
  private static Issued callback;

  private final int port = freePort();
  private final int merchantPort = freePort();
  private final Operators operators =
      new Operators(Operators.Stores.inMemory(InstantSource.system()), InstantSource.system());

  @BeforeAll
  static void issue() {
    own = new TestAuthority(folder, "CN=Own Root");
    unicom = new TestAuthority(folder, "CN=Unicom Root");
    mobile = new TestAuthority(folder, "CN=Mobile Root");
    server = own.server();
    callback = unicom.client("CN=callback,O=Unicom");
  }

  @Test
  void the_operators_certificate_is_let_in_and_only_to_its_own_path() throws Exception {
    try (var _ = open(true)) {
      assertThat(call(callback, "unicom")).isEqualTo(LET_IN);
      assertThat(call(callback, "mobile")).isEqualTo(STRANGER);
      assertThat(call(mobile.client("CN=callback,O=Mobile"), "mobile")).isEqualTo(LET_IN);
    }
  }

  @Test
  void another_customer_of_the_same_authority_is_a_stranger() throws Exception {
    try (var _ = open(true)) {
      assertThat(call(unicom.client("CN=somebody,O=Unicom"), "unicom")).isEqualTo(STRANGER);
      assertThat(call(mobile.client("CN=callback,O=Unicom"), "unicom"))
          .as("the right name of the wrong authority")
          .isEqualTo(STRANGER);
    }
  }

  @Test
  void without_a_certificate_only_an_operator_that_signs_all_it_says_is_let_in() throws Exception {
    try (var _ = open(true)) {
      assertThat(call(null, "unicom")).isEqualTo(STRANGER);
      assertThat(call(null, "rbm")).isEqualTo(LET_IN);
    }
  }

  @Test
  void where_every_operator_shows_one_tls_itself_insists_on_it() throws Exception {
    try (var _ = open(false)) {
      assertThat(call(callback, "unicom")).isEqualTo(LET_IN);
      assertThatThrownBy(() -> call(null, "unicom")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void an_unknown_authority_and_an_expired_certificate_get_no_connection() throws Exception {
    var unknown = new TestAuthority(folder, "CN=Nobody Root").client("CN=callback,O=Unicom");
    var expired = unicom.expired("CN=callback,O=Unicom");
    try (var _ = open(true)) {
      for (var shown : List.of(unknown, expired)) {
        assertThatThrownBy(() -> insist(shown)).isInstanceOf(IOException.class);
      }
      assertThat(call(unknown, "unicom")).as("a client that then shows none").isEqualTo(STRANGER);
      assertThat(call(callback, "unicom")).as("others go on").isEqualTo(LET_IN);
    }
  }

  @Test
  void the_other_ports_ask_nobody_for_a_certificate() throws Exception {
    var unknown = new TestAuthority(folder, "CN=Else Root").client("CN=anybody");
    try (var _ = open(false)) {
      assertThat(status(unknown, merchantPort, "/")).isEqualTo(204);
      assertThat(status(null, merchantPort, "/")).isEqualTo(204);
    }
  }

  @Test
  void toward_an_operator_that_asks_for_it_our_certificate_is_shown() throws Exception {
    var ours = unicom.client("CN=maapay");
    var asking = demanding(unicom);
    try {
      var root = "https://127.0.0.1:" + asking.getAddress().getPort();
      assertThat(send(root, new TlsSettings(text(ours.certificateFile()), text(ours.keyFile()))))
          .isInstanceOf(SendResult.Accepted.class);
      assertThat(send(root, null)).isInstanceOf(SendResult.Unknown.class);
      var strange = mobile.client("CN=maapay");
      assertThat(
              send(root, new TlsSettings(text(strange.certificateFile()), text(strange.keyFile()))))
          .isInstanceOf(SendResult.Unknown.class);
    } finally {
      asking.stop(0);
    }
  }

  @Test
  void certificates_and_revocations_are_changed_without_a_restart() throws Exception {
    var shown = own.server();
    var listed = folder.resolve("listed.crl");
    Files.copy(unicom.revocations(Duration.ofDays(7)), listed, REPLACE_EXISTING);
    var taken = unicom.client("CN=callback,O=Unicom");
    var account =
        account(
            "unicom",
            new CallbackCertificates(
                text(unicom.file()), null, List.of("CN=callback,O=Unicom"), text(listed)));
    try (var _ = open(List.of(account), shown)) {
      assertThat(call(taken, "unicom")).isEqualTo(LET_IN);
      Files.copy(unicom.revocations(Duration.ofDays(7), taken), listed, REPLACE_EXISTING);
      var next = own.server();
      Files.copy(next.keyFile(), shown.keyFile(), REPLACE_EXISTING);
      Files.copy(next.certificateFile(), shown.certificateFile(), REPLACE_EXISTING);
      until(() -> served().equals(next.certificate()) && call(taken, "unicom") == STRANGER);
      assertThat(call(callback, "unicom")).isEqualTo(LET_IN);
    }
  }

  @Test
  void our_own_certificate_is_changed_without_a_restart() throws Exception {
    var ours = mobile.client("CN=maapay"); // Of an authority that the operator does not know.
    var asking = demanding(unicom);
    var ahead = new AtomicReference<>(Duration.ZERO);
    try {
      var tls = new TlsSettings(text(ours.certificateFile()), text(ours.keyFile()));
      var root = "https://127.0.0.1:" + asking.getAddress().getPort();
      var chatbot =
          OperatorLinks.connect(
              operators, toMobile(root, tls), () -> Instant.now().plus(ahead.get()));
      assertThat(chatbot.send(words())).isInstanceOf(SendResult.Unknown.class);
      var next = unicom.client("CN=maapay");
      Files.copy(next.keyFile(), Path.of(tls.privateKeyFile()), REPLACE_EXISTING);
      Files.copy(next.certificateFile(), Path.of(tls.certificateFile()), REPLACE_EXISTING);
      ahead.set(Duration.ofSeconds(6));
      assertThat(chatbot.send(words())).isInstanceOf(SendResult.Accepted.class);
    } finally {
      asking.stop(0);
    }
  }

  private SendResult send(String root, @Nullable TlsSettings shown) {
    return OperatorLinks.connect(operators, toMobile(root, shown), InstantSource.system())
        .send(words());
  }

  private static ChatbotSettings toMobile(String root, @Nullable TlsSettings shown) {
    return new ChatbotSettings(
        "sip:1@botplatform.rcs.chinamobile.com",
        "mobile",
        root,
        "a",
        "k",
        "0123456789abcdef",
        null,
        null,
        shown,
        text(own.file()));
  }

  private static Downlink words() {
    return Downlink.text("m1", new PhoneNumber("13800138000"), new Dialogue("c", "k", null), "您好");
  }

  /** An operator's interface that serves only whom {@code authority} signed. */
  private static HttpsServer demanding(TestAuthority authority) throws IOException {
    var listener =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var context =
        new ClientIdentity(List.of(server.shown()), List.of(authority.certificate())).context();
    listener.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            var tls = context.getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    listener.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var answer =
                """
                <msg:outboundMessageRequest xmlns:msg="urn:oma:xml:rest:netapi:messaging:1"><messageId>op-1</messageId>
                </msg:outboundMessageRequest>\
                """
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    listener.start();
    return listener;
  }

  private ConfigurableApplicationContext open(boolean withRbm) {
    return open(chatbots(withRbm), server);
  }

  private ConfigurableApplicationContext open(List<ChatbotSettings> chatbots, Issued shown) {
    var uplinks =
        operators.uplinks(
            _ -> Optional.empty(), OperatorLinks.admissions(chatbots, InstantSource.system()));
    Site door =
        request ->
            new Answer(
                uplinks
                    .receive(
                        new UplinkRequest(
                            request.method(),
                            request.path(),
                            request.headers().asMap(),
                            Bytes.of(request.body()),
                            new Peer(request.remoteAddress(), request.peer().certificates())))
                    .status(),
                Headers.NONE,
                new byte[0]);
    var sites = new Sites(Map.of(port, door, merchantPort, OperatorCertificatesTest::nothing));
    return ServerApplication.open(settings(chatbots, shown), () -> sites);
  }

  private static Answer nothing(Request request) {
    return new Answer(204, Headers.NONE, new byte[0]);
  }

  private static List<ChatbotSettings> chatbots(boolean withRbm) {
    var shown = account("unicom", unicom, "CN=callback,O=Unicom");
    return withRbm
        ? List.of(
            shown, account("mobile", mobile, "CN=callback,O=Mobile"), account("rbm", null, ""))
        : List.of(shown);
  }

  private ServerSettings settings(List<ChatbotSettings> chatbots, Issued shown) {
    return new ServerSettings(
        "127.0.0.1",
        new TlsSettings(text(shown.certificateFile()), text(shown.keyFile())),
        false,
        new DatabaseSettings("jdbc:none", "maapay", "x", 1, false),
        new VaultSettings("none"),
        new MerchantListener(merchantPort, "https", List.of(), 1, false),
        new PageListener(freePort(), "https://cashier.example", List.of()),
        new PageListener(freePort(), "https://keypad.example", List.of()),
        null,
        new OperatorSettings(port, null, null, chatbots, null),
        null,
        null,
        null);
  }

  private static ChatbotSettings account(
      String operator, @Nullable TestAuthority authority, String name) {
    return account(
        operator,
        authority == null
            ? null
            : new CallbackCertificates(text(authority.file()), null, List.of(name), null));
  }

  private static ChatbotSettings account(
      String operator, @Nullable CallbackCertificates certificates) {
    return new ChatbotSettings(
        "sip:1@" + operator + ".example",
        operator,
        "https://127.0.0.1:1",
        "a",
        "k",
        "t",
        null,
        certificates,
        null,
        null);
  }

  private int call(@Nullable Issued shown, String operator)
      throws IOException, InterruptedException {
    return status(shown, port, "/operator/" + operator + "/x");
  }

  private static int status(@Nullable Issued shown, int port, String path)
      throws IOException, InterruptedException {
    List<ClientIdentity.Shown> identity = shown == null ? List.of() : List.of(shown.shown());
    try (HttpClient http = Calls.client(new ClientIdentity(identity, List.of(own.certificate())))) {
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /** The certificate that the operators' port shows to who calls now. */
  private X509Certificate served() throws Exception {
    var http =
        Calls.client(new ClientIdentity(List.of(callback.shown()), List.of(own.certificate())));
    try (http) {
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/operator/unicom/x"))
              .build();
      var session = http.send(request, BodyHandlers.discarding()).sslSession().orElseThrow();
      return (X509Certificate) session.getPeerCertificates()[0];
    }
  }

  private static void until(Callable<Boolean> done) throws Exception {
    var end = Instant.now().plusSeconds(30);
    while (!done.call()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(200_000_000);
    }
  }

  /** Shows the certificate although the server names other authorities. */
  private void insist(Issued shown) throws Exception {
    var context = SSLContext.getInstance("TLS");
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("own", own.certificate());
    trust.init(store);
    context.init(new KeyManager[] {new Insisting(shown)}, trust.getTrustManagers(), null);
    try (var http = HttpClient.newBuilder().sslContext(context).build()) {
      var url = URI.create("https://127.0.0.1:" + port + "/operator/unicom/x");
      http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
    }
  }

  private static final class Insisting extends X509ExtendedKeyManager {
    private final Issued shown;

    Insisting(Issued shown) {
      this.shown = shown;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "own";
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return shown.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return shown.key();
    }
  }

  private static String text(Path file) {
    return file.toString();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
