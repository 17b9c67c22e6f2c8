package org.maapay.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;
import org.maapay.messaging.Bytes;
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

/** The platform's ports, open over TLS; behind the operators' port nobody is registered. */
final class TestDoor implements AutoCloseable {
  static final int STRANGER = 403;
  static final int LET_IN = 404; // Nothing is registered behind the door.

  /** Which authority's servers a caller believes. */
  private final TestAuthority own;

  private final int port = freePort();
  private final int merchantPort = freePort();
  private final ConfigurableApplicationContext application;

  /**
   * @param own signed {@code shown}, the certificate of the ports
   */
  TestDoor(TestAuthority own, Issued shown, List<ChatbotSettings> chatbots) {
    this.own = own;
    var operators =
        new Operators(Operators.Stores.inMemory(InstantSource.system()), InstantSource.system());
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
    var sites = new Sites(Map.of(port, door, merchantPort, TestDoor::nothing));
    application = ServerApplication.open(settings(chatbots, shown), () -> sites);
  }

  @Override
  public void close() {
    application.close();
  }

  /** What {@code operator}'s callback is answered that shows {@code shown}. */
  int call(@Nullable Issued shown, String operator) throws IOException, InterruptedException {
    return status(shown, port, "/operator/" + operator + "/x");
  }

  /** The same at the merchants' port. */
  int callAsMerchant(@Nullable Issued shown) throws IOException, InterruptedException {
    return status(shown, merchantPort, "/");
  }

  URI operatorsUrl() {
    return URI.create("https://127.0.0.1:" + port + "/operator/unicom/x");
  }

  /** The certificate that the operators' port shows to who calls now. */
  X509Certificate shownTo(Issued caller) throws Exception {
    try (var http = client(List.of(caller.shown()))) {
      var request = HttpRequest.newBuilder(operatorsUrl()).build();
      var session = http.send(request, BodyHandlers.discarding()).sslSession().orElseThrow();
      return (X509Certificate) session.getPeerCertificates()[0];
    }
  }

  private int status(@Nullable Issued shown, int at, String path)
      throws IOException, InterruptedException {
    try (var http = client(shown == null ? List.of() : List.of(shown.shown()))) {
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + at + path))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private HttpClient client(List<ClientIdentity.Shown> identity) {
    return Calls.client(new ClientIdentity(identity, List.of(own.certificate())));
  }

  private static Answer nothing(Request request) {
    return new Answer(204, Headers.NONE, new byte[0]);
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
        new OperatorSettings(port, null, null, chatbots, null, null),
        null,
        null,
        null);
  }

  /** An operator whose callbacks show a certificate of that name; without authority, none. */
  static ChatbotSettings account(String operator, @Nullable TestAuthority authority, String name) {
    return account(
        operator,
        authority == null
            ? null
            : new CallbackCertificates(text(authority.file()), null, List.of(name), null));
  }

  static ChatbotSettings account(String operator, @Nullable CallbackCertificates certificates) {
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

  static String text(Path file) {
    return file.toString();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
