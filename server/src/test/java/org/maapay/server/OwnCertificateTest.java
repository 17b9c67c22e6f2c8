package org.maapay.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.server.TestDoor.text;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.messaging.Clause;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.operators.Operators;
import org.maapay.messaging.tls.ClientIdentity;
import org.maapay.messaging.tls.TestAuthority;
import org.maapay.server.OperatorSettings.ChatbotSettings;
import org.maapay.server.ServerSettings.TlsSettings;

/** The platform proves itself to operators by certificates. */
@Clause("4-operator-b")
class OwnCertificateTest {
  @TempDir private static Path folder;
  private static TestAuthority own;
  private static TestAuthority unicom;
  private static TestAuthority mobile;

  private final Operators operators =
      new Operators(Operators.Stores.inMemory(InstantSource.system()), InstantSource.system());

  @BeforeAll
  static void issue() {
    own = new TestAuthority(folder, "CN=Own Root");
    unicom = new TestAuthority(folder, "CN=Unicom Root");
    mobile = new TestAuthority(folder, "CN=Mobile Root");
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
        new ClientIdentity(List.of(own.server().shown()), List.of(authority.certificate()))
            .context();
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
}
